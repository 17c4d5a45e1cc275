package pipeline

import (
	"errors"
	"log/slog"
	"time"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/internal/files"
	"daybook/pipeline/journal"
	"daybook/pipeline/loaders"
	"daybook/transforms/kpi"
)

// Parts is what a pipeline is assembled from besides the configuration.
type Parts struct {
	Connectors []connectors.Connector
	Buckets    files.Buckets // may be nil
	Loaders    []loaders.Driver
	Now        func() time.Time
	Log        *slog.Logger
	Progress   func(Progress) // may be nil
	Holder     string         // who holds the book while writing: "host:pid"
	Wait       time.Duration  // how long to wait for another writer
	Waiting    func(holder string, until time.Time)
}

// Progress is a line for somebody who watches: a stage, and how many of its things are done.
type Progress struct {
	Stage string // "pull shop", "compute", "publish", "load dashboards"
	Done  int64
	Unit  string // "records", "figures"
	Ended bool
}

// Pipeline is one company's road from sources to loaders.
type Pipeline struct {
	Parts
	Config   *config.Config
	Book     *journal.Book
	KPIs     []kpi.KPI
	sources  []source
	targets  []target
	warnings *warnings
}

type source struct {
	daybook.Source
	Name, Type, Schedule string
	tolerate             config.Tolerance
	at                   func(key string) string // where the configuration says so
}

type target struct {
	config.Loader
	driver  loaders.Driver
	options any
}

// New joins a configuration with an open book, which may also be given to its Book later. Every option
// of every source and loader is read here, and all that is wrong with them comes back at once. Nothing is
// reached yet.
func New(c *config.Config, book *journal.Book, parts Parts) (*Pipeline, error) {
	p := &Pipeline{Parts: parts, Config: c, Book: book, warnings: &warnings{}}
	kpis, err := kpi.Compile(c.KPIs.Define)
	p.KPIs = kpis
	problems := []error{err}
	for _, s := range c.Sources {
		problems = append(problems, p.openSource(s))
	}
	for _, l := range c.Loaders {
		problems = append(problems, p.addTarget(l))
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *Pipeline) openSource(s config.Source) error {
	for _, connector := range p.Connectors {
		if connector.Type != s.Type {
			continue
		}
		options := connector.Options()
		if err := s.Options.Decode(options); err != nil {
			return err
		}
		opened, err := connector.Open(p.sourceEnv(s.Name), options)
		if err != nil {
			return daybook.At(s.Options.At(""), err)
		}
		p.sources = append(p.sources, source{opened, s.Name, s.Type, s.Schedule, s.Rejects.Tolerate, s.Options.At})
		return nil
	}
	return config.OneOf(s.Options.At("type"), "source type", s.Type, connectorTypes(p.Connectors))
}

func (p *Pipeline) sourceEnv(name string) connectors.Env {
	company := p.Config.Company
	return connectors.Env{
		Name: name, Dir: p.Config.Dir, Zone: company.Zone, Currency: company.Currency,
		Now: p.Now, Buckets: p.Buckets, Log: p.warnings.logger(p.Log.With("source", name), "source "+name),
	}
}

func (p *Pipeline) addTarget(l config.Loader) error {
	for _, driver := range p.Loaders {
		if driver.Type != l.Type {
			continue
		}
		options := driver.Options()
		if err := l.Options.Decode(options); err != nil {
			return err
		}
		p.targets = append(p.targets, target{l, driver, options})
		return nil
	}
	return config.OneOf(l.Options.At("type"), "loader type", l.Type, driverTypes(p.Loaders))
}

func connectorTypes(list []connectors.Connector) []string {
	var types []string
	for _, c := range list {
		types = append(types, c.Type)
	}
	return types
}

func driverTypes(list []loaders.Driver) []string {
	var types []string
	for _, d := range list {
		types = append(types, d.Type)
	}
	return types
}

func (p *Pipeline) progress(stage, unit string, done int64, ended bool) {
	if p.Progress != nil {
		p.Progress(Progress{Stage: stage, Unit: unit, Done: done, Ended: ended})
	}
}
