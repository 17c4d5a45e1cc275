package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"daybook"
	"daybook/transforms/statement"
)

// paper is a statement being set: texts to the left, amounts in columns to the right.
type paper struct {
	lines [][]string // a text, and amounts
	width int        // of the texts that amounts stand beside
}

const amountWidth = 16

func (p *paper) line(text string, amounts ...string) {
	p.lines = append(p.lines, append([]string{text}, amounts...))
	if len(amounts) > 0 {
		p.width = max(p.width, utf8.RuneCountInString(text))
	}
}

// writeTo sets the lines: amounts stand under each other, to the right.
func (p *paper) writeTo(w io.Writer) error {
	for _, line := range p.lines {
		text := line[0]
		if len(line) > 1 {
			text += strings.Repeat(" ", p.width-utf8.RuneCountInString(text))
		}
		for _, amount := range line[1:] {
			text += fmt.Sprintf("%*s", amountWidth, amount)
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(text, " ")); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) printStatement(source string, s statement.Statement, standing []daybook.Notice) error {
	p := &paper{}
	p.line(fmt.Sprintf("%s, %s, %s", source, s.Currency, s.Days))
	p.sections("PROFIT AND LOSS", s.Income)
	if len(s.Balance) > 0 {
		p.sections("BALANCE SHEET at the close of "+s.Days.To.String(), s.Balance)
	}
	p.trial(s.Trial, s.Days.To)
	p.unmapped(s.Unmapped)
	p.checks(s.Checks)
	p.printed(standing)
	p.line("")
	return p.writeTo(a.out)
}

func (p *paper) sections(title string, sections []statement.Section) {
	p.line("")
	p.line(title)
	for _, s := range sections {
		if s.Class != "" && len(s.Lines) == 0 {
			continue
		}
		for _, line := range s.Lines {
			p.line("    "+statement.Label(line.Account), plain(line.Amount))
		}
		indent := "  "
		if s.Class == "" {
			indent = ""
		}
		p.line(indent+s.Title, "", plain(s.Amount))
	}
}

func (p *paper) trial(t statement.Trial, to daybook.Day) {
	p.line("")
	p.line("TRIAL BALANCE at the close of "+to.String(), "debit", "credit")
	for _, line := range t.Lines {
		p.line("    "+statement.Label(line.Account), unlessZero(line.Debit), unlessZero(line.Credit))
	}
	p.line("  Total", plain(t.Debit), plain(t.Credit))
}

func (p *paper) unmapped(lines []statement.Line) {
	if len(lines) == 0 {
		return
	}
	p.line("")
	p.line("WITHOUT A CLASS, and so in no statement: daybook check suggests a rule for each")
	for _, line := range lines {
		p.line("    "+statement.Label(line.Account), plain(line.Amount))
	}
}

// shownDifferences is how many differences of a check are printed; --json has them all.
const shownDifferences = 10

func (p *paper) checks(checks []statement.Check) {
	p.line("")
	p.line("CHECKS")
	for _, c := range checks {
		p.line("  " + outcome(c))
		for i, d := range c.Differences {
			if i == shownDifferences {
				p.line(fmt.Sprintf("      and %d more; --json lists them all", len(c.Differences)-i))
				break
			}
			p.line("      " + differenceText(d))
		}
	}
}

// printed tells what the reports printed and their lines do not come to.
func (p *paper) printed(standing []daybook.Notice) {
	if len(standing) == 0 {
		p.line("  ok      printed totals, where there are any, are what their lines come to")
		return
	}
	p.line("  WRONG   printed totals are what their lines come to")
	for _, notice := range standing {
		p.line("      " + notice.Place + ": " + notice.Text)
	}
}

func outcome(c statement.Check) string {
	text := "ok      " + c.Name
	if !c.OK {
		text = "WRONG   " + c.Name
		if c.Amount.Minor != 0 {
			text += ": " + c.Amount.String()
		}
	}
	if c.Note != "" {
		text = strings.Replace(text, "ok     ", "open   ", 1) + ": " + c.Note
	}
	return text
}

func differenceText(d statement.Difference) string {
	what := "transaction " + d.Transaction
	if d.Transaction == "" {
		what = "entries of " + d.Day.String() + " that name no transaction"
	}
	return fmt.Sprintf("%s: %s, in %s (%s)", what, d.Amount, strings.Join(d.Accounts, "; "), d.Place)
}

// plain is an amount without its currency, which stands above.
func plain(m daybook.Money) string { return string(major(m)) }

func unlessZero(m daybook.Money) string {
	if m.Minor == 0 {
		return ""
	}
	return plain(m)
}
