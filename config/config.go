package config

import (
	"time"

	"daybook"
)

// DefaultPath is the file that daybook looks for.
const DefaultPath = "daybook.yaml"

// Config is a whole configuration file, checked, with every default filled in.
type Config struct {
	Company   Company       `yaml:"company" jsonschema_description:"Whose books these are."`
	Book      Secret        `yaml:"book" jsonschema:"default=daybook.db,example=postgres://…" jsonschema_description:"Where daybook keeps what it has read and computed: an SQLite file (relative to this file's folder) or a postgres:// URL."`
	Schedule  string        `yaml:"schedule" jsonschema:"default=30 5 * * *" jsonschema_description:"When the daemon runs: a cron expression (minute hour day month weekday) in the company's time zone."`
	Sources   []Source      `yaml:"sources" jsonschema_description:"What daybook reads. Each source has a name, a type, and the options of that type."`
	Accounts  []AccountRule `yaml:"accounts" jsonschema_description:"Which ledger account belongs to which class. The first rule that matches wins; an account that no rule matches gets the class of its exported account type."`
	Customers Customers     `yaml:"customers" jsonschema_description:"How customers of several sources are joined, and what is kept of them for good."`
	Privacy   Privacy       `yaml:"privacy" jsonschema:"default=hash" jsonschema_description:"hash: the book keeps e-mails, and names that stand where an id should, as keyed hashes only. keep: it keeps them as they are."`
	Policy    Policy        `yaml:"policy" jsonschema_description:"The switches on which tools disagree. Every figure carries the fingerprint of the policy it was computed under."`
	KPIs      KPIs          `yaml:"kpis" jsonschema_description:"Which figures are published."`
	Loaders   []Loader      `yaml:"loaders" jsonschema_description:"Other databases that get the published figures. Each loader has a name, a type, and the options of that type."`

	Path string `yaml:"-"` // the file, as the operator named it
	Dir  string `yaml:"-"` // its folder: relative paths start here
}

// Company says whose books these are, and in which money and calendar they are kept.
type Company struct {
	Name       string             `yaml:"name" jsonschema:"required,example=The Daily Crumb" jsonschema_description:"The company's name; a Postgres book can hold several companies."`
	Currency   daybook.Currency   `yaml:"currency" jsonschema:"required,example=USD" jsonschema_description:"The currency of every published amount, an ISO 4217 code."`
	Zone       *time.Location     `yaml:"timezone" jsonschema:"default=UTC,example=America/New_York" jsonschema_description:"The IANA time zone in which an instant becomes a business day."`
	FiscalYear daybook.FiscalYear `yaml:"fiscal_year" jsonschema:"default=01-01,example=04-06" jsonschema_description:"Month and day on which the company's year begins; or a year of 52 or 53 weeks by how its quarters are divided and when it ends: 4-4-5 last saturday of september, 4-5-4 saturday nearest 01-31, 5-4-4 …"`
	WeekStart  time.Weekday       `yaml:"week_start" jsonschema:"default=monday" jsonschema_description:"The first day of the week: of the periods wtd and week."`
}

// Calendar is how the company divides time.
func (c Company) Calendar() daybook.Calendar {
	return daybook.Calendar{Year: c.FiscalYear, WeekStart: c.WeekStart}
}

// Source is one thing to read. Its own options stay undecoded until its connector is known.
type Source struct {
	Name     string  `yaml:"name" jsonschema:"required,example=shop" jsonschema_description:"The source's name: lower-case letters, digits, _ and -."`
	Type     string  `yaml:"type" jsonschema:"required,example=stripe" jsonschema_description:"Which connector reads it."`
	Schedule string  `yaml:"schedule" jsonschema:"example=0 * * * *" jsonschema_description:"When the daemon reads it, if not with all others: a cron expression in the company's time zone."`
	Rejects  Rejects `yaml:"rejects" jsonschema_description:"What becomes of the source if records are broken."`
	Options  Options `yaml:"-"`
}

// Loader is one other database to feed. Its own options stay undecoded until its driver is known.
type Loader struct {
	Name    string  `yaml:"name" jsonschema:"required,example=dashboards" jsonschema_description:"The loader's name: lower-case letters, digits, _ and -."`
	Type    string  `yaml:"type" jsonschema:"required,example=postgres" jsonschema_description:"Which kind of database it feeds."`
	Options Options `yaml:"-"`
}

