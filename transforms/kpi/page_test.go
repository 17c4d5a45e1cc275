package kpi_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook"
)

// page is a file of docs/kpis: prose and worked examples, one below each second-level heading.
type page struct {
	name     string
	examples []example
}

// example is what is fenced below one heading: facts, lines of daybook.yaml, and what to expect.
type example struct {
	heading string
	facts   string
	config  string
	expects []expectation
	cohorts []cohortExpectation
	changes []changeExpectation
	fails   string // the error, for an example that has no figures
}

// expectation is a line like
//
//	gross_margin month 2024-01-31 channel=ads = 60 / 100 = 0.6
//	cac 30d 2024-01-31 = undefined no_new_customers
//	revenue month 2024-01-31 plan=box = not published
type expectation struct {
	line      string
	key       daybook.Key
	value     string // "" where undefined or not published
	parts     string // "60 / 100", or "" where the line does not say
	reason    daybook.Reason
	published bool
}

func readPages(t *testing.T) []page {
	t.Helper()
	files, err := filepath.Glob("../../docs/kpis/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in docs/kpis: %v", err)
	}
	var pages []page
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p := page{name: strings.TrimSuffix(filepath.Base(file), ".md")}
		for _, section := range strings.Split("\n"+string(text), "\n## ")[1:] {
			e, err := readExample(section)
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			if e.facts != "" {
				p.examples = append(p.examples, e)
			}
		}
		pages = append(pages, p)
	}
	return pages
}

func readExample(section string) (example, error) {
	heading, body, _ := strings.Cut(section, "\n")
	e := example{heading: heading}
	fences := strings.Split("\n"+body, "\n```")
	for i := 1; i < len(fences); i += 2 {
		kind, text, _ := strings.Cut(fences[i], "\n")
		switch kind {
		case "facts":
			e.facts += text + "\n"
		case "yaml":
			e.config += text + "\n"
		case "cohorts":
			if err := e.expectCohorts(text); err != nil {
				return e, err
			}
		case "change":
			if err := e.expectChanges(text); err != nil {
				return e, err
			}
		case "error":
			e.fails = strings.TrimSpace(text)
		case "expect":
			if err := e.expect(text); err != nil {
				return e, err
			}
		default:
			return e, fmt.Errorf("%s: a block of kind %q", heading, kind)
		}
	}
	if e.facts != "" && e.expects == nil && e.cohorts == nil && e.changes == nil && e.fails == "" {
		return e, fmt.Errorf("%s: facts without anything to expect", heading)
	}
	return e, nil
}

func (e *example) expect(text string) error {
	for _, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		x, err := readExpectation(line)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", e.heading, line, err)
		}
		e.expects = append(e.expects, x)
	}
	return nil
}

func readExpectation(line string) (expectation, error) {
	x := expectation{line: line, published: true}
	sides := strings.Split(line, " = ")
	words := strings.Fields(sides[0])
	if len(sides) < 2 || len(words) < 3 {
		return x, fmt.Errorf("wanted: kpi period day [segment] = value")
	}
	day, err := daybook.ParseDay(words[2])
	if err != nil {
		return x, err
	}
	x.key = daybook.Key{KPI: words[0], Period: daybook.Period(words[1]), Day: day, Segment: strings.Join(words[3:], "")}
	result := sides[len(sides)-1]
	reason, undefined := strings.CutPrefix(result, "undefined ")
	switch {
	case result == "not published":
		x.published = false
	case undefined:
		x.reason = daybook.Reason(reason)
	default:
		x.value = result
	}
	if len(sides) == 3 {
		x.parts = sides[1]
	}
	return x, nil
}
