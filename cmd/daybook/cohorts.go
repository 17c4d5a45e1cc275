package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
)

type cohortsFlags struct {
	segment, show, export string
	asJSON                bool
}

// cohortShares are the columns that a triangle can show.
func cohortShares() []string { return []string{"logo", "mrr", "recovered"} }

func (a *app) cohortsCommand() *cobra.Command {
	var f cohortsFlags
	command := &cobra.Command{
		Use: "cohorts", Short: "Show how many customers of each month or quarter stayed", Args: exactly(0),
		Long: "Show the published cohorts as a triangle: a line for each month or quarter in which customers came,\na column for each one after.",
		RunE: func(c *cobra.Command, _ []string) error { return a.cohorts(c.Context(), f) },
	}
	flags := command.Flags()
	flags.StringVar(&f.show, "show", "logo", "`what`: logo, the share of customers still active; mrr, the share of their MRR; recovered, what they have earned back of their cost")
	flags.StringVar(&f.segment, "segment", "", "a segment, `DIM=VALUE`")
	flags.StringVar(&f.export, "export", "", "write every row with every column to this CSV `file`")
	addJSON(command, &f.asJSON)
	return command
}

func (a *app) cohorts(ctx context.Context, f cohortsFlags) error {
	if err := config.OneOf("--show", "share", f.show, cohortShares()); err != nil {
		return err
	}
	return a.withBook(ctx, func(c *config.Config, book *journal.Book) error {
		rows, err := book.Cohorts(ctx)
		if err != nil {
			return err
		}
		switch {
		case f.export != "":
			return a.exportCohorts(f.export, c.Company.Name, rows)
		case f.asJSON:
			return a.printJSON(cohortRows(c.Company.Name, rows))
		}
		return a.printTriangle(c, rows, f)
	})
}

// triangle is the rows of one segment, and the names of all.
func triangle(rows []daybook.Cohort, segment string) (chosen []daybook.Cohort, segments []string) {
	for _, row := range rows {
		if row.Segment == segment {
			chosen = append(chosen, row)
		}
		if !slices.Contains(segments, row.Segment) {
			segments = append(segments, row.Segment)
		}
	}
	return chosen, segments
}

func (a *app) printTriangle(c *config.Config, rows []daybook.Cohort, f cohortsFlags) error {
	chosen, segments := triangle(rows, f.segment)
	if len(rows) > 0 && len(chosen) == 0 {
		return config.OneOf("--segment", "segment", f.segment, segments)
	}
	if len(rows) == 0 {
		_, err := fmt.Fprintf(a.out, "%s has no complete %s with customers yet.\n", c.Company.Name, c.KPIs.Cohorts.Grain)
		return err
	}
	title := map[string]string{"logo": "customers still active", "mrr": "MRR still there", "recovered": "earned back of what winning them cost"}[f.show]
	fmt.Fprintf(a.out, "%s · %s, by %s · %s\n\n", c.Company.Name, title, chosen[0].Grain, orTotal(f.segment))
	return writeTable(a.out, triangleTable(chosen, f.show))
}

func orTotal(segment string) string {
	if segment == "" {
		return "all customers"
	}
	return segment
}

// triangleTable has a line for each cohort: when they came, how many, and a share for each age; of what was recovered
// also after how many months it was all of it.
func triangleTable(rows []daybook.Cohort, show string) [][]string {
	table := [][]string{{"CAME IN", "CUSTOMERS"}}
	if show == "recovered" {
		table[0] = append(table[0], "MONTHS")
	}
	ages := len(table[0])
	for _, row := range rows {
		if row.Age == 0 {
			table = append(table, []string{cohortName(row), strconv.FormatInt(row.Customers, 10), "—"}[:ages])
		}
		if row.Age == len(table[0])-ages {
			table[0] = append(table[0], strconv.Itoa(row.Age))
		}
		last := table[len(table)-1]
		if show == "recovered" && row.Months != "" {
			last[ages-1] = row.Months
		}
		table[len(table)-1] = append(last, shareOf(row, show))
	}
	return table
}

// cohortName is "2024-01" for a calendar month, else the first day.
func cohortName(row daybook.Cohort) string {
	if _, _, day := row.Start.Date(); row.Grain == daybook.Monthly && day == 1 {
		return row.Start.String()[:7]
	}
	return row.Start.String()
}

func shareOf(row daybook.Cohort, show string) string {
	share := map[string]string{"logo": row.LogoRetention, "mrr": row.RevenueKept, "recovered": row.Recovered}[show]
	if share == "" {
		return "—"
	}
	return rounded(share, 2, 0) + " %"
}

// column is a named value of a row; columns is a row as JSON and CSV show it, in order.
type column struct {
	name  string
	value any
}

type columns []column

// MarshalJSON writes an object whose members stand in the order of the columns.
func (c columns) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	for i, one := range c {
		value, err := json.Marshal(one.value)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "%c%q:%s", "{,"[min(i, 1)], one.name, value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// cohortColumns are the columns of kpi_cohorts in their order, with the values of a row.
func cohortColumns(company string, c daybook.Cohort) columns {
	decimal := func(text string) any { return number(json.Number(text)) }
	return columns{
		{"company", company}, {"grain", c.Grain}, {"cohort", c.Start}, {"segment", c.Segment}, {"age", c.Age}, {"day", c.Day},
		{"customers", c.Customers}, {"active", c.Active}, {"logo_retention", decimal(c.LogoRetention)}, {"new_mrr", decimal(c.NewMRR)},
		{"mrr", decimal(c.MRR)}, {"mrr_retention", decimal(c.RevenueKept)}, {"revenue", decimal(c.Revenue)},
		{"gross_profit", decimal(c.GrossProfit)}, {"spend", decimal(c.Spend)}, {"cac", decimal(c.CAC)},
		{"recovered", decimal(c.Recovered)}, {"months_to_recover", decimal(c.Months)}, {"currency", c.Currency},
	}
}

func cohortRows(company string, rows []daybook.Cohort) []columns {
	documents := []columns{}
	for _, row := range rows {
		documents = append(documents, cohortColumns(company, row))
	}
	return documents
}

func (a *app) exportCohorts(path, company string, rows []daybook.Cohort) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return &daybook.Error{Place: path, Wanted: "a file that can be written", Err: err}
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	out := csv.NewWriter(file)
	var header []string
	for _, one := range cohortColumns("", daybook.Cohort{}) {
		header = append(header, one.name)
	}
	out.Write(header) // what goes wrong shows at the end
	for _, row := range rows {
		var cells []string
		for _, one := range cohortColumns(company, row) {
			if one.value == nil {
				one.value = ""
			}
			cells = append(cells, fmt.Sprint(one.value))
		}
		out.Write(cells)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "wrote %s to %s\n", counted(int64(len(rows)), "row"), path)
	return err
}