// Customers says how customers of several sources are joined, and which of their attributes never change.
type Customers struct {
	Match      Match    `yaml:"match" jsonschema:"default=source" jsonschema_description:"source: a customer is an id within its source. id: the same id in any source is the same customer. email: records with the same normalised e-mail are the same customer."`
	FirstTouch []string `yaml:"first_touch" jsonschema:"default=channel\\,campaign" jsonschema_description:"The attributes that say how a customer was won: the first known value holds for good, and figures by them are attributed by first touch; where no record of the customer tells it, it is that of the first payment that does. Any other attribute, such as country, counts as it was on the day."`
}

// Match says when two customer records are the same customer.
type Match string

// How customers are matched.
const (
	MatchSource Match = "source" // an id within its source
	MatchID     Match = "id"     // the same id in any source
	MatchEmail  Match = "email"  // the same normalised e-mail in any source
)

// Accepts lists the values of customers.match.
func (Match) Accepts() []string { return accepts(MatchSource, MatchID, MatchEmail) }

// Privacy says what the book keeps of personal data.
type Privacy string

// What the book keeps of e-mails.
const (
	PrivacyHash Privacy = "hash" // keyed hashes only
	PrivacyKeep Privacy = "keep" // the e-mails as they are
)

// Accepts lists the values of privacy.
func (Privacy) Accepts() []string { return accepts(PrivacyHash, PrivacyKeep) }

// KPIs says which figures are published.
type KPIs struct {
	Periods  []daybook.Period `yaml:"periods" jsonschema:"default=30d\\,month" jsonschema_description:"The periods that every KPI is published for."`
	Segments []string         `yaml:"segments" jsonschema:"example=channel" jsonschema_description:"The dimensions by which KPIs are published besides the total: channel, plan, country, cohort, or any attribute that a source gives; several at once as \"channel,plan\"."`
	Cohorts  Cohorts          `yaml:"cohorts" jsonschema_description:"How customers are grouped by when they came, for kpi_cohorts."`
	Include  []string         `yaml:"include" jsonschema:"example=marketing" jsonschema_description:"KPI files to publish as well: those that come with daybook (marketing, service, operations, people, hospitality, product, sustainability), or files of your own with define: in them, relative to this file's folder."`
	Define   []Definition     `yaml:"define" jsonschema_description:"KPIs of your own."`
}

// Cohorts says how customers are grouped by when they came.
type Cohorts struct {
	Grain daybook.Grain `yaml:"grain" jsonschema:"default=month" jsonschema_description:"A cohort is the customers whose first paid day is in the same month, or quarter of the fiscal year."`
	By    []string      `yaml:"by" jsonschema:"example=channel" jsonschema_description:"The dimensions by which cohorts are published besides the total: channel, plan …, as they were on the customer's first paid day."`
}

// UndefinedPolicy says what a figure is that has no value.
type UndefinedPolicy string

// What a figure is that has no value.
const (
	UndefinedReason UndefinedPolicy = "reason" // it stays undefined, with a reason
	UndefinedZero   UndefinedPolicy = "zero"   // it is 0
)

// Accepts lists the values of where_undefined.
func (UndefinedPolicy) Accepts() []string { return accepts(UndefinedReason, UndefinedZero) }

// Definition is a KPI of the operator's own. Its formula is compiled elsewhere.
type Definition struct {
	Name        string              `yaml:"name" jsonschema:"required,example=conversion_rate" jsonschema_description:"The KPI's name: lower-case letters, digits and _."`
	Title       string              `yaml:"title" jsonschema:"example=Conversion rate" jsonschema_description:"The name for people. Default: made from name."`
	Unit        daybook.Measurement `yaml:"unit" jsonschema:"required,example=percent" jsonschema_description:"The unit of the figure. A percent is published as the fraction that it is: 0.05 means 5 %."`
	Formula     string              `yaml:"formula" jsonschema:"required,example=customers_new / observation('visits')" jsonschema_description:"An expression over measures, observations and KPIs, with + - * / and parentheses; opening(x), previous(x), lag(x, months), over(x, '90d'), total(x), segment(x, 'channel=google')."`
	Direction   daybook.Direction   `yaml:"direction" jsonschema:"default=neutral" jsonschema_description:"Which way is better."`
	Description string              `yaml:"description" jsonschema_description:"What the figure tells, in a sentence."`
	Undefined   UndefinedPolicy     `yaml:"where_undefined" jsonschema:"default=reason" jsonschema_description:"What a figure is that has no value: null, with the reason; or zero."`
	Period      daybook.Period      `yaml:"period" jsonschema:"default=30d" jsonschema_description:"The period shown where there is room for one only."`

	Place string `yaml:"-"` // of the formula, "daybook.yaml:24:60", for errors that turn up when it is compiled
}
