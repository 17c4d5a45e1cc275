package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"daybook"
)

// check looks for what single values cannot show.
type check struct {
	*report
	cfg  *Config
	root *node
}

func (c *check) all() {
	c.book()
	c.schedule("schedule")
	c.sources()
	c.loaders()
	c.accounts()
	c.kpis()
	c.spend()
}

// wrong reports an error at a key.
func (c *check) wrong(path string, problem daybook.Error) {
	at, _ := c.root.locate(path)
	c.add(at, problem)
}

// shown writes a path and what stands there.
func (c *check) shown(path string) string {
	if _, n := c.root.locate(path); n != nil {
		return path + " " + n.shown()
	}
	return path
}

func (c *check) book() {
	scheme, _, isURL := strings.Cut(c.cfg.Book.Reveal(), "://")
	if isURL && scheme != "postgres" && scheme != "postgresql" {
		c.wrong("book", daybook.Error{Found: "book with a URL that is no postgres:// URL", Wanted: "a file such as daybook.db, or postgres://user@host/database"})
	}
	if _, n := c.root.locate("book"); n != nil && n.kind == scalar && n.text == "" {
		c.wrong("book", daybook.Error{Found: "book without a value", Wanted: "a file such as daybook.db, or postgres://user@host/database"})
	}
}

// schedule refuses what the cron library takes but a company's schedule is not: a zone of its own, which
// its parser also panics on, and a date that never comes.
func (c *check) schedule(path string) {
	_, n := c.root.locate(path)
	if n == nil || n.kind != scalar {
		return
	}
	const wanted = "a cron expression like 30 5 * * * (minute hour day month weekday)"
	if strings.Contains(n.text, "TZ=") {
		c.wrong(path, daybook.Error{Found: c.shown(path), Wanted: wanted, Remedy: "remove TZ=: schedules are in company.timezone"})
		return
	}
	schedule, err := cron.ParseStandard(n.text)
	if err != nil || schedule.Next(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		c.wrong(path, daybook.Error{Found: c.shown(path), Wanted: wanted + " that comes round at least every five years"})
	}
}

func (c *check) sources() {
	names := map[string]string{}
	for i, source := range c.cfg.Sources {
		path := fmt.Sprintf("sources[%d]", i)
		c.name(path+".name", source.Name, names)
		c.schedule(path + ".schedule")
	}
}

func (c *check) loaders() {
	names := map[string]string{}
	for i, loader := range c.cfg.Loaders {
		c.name(fmt.Sprintf("loaders[%d].name", i), loader.Name, names)
	}
}

var (
	sourceName  = regexp.MustCompile(`^[a-z0-9_-]+$`)
	kpiName     = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	segmentName = regexp.MustCompile(`^\pL[\pL\pN _.-]*(,\pL[\pL\pN _.-]*)*$`)
)

func (c *check) name(path, name string, before map[string]string) {
	if name == "" {
		return
	}
	if !sourceName.MatchString(name) {
		c.wrong(path, daybook.Error{Found: c.shown(path), Wanted: "lower-case letters, digits, _ and -"})
	}
	c.once(path, name, before)
}

// once reports a name that stands at an earlier path already.
func (c *check) once(path, name string, before map[string]string) {
	if first, twice := before[name]; twice {
		at, _ := c.root.locate(first)
		c.wrong(path, daybook.Error{Found: c.shown(path) + " a second time", Wanted: "each name once", Remedy: "rename this one or the one at " + c.place(at)})
		return
	}
	before[name] = path
}

func (c *check) accounts() {
	for i, rule := range c.cfg.Accounts {
		path := fmt.Sprintf("accounts[%d]", i)
		if rule.Code == "" && rule.Name == "" && rule.Type == "" && !c.broken(path+".code", path+".name", path+".type") {
			c.wrong(path, daybook.Error{Found: "a rule that names no account", Wanted: "code, name or type", Remedy: `add one, for example code: "4*"`})
		}
	}
}

// broken reports whether the value of any of some keys has been reported already.
func (c *check) broken(paths ...string) bool {
	return slices.ContainsFunc(paths, func(path string) bool {
		_, n := c.root.locate(path)
		return n != nil && n.kind == broken
	})
}

func (c *check) kpis() {
	periods, segments, names := map[string]string{}, map[string]string{}, map[string]string{}
	for i, period := range c.cfg.KPIs.Periods {
		c.once(fmt.Sprintf("kpis.periods[%d]", i), string(period), periods)
	}
	for i, segment := range c.cfg.KPIs.Segments {
		path := fmt.Sprintf("kpis.segments[%d]", i)
		if !segmentName.MatchString(segment) {
			c.wrong(path, daybook.Error{Found: c.shown(path), Wanted: "a dimension's name, like channel, or several, like channel,plan"})
		}
		c.once(path, segment, segments)
	}
	for i, define := range c.cfg.KPIs.Define {
		path := fmt.Sprintf("kpis.define[%d].name", i)
		if define.Name == "" {
			continue
		}
		if !kpiName.MatchString(define.Name) {
			c.wrong(path, daybook.Error{Found: c.shown(path), Wanted: "lower-case letters, digits and _, a letter first"})
		}
		c.once(path, define.Name, names)
	}
}

// spend refuses to guess where marketing spend may come in twice: from the ledger and from a spend sheet.
func (c *check) spend() {
	rule := c.spendRule()
	if rule < 0 || c.cfg.Policy.Spend.Basis != SpendAuto {
		return
	}
	for i, source := range c.cfg.Sources {
		if source.Options.text("facts") != string(daybook.KindSpend) {
			continue
		}
		at, _ := c.root.locate(fmt.Sprintf("accounts[%d].class", rule))
		c.wrong(fmt.Sprintf("sources[%d].facts", i), daybook.Error{
			Found:  fmt.Sprintf("spend facts from source %q and %s accounts in the ledger (%s)", source.Name, daybook.ClassSalesMarketing, c.place(at)),
			Wanted: "policy.spend.basis, so that no spend is counted twice",
			Remedy: "add policy: {spend: {basis: ledger}}, or spend, or both if they hold different spend",
		})
	}
}

func (c *check) spendRule() int {
	for i, rule := range c.cfg.Accounts {
		if rule.Class == daybook.ClassSalesMarketing {
			return i
		}
	}
	return -1
}
