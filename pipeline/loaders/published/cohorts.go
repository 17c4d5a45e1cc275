package published

import (
	"context"
	"database/sql"

	"daybook"
	"daybook/internal/database"
)

// Cohorts is kpi_cohorts. Its rows are those of CohortRow.
func Cohorts() database.Table {
	return database.Table{
		Name:    "kpi_cohorts",
		Comment: "how the customers who came in one month or quarter stood when later ones closed",
		Columns: []database.Column{
			company(),
			text("grain", "month or quarter"),
			required(day("cohort", "first day of the month or quarter in which the customers came")),
			text("segment", "empty for all of them, else dimension=value, like channel=google"),
			integer("age", "0 for the period in which they came, 1 for the next one …"),
			required(day("day", "last day of that period: at its close they stood like this")),
			integer("customers", "how many came"),
			integer("active", "how many of them were active"),
			number("logo_retention", "active / customers"),
			number("new_mrr", "the MRR that they came with"),
			number("mrr", "their MRR"),
			number("mrr_retention", "MRR / new MRR, both at the exchange rates of the cohort's last day"),
			number("revenue", "what they brought so far"),
			number("gross_profit", "revenue x the company's gross margin so far"),
			number("spend", "what winning them cost, as in CAC"),
			number("cac", "spend / customers"),
			number("recovered", "gross profit / spend: 1 once they have earned it back"),
			number("months_to_recover", "how many months that took, the first one included; null until then"),
			text("currency", "ISO 4217 code of the amounts"),
		},
		Key: []string{"company", "grain", "segment", "cohort", "age"},
	}
}

// CohortRow is a row of kpi_cohorts.
func CohortRow(company string, c daybook.Cohort) []any {
	return []any{company, string(c.Grain), c.Start.String(), c.Segment, int64(c.Age), c.Day.String(), c.Customers, c.Active,
		database.NullText(c.LogoRetention), database.NullText(c.NewMRR), database.NullText(c.MRR), database.NullText(c.RevenueKept),
		database.NullText(c.Revenue), database.NullText(c.GrossProfit), database.NullText(c.Spend), database.NullText(c.CAC),
		database.NullText(c.Recovered), database.NullText(c.Months), string(c.Currency)}
}

// ScanCohort reads a row whose columns are those of Cohorts, with Exact numbers.
func ScanCohort(rows *sql.Rows) (c daybook.Cohort, err error) {
	var company string
	err = rows.Scan(&company, &c.Grain, database.ScanDay(&c.Start), &c.Segment, &c.Age, database.ScanDay(&c.Day), &c.Customers, &c.Active,
		database.ScanText(&c.LogoRetention), database.ScanText(&c.NewMRR), database.ScanText(&c.MRR), database.ScanText(&c.RevenueKept),
		database.ScanText(&c.Revenue), database.ScanText(&c.GrossProfit), database.ScanText(&c.Spend), database.ScanText(&c.CAC),
		database.ScanText(&c.Recovered), database.ScanText(&c.Months), &c.Currency)
	return c, err
}

// ReplaceCohorts makes rows the company's cohorts.
func ReplaceCohorts(ctx context.Context, tx *database.Tx, company string, rows []daybook.Cohort) error {
	if err := tx.Exec(ctx, "DELETE FROM @kpi_cohorts WHERE company = ?", company); err != nil {
		return err
	}
	for _, row := range rows {
		if err := tx.Insert(ctx, Cohorts(), CohortRow(company, row)); err != nil {
			return err
		}
	}
	return nil
}
