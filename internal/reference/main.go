// Command reference writes docs/reference anew from the code: run it with make generate. The pages
// can then never say anything else than the program does.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// page is one generated page; a new one is one file and one line here.
type page struct {
	file string
	text func() (string, error)
}

func pages() []page {
	return []page{
		{"config.md", configPage},
		{"connectors.md", connectorsPage},
		{"loaders.md", loadersPage},
		{"kpis.md", kpisPage},
		{"errors.md", errorsPage},
		{"commands.md", commandsPage},
	}
}

const generated = "<!-- Generated from the code by make generate. Do not edit. -->\n\n"

func main() {
	if err := write(filepath.Join("docs", "reference")); err != nil {
		fmt.Fprintln(os.Stderr, "reference:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, p := range pages() {
		text, err := p.text()
		if err != nil {
			return fmt.Errorf("%s: %w", p.file, err)
		}
		if err := os.WriteFile(filepath.Join(dir, p.file), []byte(generated+text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
