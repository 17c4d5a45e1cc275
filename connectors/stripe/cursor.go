package stripe

import (
	"encoding/json"
	"fmt"

	"daybook"
)

// cursor is what the book keeps for us between two pulls.
type cursor struct {
	Identity *identity             `json:"identity,omitempty"`
	From     int64                 `json:"from,omitempty"`    // bounded lists were read from this second on; 0: from the beginning
	Todo     map[string][]timespan `json:"todo,omitempty"`    // by list: what is still to be listed
	Again    bool                  `json:"again,omitempty"`   // it was listed before: what is no longer there is gone
	Derived  string                `json:"derived,omitempty"` // by which rules the facts were derived; "": they are not level with the documents
	Feed     *feed                 `json:"feed,omitempty"`
	Retry    []retry               `json:"retry,omitempty"`
	Oldest   int64                 `json:"oldest,omitempty"`    // when the oldest object was made
	Compared map[string]compared   `json:"compared,omitempty"`  // by list
	SyncedAt string                `json:"synced_at,omitempty"` // only in cursors of before documents were kept
}

// retry is an object that could not be read again when it had changed.
type retry struct {
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	Since int64  `json:"since"` // when it was tried first
	Why   string `json:"why"`
}

func readCursor(note daybook.Cursor) (cursor, error) {
	var c cursor
	if len(note) == 0 {
		return c, nil
	}
	if err := json.Unmarshal(note, &c); err != nil {
		return c, &daybook.Error{Place: "cursor", Found: "a note that is not ours", Remedy: "was the type of this source changed? give it another name", Err: err}
	}
	return c, nil
}

// rules name what decides which facts are derived from the same documents.
func (s *source) rules() string {
	return fmt.Sprintf("%d %s %s", mappingVersion, s.env.Zone, s.options.Start)
}

// from is the second from which on bounded lists are read.
func (s *source) from() int64 {
	if s.options.Start.IsZero() {
		return 0
	}
	return s.options.Start.Start(s.env.Zone).Unix()
}
