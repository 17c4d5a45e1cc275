package database

import "context"

// View documents a view: its columns are those of its query.
type View struct {
	Name    string
	Comment string
	Columns []Column
}

// Columns lists the columns of a table or view, in order; none if there is no such table.
func (db *DB) Columns(ctx context.Context, tx *Tx, name string) ([]string, error) {
	return db.present(ctx, tx.Tx, name)
}

// CreateView makes a view, or replaces one whose columns the new one begins with.
func (db *DB) CreateView(ctx context.Context, tx *Tx, view View, query string) error {
	if err := db.createView(ctx, tx.Tx, view.Name, db.Bind(query)); err != nil {
		return err
	}
	return db.comment(ctx, tx.Tx, "VIEW", view.Name, view.Comment, view.Columns)
}
