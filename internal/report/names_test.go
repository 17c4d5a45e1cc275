package report

import "testing"

func TestDotsPartPathsOnlyWhereTheReportProvesIt(t *testing.T) {
	n := names{}
	for _, label := range []string{"Sales", "Sales.Boxes", "Crumb Inc. fees", "4000"} {
		n.add(label)
	}
	for label, want := range map[string]string{
		"Sales.Boxes": "Sales:Boxes", "Sales.Boxes.Large": "Sales:Boxes:Large", "Crumb Inc. fees": "Crumb Inc. fees", "Costs.Rent": "Costs.Rent", "Sales:Dr. Oetker": "Sales:Dr. Oetker",
	} {
		if got := n.account(label).Name; got != want {
			t.Errorf("%q is %q, want %q", label, got, want)
		}
	}
}

func TestTheOtherLinesOfAnAccountAreItsOwn(t *testing.T) {
	n := names{}
	parent := n.account("4000 · Sales")
	for label, want := range map[string]string{"4000 · Sales - Other": "Sales", "4010 · Boxes": "Sales:Boxes", "Other": "Sales:Other", "Rent - Other": "Sales:Rent - Other"} {
		if got := n.below(parent, folded("4000 · Sales"), label).Name; got != want {
			t.Errorf("%q is %q, want %q", label, got, want)
		}
	}
}
