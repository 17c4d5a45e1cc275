package files

import (
	"fmt"
	"log/slog"
	"maps"
	"slices"

	"daybook"
)

// mostWarnings is how many warnings are kept of one file.
const mostWarnings = 50

// Warn logs what is wrong with a file that is read nevertheless, such as a printed total that does not foot, and
// keeps it until the file is read again.
func (f File) Warn(log *slog.Logger, text string, args ...any) {
	log.Warn(text, args...)
	if f.watch == nil || len(f.watch.warnings) >= mostWarnings {
		return
	}
	for i := 0; i+1 < len(args); i += 2 {
		text += fmt.Sprintf(", %v %v", args[i], args[i+1])
	}
	f.watch.warnings = append(f.watch.warnings, text)
}

// Standing lists what was wrong with the files when they were read last, by the cursor that this left.
func (s *Source) Standing(at daybook.Cursor) ([]daybook.Notice, error) {
	c, err := decodeCursor(at)
	var notices []daybook.Notice
	for _, name := range slices.Sorted(maps.Keys(c.Files)) {
		for _, text := range c.Files[name].Warnings {
			notices = append(notices, daybook.Notice{Place: name, Text: text})
		}
	}
	return notices, err
}
