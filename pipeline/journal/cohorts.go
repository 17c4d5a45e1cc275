package journal

import (
	"context"
	"slices"

	"daybook"
	"daybook/internal/database"
	"daybook/pipeline/loaders/published"
)

// Cohorts lists the published cohorts, ordered by segment, start and age.
func (b *Book) Cohorts(ctx context.Context) ([]daybook.Cohort, error) {
	return collect(ctx, b, published.ScanCohort, "SELECT "+b.db.Selected("", published.Cohorts())+
		" FROM @kpi_cohorts WHERE company = ? ORDER BY segment, cohort, age", b.company)
}

// PublishCohorts makes rows the company's cohorts, in one transaction; those that are published already
// are not written again.
func (b *Book) PublishCohorts(ctx context.Context, lease *Lease, rows []daybook.Cohort) error {
	known, err := b.Cohorts(ctx)
	if err != nil || slices.Equal(known, rows) {
		return err
	}
	return b.write(ctx, lease, func(tx *database.Tx) error {
		return published.ReplaceCohorts(ctx, tx, b.company, rows)
	})
}
