package config

import (
	"embed"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"daybook"
)

//go:embed library/*.yaml
var library embed.FS

// Libraries lists the names of the KPI files that come with daybook.
func Libraries() []string { return namesIn(library, "library") }

func namesIn(files embed.FS, dir string) []string {
	var names []string
	entries, _ := files.ReadDir(dir) // embedded: it cannot fail
	for _, entry := range entries {
		names = append(names, strings.TrimSuffix(entry.Name(), ".yaml"))
	}
	return names
}

// libraryFile is a file of KPI definitions.
type libraryFile struct {
	Define []Definition `yaml:"define" jsonschema:"required" jsonschema_description:"KPIs, as under kpis.define."`
}

// include reads the KPI files that the configuration names, and puts their definitions after its own.
func (c *check) include(lookup Lookup) {
	for i, name := range c.cfg.KPIs.Include {
		definitions, err := c.readLibrary(name, lookup)
		at, _ := c.root.locate("kpis.include[" + strconv.Itoa(i) + "]")
		for _, err := range Errors(err) {
			if err.Place == name {
				err.Place = c.place(at)
			}
			c.found = append(c.found, problem{at, err})
		}
		c.cfg.KPIs.Define = append(c.cfg.KPIs.Define, definitions...)
	}
}

func (c *check) readLibrary(name string, lookup Lookup) ([]Definition, error) {
	if slices.Contains(Libraries(), name) {
		data, err := library.ReadFile(path.Join("library", name+".yaml"))
		if err != nil {
			return nil, err
		}
		return parseLibrary("kpis "+name, data, lookup)
	}
	file := name
	if !filepath.IsAbs(file) {
		file = filepath.Join(c.cfg.Dir, name)
	}
	data, reason := readFile(file)
	if reason != "" {
		return nil, &daybook.Error{Code: daybook.Misconfigured, Place: name, Found: "a file that is " + reason,
			Wanted: "a file with define:, or one of " + strings.Join(Libraries(), ", "), Hint: DidYouMean(name, Libraries())}
	}
	return parseLibrary(name, data, lookup)
}

func parseLibrary(name string, data []byte, lookup Lookup) ([]Definition, error) {
	found := &report{file: name}
	root := found.read(data, lookup)
	if root == nil {
		return nil, found.err()
	}
	var file libraryFile
	(&decoder{report: found}).value(root, "", reflect.ValueOf(&file).Elem())
	for i := range file.Define {
		at, _ := root.locate("define[" + strconv.Itoa(i) + "].formula")
		file.Define[i].Place = found.place(at)
	}
	return file.Define, found.err()
}
