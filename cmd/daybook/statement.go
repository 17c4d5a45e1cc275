package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"daybook"
	"daybook/pipeline"
	"daybook/transforms/statement"
)

// showStatement prints the statements of a source's ledger, currency by currency, and what of them does not hold.
func (a *app) showStatement(ctx context.Context, source string, f sourcesFlags) error {
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		if err := isSource(ctx, p.Config, p.Book, source); err != nil {
			return err
		}
		days, err := f.days(p.Today())
		if err != nil {
			return err
		}
		statements, err := p.Statements(ctx, source, days)
		if err != nil {
			return err
		}
		if len(statements) == 0 {
			return &daybook.Error{Place: "source " + source, Found: "no ledger entries in the book", Wanted: "a source that brings some",
				Remedy: "run daybook run first, or choose an accounting source"}
		}
		standing, err := p.Standing(ctx, source)
		if err != nil {
			return err
		}
		if f.asJSON {
			return a.printJSON(statementDocuments(source, statements, standing))
		}
		for _, s := range statements {
			if err := a.printStatement(source, s, standing); err != nil {
				return err
			}
		}
		return nil
	})
}

// days are those that the flags ask for.
func (f sourcesFlags) days(today daybook.Day) (daybook.Range, error) {
	from, err := parseDay("--from", f.from, today)
	if err != nil {
		return daybook.Range{}, err
	}
	to, err := parseDay("--to", f.to, today)
	if err == nil && !to.IsZero() && from > to {
		err = usage("--from, --to", fmt.Sprintf("%s and %s", from, to), "two days in order")
	}
	return daybook.Range{From: from, To: to}, err
}

type statementDocument struct {
	Source   string            `json:"source"`
	Currency daybook.Currency  `json:"currency"`
	From     daybook.Day       `json:"from"`
	To       daybook.Day       `json:"to"`
	OK       bool              `json:"ok"`
	Income   []sectionDocument `json:"profit_and_loss"`
	Balance  []sectionDocument `json:"balance_sheet"`
	Trial    trialDocument     `json:"trial_balance"`
	Unmapped []accountDocument `json:"unmapped"`
	Checks   []checkDocument   `json:"checks"`
	Warnings []daybook.Notice  `json:"warnings"` // of the last reading: printed totals that do not foot
}

type sectionDocument struct {
	Title    string            `json:"title"`
	Class    daybook.Class     `json:"class,omitempty"`
	Amount   json.Number       `json:"amount"`
	Accounts []accountDocument `json:"accounts"`
}

type accountDocument struct {
	daybook.Account
	Class  daybook.Class `json:"class"`
	Amount json.Number   `json:"amount,omitempty"`
	Debit  json.Number   `json:"debit,omitempty"`
	Credit json.Number   `json:"credit,omitempty"`
}

type trialDocument struct {
	Accounts []accountDocument `json:"accounts"`
	Debit    json.Number       `json:"debit"`
	Credit   json.Number       `json:"credit"`
}

type checkDocument struct {
	Name        string               `json:"check"`
	OK          bool                 `json:"ok"`
	Note        string               `json:"note,omitempty"`
	Amount      json.Number          `json:"amount"`
	Differences []differenceDocument `json:"differences"`
}

type differenceDocument struct {
	Transaction string      `json:"transaction,omitempty"`
	Day         daybook.Day `json:"day,omitzero"`
	Amount      json.Number `json:"amount"`
	Accounts    []string    `json:"accounts"`
	Place       string      `json:"place"`
}

func statementDocuments(source string, statements []statement.Statement, standing []daybook.Notice) []statementDocument {
	var all []statementDocument
	for _, s := range statements {
		all = append(all, statementDocument{
			Source: source, Currency: s.Currency, From: s.Days.From, To: s.Days.To, OK: s.OK() && len(standing) == 0,
			Income: sectionDocuments(s.Income), Balance: sectionDocuments(s.Balance), Trial: trialOf(s.Trial),
			Unmapped: accountDocuments(s.Unmapped), Checks: checkDocuments(s.Checks), Warnings: append([]daybook.Notice{}, standing...),
		})
	}
	return all
}

func sectionDocuments(sections []statement.Section) []sectionDocument {
	all := []sectionDocument{}
	for _, s := range sections {
		all = append(all, sectionDocument{s.Title, s.Class, major(s.Amount), accountDocuments(s.Lines)})
	}
	return all
}

func accountDocuments(lines []statement.Line) []accountDocument {
	all := []accountDocument{}
	for _, line := range lines {
		all = append(all, accountDocument{Account: line.Account, Class: line.Class, Amount: major(line.Amount)})
	}
	return all
}

func trialOf(t statement.Trial) trialDocument {
	document := trialDocument{Accounts: []accountDocument{}, Debit: major(t.Debit), Credit: major(t.Credit)}
	for _, line := range t.Lines {
		document.Accounts = append(document.Accounts, accountDocument{Account: line.Account, Class: line.Class, Debit: major(line.Debit), Credit: major(line.Credit)})
	}
	return document
}

func checkDocuments(checks []statement.Check) []checkDocument {
	var all []checkDocument
	for _, c := range checks {
		document := checkDocument{c.Name, c.OK, c.Note, major(c.Amount), []differenceDocument{}}
		for _, d := range c.Differences {
			document.Differences = append(document.Differences, differenceDocument{d.Transaction, d.Day, major(d.Amount), d.Accounts, d.Place})
		}
		all = append(all, document)
	}
	return all
}

// major is an amount in major units, with the currency's decimals.
func major(m daybook.Money) json.Number {
	text, _, _ := strings.Cut(m.String(), " ")
	return json.Number(text)
}
