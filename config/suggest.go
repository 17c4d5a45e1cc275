package config

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"daybook"
)

// OneOf refuses a name that is none of those known, as the command line's mistake. It names the nearest.
func OneOf(place, what, name string, known []string) error {
	if slices.Contains(known, name) {
		return nil
	}
	return &daybook.Error{
		Code: daybook.Misconfigured, Place: place, Found: fmt.Sprintf("%s %q", what, name),
		Wanted: "one of " + strings.Join(known, ", "), Hint: DidYouMean(name, known),
	}
}

// DidYouMean is a hint that names the candidate closest to a misspelt word, or nothing where none is close.
func DidYouMean(word string, candidates []string) string {
	length := utf8.RuneCountInString(word)
	if length < 3 {
		return ""
	}
	best, distance := "", 1+length/4
	for _, candidate := range candidates {
		if d := editDistance(strings.ToLower(word), strings.ToLower(candidate)); d < distance || d == distance && best == "" {
			best, distance = candidate, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", best)
}

// editDistance counts the insertions, deletions, replacements and swaps of neighbours that turn a into b
// (optimal string alignment).
func editDistance(a, b string) int {
	from, to := []rune(a), []rune(b)
	if len(from) > 100 || len(to) > 100 {
		return max(len(from), len(to))
	}
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(from); i++ {
		for j := 1; j <= len(to); j++ {
			differ := 1
			if from[i-1] == to[j-1] {
				differ = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+differ)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(from)][len(to)]
}
