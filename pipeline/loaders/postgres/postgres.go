// Package postgres is the loader that feeds another Postgres database, where dashboards read.
//
//	loaders:
//	  - {name: dashboards, type: postgres, url: "${DASHBOARD_DATABASE_URL}", schema: kpi}
//
// url is where the database is; the user needs the right to create in the schema, or, where the schema
// is new, in the database. schema is daybook unless given; it is created with its tables and views,
// which are those of the book: kpi_snapshots, kpi_revisions, kpi_daily, kpi_catalog, runs,
// source_status and rejects, each column with a comment. The figures of several companies may share a
// schema. New columns are added by themselves; nothing is ever dropped, so your own views and grants last.
//
// After a failure, or in an emptied database, the next run brings everything level.
package postgres

import (
	"context"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/pipeline/loaders"
	"daybook/pipeline/loaders/mirror"
)

// Options are the loader's keys in the configuration.
type Options struct {
	URL    config.Secret `yaml:"url" jsonschema:"required,example=${DASHBOARD_DATABASE_URL}" jsonschema_description:"Where the database is: postgres://user:password@host/database."`
	Schema string        `yaml:"schema" jsonschema:"default=daybook,example=kpi" jsonschema_description:"The schema that holds the tables; created if it is missing."`
}

// Driver is the list's entry.
func Driver() loaders.Driver {
	return loaders.Driver{Type: "postgres", Title: "Postgres database", Options: func() any { return &Options{Schema: "daybook"} }, Open: open}
}

func open(ctx context.Context, env loaders.Env, options any) (daybook.Loader, error) {
	o := options.(*Options)
	url := o.URL.Reveal()
	if !strings.HasPrefix(url, "postgres://") && !strings.HasPrefix(url, "postgresql://") {
		return nil, &daybook.Error{Code: daybook.Misconfigured, Place: "loader " + env.Name, Found: "a url that is not a Postgres one",
			Wanted: "url: postgres://user:password@host/database"}
	}
	return mirror.Open(ctx, url, o.Schema, env.Now)
}
