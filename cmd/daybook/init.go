package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/config"
)

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use: "init", Short: "Write a commented daybook.yaml to start from", Args: exactly(0),
		RunE: func(*cobra.Command, []string) error { return a.writeSample() },
	}
}

func (a *app) writeSample() error {
	file, err := os.OpenFile(a.configPath, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return &daybook.Error{
			Code: daybook.Misconfigured, Place: a.configPath, Found: "a file of that name",
			Remedy: "edit it, or name another one with --config",
		}
	}
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := file.WriteString(config.Sample()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "wrote %s\nNext: edit it, then run: daybook check\n", a.configPath)
	return err
}
