package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/internal/files"
	"daybook/pipeline"
)

// assumed is what a file cannot say about its books.
type assumed struct{ currency, timezone string }

// check says which flag is wrong.
func (as assumed) check() error {
	if _, err := daybook.ParseCurrency(as.currency); err != nil && as.currency != "" {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "--currency", Err: err}
	}
	if _, err := time.LoadLocation(as.timezone); err != nil {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "--timezone", Found: fmt.Sprintf("%q", as.timezone), Wanted: "a time zone like Europe/Berlin"}
	}
	return nil
}

// isFile reports whether a preview's argument is a file rather than the name of a source.
func (a *app) isFile(argument string) bool {
	if c, err := a.loadConfig(); err == nil {
		for _, source := range c.Sources {
			if source.Name == argument {
				return false
			}
		}
	}
	info, err := os.Stat(argument)
	return err == nil && !info.IsDir() || err != nil && strings.ContainsAny(argument, "./\\")
}

// recognised is a file, what it was recognised as, and the configuration that reads it.
type recognised struct {
	claims []connectors.Claim
	lines  string // for daybook.yaml
	config *config.Config
}

// closeBy is how near to the strongest claim another one must come to be told.
const closeBy = 15

func (a *app) previewFile(ctx context.Context, file string, as assumed, limit int, asJSON bool) error {
	if err := errors.Join(positive("--limit", limit), as.check()); err != nil {
		return err
	}
	found, err := a.recognise(file, as)
	if err != nil {
		return err
	}
	parts := a.parts()
	parts.Loaders = nil
	p, err := pipeline.New(found.config, nil, parts)
	if err != nil {
		return err
	}
	preview, previewErr := p.Preview(ctx, found.config.Sources[0].Name, limit)
	if asJSON {
		err = a.printJSON(found.document(file, preview))
	} else {
		err = a.printRecognised(found, preview)
	}
	return errors.Join(previewErr, err)
}

// recognise finds the connector of a file. What is shown is read with the very lines that are printed.
func (a *app) recognise(file string, as assumed) (recognised, error) {
	if _, err := os.Stat(file); err != nil {
		return recognised{}, &daybook.Error{Code: daybook.Unreachable, Place: file, Found: "no file", Wanted: "the name of a source, or a file", Hint: otherFile(file)}
	}
	var found recognised
	err := files.Sample(file, func(path string) (err error) {
		found.claims, err = connectors.Recognise(a.parts().Connectors, path)
		return err
	})
	if err != nil {
		return recognised{}, err
	}
	company, err := a.company(as)
	if err != nil {
		return found, err
	}
	found.lines = sourceLines(found.claims[0], a.relative(file))
	found.config, err = config.Parse(a.configPath, []byte(company+found.lines), a.lookup)
	return found, err
}

// otherFile suggests a file of the same folder.
func otherFile(file string) string {
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil {
		return ""
	}
	var names []string
	for _, entry := range entries {
		names = append(names, filepath.Join(filepath.Dir(file), entry.Name()))
	}
	return config.DidYouMean(file, names)
}

// company writes the company of the configuration, if there is one, with what the flags say.
func (a *app) company(as assumed) (string, error) {
	c, err := config.Load(a.configPath, a.lookup)
	if _, missing := os.Stat(a.configPath); errors.Is(missing, fs.ErrNotExist) {
		c, err = &config.Config{}, nil
	}
	if err != nil {
		return "", err
	}
	zone := as.timezone
	if zone == "" && c.Company.Zone != nil {
		zone = c.Company.Zone.String()
	}
	return fmt.Sprintf("company: {name: Preview, currency: %q, timezone: %q}\nbook: unused.db\n",
		cmp.Or(as.currency, string(c.Company.Currency), "USD"), cmp.Or(zone, "UTC")), nil
}

// relative names a file as the configuration would.
func (a *app) relative(file string) string {
	dir, err1 := filepath.Abs(filepath.Dir(a.configPath))
	whole, err2 := filepath.Abs(file)
	relative, err3 := filepath.Rel(dir, whole)
	if errors.Join(err1, err2, err3) != nil || strings.HasPrefix(relative, "..") {
		return whole
	}
	return filepath.ToSlash(relative)
}

// sourceLines are the lines of the configuration that read a file.
func sourceLines(claim connectors.Claim, path string) string {
	lines := fmt.Sprintf("sources:\n  - name: books\n    type: %s\n    path: %s\n", claim.Type, yamlText(path))
	for line := range strings.Lines(claim.Keys) {
		lines += "    " + strings.TrimSuffix(line, "\n") + "\n"
	}
	return lines
}

// yamlText writes a text so that YAML and the configuration's ${…} leave it as it is.
func yamlText(text string) string {
	text = strings.ReplaceAll(text, "$", "$$")
	plain := strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_-$", r) {
			return r
		}
		return -1
	}, text))
	if plain == strings.ToLower(text) && !strings.HasPrefix(text, "-") {
		return text
	}
	return fmt.Sprintf("%q", text)
}

// others are the claims that come close to the strongest.
func (r recognised) others() []connectors.Claim {
	others := []connectors.Claim{}
	for _, claim := range r.claims[1:] {
		if r.claims[0].Strength-claim.Strength <= closeBy {
			others = append(others, claim)
		}
	}
	return others
}

// claimed is a claim in JSON.
type claimed struct {
	Type     string `json:"type"`
	Layout   string `json:"layout"`
	Why      string `json:"why"`
	Strength int    `json:"strength"`
}

func (r recognised) document(file string, preview pipeline.Preview) any {
	all := []claimed{}
	for _, claim := range append(r.claims[:1:1], r.others()...) {
		all = append(all, claimed{claim.Type, claim.Layout, claim.Why, claim.Strength})
	}
	return struct {
		File string `json:"file"`
		claimed
		Others []claimed `json:"others"`
		Config string    `json:"config"`
		previewed
	}{file, all[0], all[1:], r.lines, previewDocument(preview)}
}

func (a *app) printRecognised(r recognised, preview pipeline.Preview) error {
	best := r.claims[0]
	fmt.Fprintf(a.out, "%s (type %s), because %s.\n", best.Layout, best.Type, best.Why)
	for _, other := range r.others() {
		fmt.Fprintf(a.out, "It could also be %s (type %s): %s.\n", other.Layout, other.Type, other.Why)
	}
	fmt.Fprintf(a.out, "\nFor daybook.yaml, with %s as the currency of what names none:\n\n%s\n", r.config.Company.Currency, r.lines)
	return a.printPreview(preview)
}
