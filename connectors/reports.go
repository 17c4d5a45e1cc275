package connectors

import (
	"daybook"
	"daybook/internal/report"
)

// Reports makes a connector of the reports that an accounting program exports, each described by a preset.
func Reports(program, title string, presets []report.Preset) Connector {
	var layouts []string
	for _, preset := range presets {
		layouts = append(layouts, preset.Name)
	}
	return Connector{
		Type: program, Title: title, Layouts: layouts,
		Options: func() any { return &report.Options{} },
		Open: func(env Env, options any) (daybook.Source, error) {
			return OpenReports(env, *options.(*report.Options), presets, nil)
		},
		Recognise: func(path string) (Recognition, error) {
			claim, err := report.Recognise(path, presets)
			return Recognition(claim), err
		},
	}
}

// OpenReports opens a source of reports. What decides about the facts besides the options is given, too.
func OpenReports(env Env, options report.Options, presets []report.Preset, decides any) (daybook.Source, error) {
	of := report.Env{Name: env.Name, Dir: env.Dir, Zone: env.Zone, Currency: env.Currency, Buckets: env.Buckets, Log: env.Log, Decides: decides}
	return report.Open(of, options, presets)
}
