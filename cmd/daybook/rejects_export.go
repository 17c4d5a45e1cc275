package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"daybook"
	"daybook/internal/mending"
)

// exportRejects writes rejects to one workbook, or to a folder with one for each file.
func (a *app) exportRejects(to string, rejects []daybook.StoredReject) error {
	if len(rejects) == 0 {
		_, err := fmt.Fprintln(a.out, "There are no rejects to export.")
		return err
	}
	paths, err := []string{to}, error(nil)
	switch info, statErr := os.Stat(to); {
	case statErr == nil && info.IsDir(), strings.HasSuffix(to, "/"):
		paths, err = mending.WriteEach(to, rejects)
	case !strings.EqualFold(filepath.Ext(to), ".xlsx"):
		return usage("--export", fmt.Sprintf("%q", to), "a name that ends in .xlsx, or a folder (with a / at its end)")
	default:
		err = mending.Write(to, rejects)
	}
	if err != nil {
		return err
	}
	for _, path := range paths {
		fmt.Fprintf(a.out, "wrote %s\n", path)
	}
	_, err = fmt.Fprintf(a.out, "%s. Mend the marked cells in the source, then: daybook rejects --retry\n", counted(int64(len(rejects)), "reject"))
	return err
}
