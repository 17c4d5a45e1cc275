package report

import (
	"strings"

	"daybook"
	"daybook/internal/chart"
)

// names are the account labels of a report, folded.
type names map[string]bool

func (n names) add(label string) {
	if label = strings.TrimSpace(label); label != "" {
		n[folded(label)] = true
	}
}

// account reads an account label. Its steps are parted by colons, or by dots where the report proves it: each part of the
// label that ends before a dot is a label of its own, "Sales" for "Sales.Boxes".
func (n names) account(label string) daybook.Account {
	if n.dotted(label) {
		label = strings.ReplaceAll(label, ".", ":")
	}
	return chart.Path(label)
}

func (n names) dotted(label string) bool {
	if strings.Contains(label, ":") || !strings.Contains(label, ".") {
		return false
	}
	for at, r := range label {
		if r == '.' && !n[folded(label[:at])] {
			return false
		}
	}
	return true
}

// below reads the label of an account below another. "Sales - Other" below Sales is what QuickBooks Desktop calls the
// lines of Sales itself.
func (n names) below(parent daybook.Account, parentLabel, label string) daybook.Account {
	if own, other := cutSuffixFold(label, " - other"); other && parentLabel != "" && folded(own) == parentLabel {
		return parent
	}
	return chart.Join(parent.Name, n.account(label))
}
