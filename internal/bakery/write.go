package bakery

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"daybook"
	"daybook/internal/stripesandbox"
)

// The files of the demo's folder, besides exports/books-YYYY.csv and .xlsx.
const (
	configName  = "daybook.yaml"
	stripeName  = "stripe.json" // the sandbox's state
	marketName  = "marketing.xlsx"
	optionsName = "demo.json" // the Options that made the folder
	exportsName = "exports"
)

//go:embed daybook.yaml
var configText string

// Write makes the demo's folder: exports, workbook, daybook.yaml and the sandbox's state. A file that is there
// already is kept, whoever wrote it. A file that is missing is made again as it was: the folder remembers its
// Options, and those given count for a new folder only.
func Write(dir string, o Options) error {
	if err := os.MkdirAll(filepath.Join(dir, exportsName), 0o755); err != nil {
		return err
	}
	o, err := remember(dir, o)
	if err != nil {
		return err
	}
	c, err := Generate(o)
	if err != nil {
		return err
	}
	for name, write := range c.files() {
		if err := create(filepath.Join(dir, name), write); err != nil {
			return err
		}
	}
	return nil
}

// Remembered returns the Options of a folder that Write made.
func Remembered(dir string) (Options, error) {
	var o Options
	text, err := os.ReadFile(filepath.Join(dir, optionsName))
	if err != nil {
		return o, err
	}
	if err := json.Unmarshal(text, &o); err != nil {
		return o, &daybook.Error{Place: filepath.Join(dir, optionsName), Found: "something else than the demo's options", Err: err,
			Remedy: "remove the file, or let the demo write into another folder"}
	}
	return o, nil
}

// remember returns the folder's Options; a new folder gets the ones given.
func remember(dir string, o Options) (Options, error) {
	known, err := Remembered(dir)
	if !errors.Is(err, fs.ErrNotExist) {
		return known, err
	}
	o = o.withDefaults()
	return o, create(filepath.Join(dir, optionsName), func(w io.Writer) error { return json.NewEncoder(w).Encode(o) })
}

// files are the files of the folder by name, and how to write each.
func (c *Company) files() map[string]func(io.Writer) error {
	files := map[string]func(io.Writer) error{
		configName: c.writeConfig,
		marketName: c.writeWorkbook,
		stripeName: func(w io.Writer) error {
			s := stripesandbox.New()
			c.Fill(s)
			return s.Save(w)
		},
	}
	years := c.years()
	for n, days := range years {
		year, _, _ := days.From.Date()
		if n == len(years)-2 {
			files[fmt.Sprintf("%s/books-%d.xlsx", exportsName, year)] = func(w io.Writer) error { return c.writeGeneralLedger(w, days) }
			continue
		}
		files[fmt.Sprintf("%s/books-%d.csv", exportsName, year)] = func(w io.Writer) error { return c.writeDetail(w, days) }
	}
	return files
}

func (c *Company) writeConfig(w io.Writer) error {
	_, err := strings.NewReplacer("{{port}}", strconv.Itoa(c.options.Port), "{{from}}", c.days.From.String()).WriteString(w, configText)
	return err
}

// create writes a file whole, or not at all, and only where there is none.
func create(path string, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".demo-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // gone already once it is renamed
	if err := errors.Join(write(file), file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// Sandbox returns the Stripe account of a folder that Write made.
func Sandbox(dir string) (*stripesandbox.Sandbox, error) {
	file, err := os.Open(filepath.Join(dir, stripeName))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	s := stripesandbox.New()
	return s, s.Load(file)
}

// Port returns the loopback port at which a folder's daybook.yaml expects the sandbox.
func Port(dir string) (int, error) {
	place := filepath.Join(dir, configName)
	text, err := os.ReadFile(place)
	if err != nil {
		return 0, err
	}
	var file struct {
		Sources []struct {
			BaseURL string `yaml:"base_url"`
		} `yaml:"sources"`
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		return 0, daybook.At(place, err)
	}
	for _, source := range file.Sources {
		if base, err := url.Parse(source.BaseURL); err == nil && base.Hostname() == "127.0.0.1" && base.Port() != "" {
			return strconv.Atoi(base.Port())
		}
	}
	return 0, &daybook.Error{Code: daybook.Misconfigured, Place: place, Found: "no source with base_url http://127.0.0.1:PORT",
		Wanted: "the address at which the demo serves its Stripe sandbox", Remedy: "put base_url back, or let the demo write into another folder"}
}
