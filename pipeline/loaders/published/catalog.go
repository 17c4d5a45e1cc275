package published

import (
	"context"

	"daybook"
	"daybook/internal/database"
)

// ReplaceCatalog makes entries the company's catalogue, and gives kpi_daily the columns it needs.
func ReplaceCatalog(ctx context.Context, db *database.DB, tx *database.Tx, company string, entries []daybook.CatalogEntry) error {
	if err := tx.Exec(ctx, "DELETE FROM @kpi_catalog WHERE company = ?", company); err != nil {
		return err
	}
	for _, entry := range entries {
		if err := tx.Insert(ctx, Catalog(), CatalogRow(company, entry)); err != nil {
			return err
		}
	}
	return ensureDaily(ctx, db, tx)
}
