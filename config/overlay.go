package config

import (
	"embed"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"

	"daybook"
)

//go:embed policies/*.yaml
var policies embed.FS

// Overlay is some switches of another policy, to be laid over one's own: what a tool or a file says.
type Overlay struct {
	Name     string
	Title    string
	policy   Policy
	switches []string          // those that it sets, in the order of the documentation
	pages    map[string]string // where the rule behind a switch is published
}

// Difference is a switch on which two policies differ.
type Difference struct {
	Switch   string `json:"switch"` // "mrr.discounts"
	From, To string
	Page     string // where the rule is published; "" for a file of one's own
}

// overlayFile is a file with a policy; a whole configuration is one, too.
type overlayFile struct {
	Title  string            `yaml:"title" jsonschema_description:"The policy's name for people."`
	Policy Policy            `yaml:"policy" jsonschema:"required" jsonschema_description:"The switches to set; all others stay as they are."`
	Pages  map[string]string `yaml:"pages" jsonschema_description:"For each switch, where its rule is published."`
}

// Policies lists the names of the policies that come with daybook.
func Policies() []string { return namesIn(policies, "policies") }

// ReadOverlay reads a policy that comes with daybook, by its name, or a file: the switches that
// are set under its policy: count. Its errors are those of Load.
func ReadOverlay(nameOrPath string, lookup Lookup) (*Overlay, error) {
	if slices.Contains(Policies(), nameOrPath) {
		data, err := policies.ReadFile(path.Join("policies", nameOrPath+".yaml"))
		if err != nil {
			return nil, err
		}
		return parseOverlay(nameOrPath, data, lookup)
	}
	data, reason := readFile(nameOrPath)
	if reason != "" {
		return nil, &daybook.Error{Code: daybook.Misconfigured, Place: nameOrPath, Found: "a file that is " + reason,
			Wanted: "a file with policy:, or one of " + strings.Join(Policies(), ", "), Hint: DidYouMean(nameOrPath, Policies())}
	}
	return parseOverlay(nameOrPath, data, lookup)
}

func parseOverlay(name string, data []byte, lookup Lookup) (*Overlay, error) {
	found := &report{file: name}
	root := found.read(data, lookup)
	if root == nil {
		return nil, found.err()
	}
	var file overlayFile
	reserved := keysOf(fieldsOf(reflect.TypeFor[Config]()))
	(&decoder{report: found, reserved: reserved}).value(root, "", reflect.ValueOf(&file).Elem())
	if err := found.err(); err != nil {
		return nil, err
	}
	o := &Overlay{Name: name, Title: file.Title, policy: file.Policy, pages: file.Pages}
	if o.Title == "" {
		o.Title = name
	}
	eachSwitch(func(family, f field) {
		if _, set := root.locate("policy." + family.key + "." + f.key); set != nil {
			o.switches = append(o.switches, family.key+"."+f.key)
		}
	})
	return o, nil
}

// Switches lists what the overlay sets, in the order of the documentation.
func (o *Overlay) Switches() []string { return o.switches }

// Page is where the rule behind a switch is published; "" where the overlay does not say.
func (o *Overlay) Page(name string) string { return o.pages[name] }

// eachSwitch visits every switch with its family, in the order of the documentation.
func eachSwitch(visit func(family, f field)) {
	for _, family := range fieldsOf(reflect.TypeFor[Policy]()) {
		for _, f := range fieldsOf(family.typ) {
			visit(family, f)
		}
	}
}

// Differences lists the switches on which a policy differs from the overlay.
func (o *Overlay) Differences(from Policy) []Difference {
	var all []Difference
	eachSwitch(func(family, f field) {
		name := family.key + "." + f.key
		if before, after := text(from, family, f), text(o.policy, family, f); before != after && slices.Contains(o.switches, name) {
			all = append(all, Difference{Switch: name, From: before, To: after, Page: o.pages[name]})
		}
	})
	return all
}

// Set returns a policy with one switch as the overlay has it.
func (o *Overlay) Set(policy Policy, name string) Policy {
	eachSwitch(func(family, f field) {
		if family.key+"."+f.key == name {
			at := slices.Concat(family.index, f.index)
			reflect.ValueOf(&policy).Elem().FieldByIndex(at).Set(reflect.ValueOf(o.policy).FieldByIndex(at))
		}
	})
	return policy
}

// Over returns a policy with every switch of the overlay.
func (o *Overlay) Over(policy Policy) Policy {
	for _, name := range o.switches {
		policy = o.Set(policy, name)
	}
	return policy
}

func text(policy Policy, family, f field) string {
	return fmt.Sprint(reflect.ValueOf(policy).FieldByIndex(slices.Concat(family.index, f.index)).Interface())
}
