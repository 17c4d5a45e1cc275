package connectors

import (
	"cmp"
	"slices"

	"daybook"
)

// Claim is a connector's claim to a file.
type Claim struct {
	Type string // the connector's
	Recognition
}

// Recognise asks every connector for its claim to a file, and returns them with the strongest first. Where none claims
// it, the error says what the file is that nobody can read, if that is so.
func Recognise(all []Connector, path string) ([]Claim, error) {
	var claims []Claim
	var failed []error
	for _, connector := range all {
		if connector.Recognise == nil {
			continue
		}
		found, err := connector.Recognise(path)
		if err != nil {
			failed = append(failed, err)
		}
		if err == nil && found.Strength > 0 {
			claims = append(claims, Claim{connector.Type, found})
		}
	}
	slices.SortStableFunc(claims, func(a, b Claim) int { return cmp.Compare(b.Strength, a.Strength) })
	if len(claims) > 0 {
		return claims, nil
	}
	if len(failed) > 0 {
		return nil, failed[0]
	}
	return nil, unclaimed(path)
}

// unclaimed is the error for a file that fits no layout.
func unclaimed(path string) error {
	return &daybook.Error{Place: path, Found: "no layout that is known", Wanted: "an accountant's export, a bank file, or a table with headers",
		Remedy: "describe its columns under a source of type spreadsheet or journal"}
}
