package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"daybook/config"
	allconnectors "daybook/connectors/all"
	"daybook/internal/stores"
	"daybook/pipeline"
	"daybook/pipeline/journal"
	allloaders "daybook/pipeline/loaders/all"
)

// loadConfig reads the configuration and applies --book.
func (a *app) loadConfig() (*config.Config, error) {
	c, err := config.Load(a.configPath, a.lookup)
	if err != nil {
		return nil, err
	}
	if a.bookURL != "" {
		c.Book = config.Secret(a.bookURL) // unlike the configured one relative to where we are
	}
	return c, nil
}

// openBook opens the configured book.
func (a *app) openBook(ctx context.Context, c *config.Config) (*journal.Book, error) {
	return journal.Open(ctx, c.Book.Reveal(), journal.Options{Company: c.Company.Name, Now: a.now})
}

// withBook reads the configuration, opens the book, and closes it after use.
func (a *app) withBook(ctx context.Context, use func(*config.Config, *journal.Book) error) error {
	c, err := a.loadConfig()
	if err != nil {
		return err
	}
	book, err := a.openBook(ctx, c)
	if err != nil {
		return err
	}
	defer book.Close()
	return use(c, book)
}

// withPipeline does as withBook, and joins the sources and loaders to it. What is wrong with their options
// is found before a book is opened or made.
func (a *app) withPipeline(ctx context.Context, use func(*pipeline.Pipeline) error) error {
	c, err := a.loadConfig()
	if err != nil {
		return err
	}
	p, err := pipeline.New(c, nil, a.parts())
	if err != nil {
		return err
	}
	if p.Book, err = a.openBook(ctx, c); err != nil {
		return err
	}
	defer p.Book.Close()
	return use(p)
}

func (a *app) parts() pipeline.Parts {
	return pipeline.Parts{
		Connectors: allconnectors.List(), Loaders: allloaders.List(), Buckets: stores.Open,
		Now: a.now, Log: a.logger(), Progress: a.progress().show,
		Holder: holder(), Wait: a.wait, Waiting: a.sayWaiting,
	}
}

// logger writes everything to stderr with --verbose, and otherwise nothing: commands print errors and notices.
func (a *app) logger() *slog.Logger {
	level := slog.LevelError + 1
	if a.verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: level}))
}

func holder() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	return fmt.Sprintf("%s, process %d", host, os.Getpid())
}
