package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is what a release build sets: -ldflags "-X main.version=v1.2.3".
var version = "dev"

type versionReport struct {
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func (a *app) versionCommand() *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use: "version", Short: "Print which daybook this is", Args: exactly(0),
		RunE: func(*cobra.Command, []string) error {
			report := readVersion()
			if asJSON {
				return a.printJSON(report)
			}
			_, err := fmt.Fprintf(a.out, "daybook %s %s (%s, %s)\n", report.Version, report.Revision, report.Go, report.Platform)
			return err
		},
	}
	addJSON(command, &asJSON)
	return command
}

func readVersion() versionReport {
	report := versionReport{Version: version, Revision: "unknown", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, _ := debug.ReadBuildInfo()
	if info == nil {
		return report
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			report.Revision = setting.Value
		}
	}
	return report
}
