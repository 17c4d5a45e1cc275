package stripesandbox

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
)

// state is the sandbox as Save writes it: one JSON document, the same bytes for the same state.
type state struct {
	Version string            `json:"version"`
	Objects []object          `json:"objects"`
	Deleted map[string]string `json:"deleted"`
	Told    int               `json:"told,omitempty"` // events so far
}

// Save writes every object of the account in this mode as one JSON document. Keys, faults, the clock and the request
// log are not part of it.
func (s *Sandbox) Save(w io.Writer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := state{Version: Version, Deleted: s.deleted, Told: s.told}
	for _, kind := range slices.Sorted(maps.Keys(s.kinds)) {
		for _, o := range s.kinds[kind].newestFirst() {
			out.Objects = append(out.Objects, s.written(o))
		}
	}
	return json.NewEncoder(w).Encode(out)
}

// Load replaces every object of the account in this mode by what Save wrote. On an error the sandbox is as it was.
func (s *Sandbox) Load(r io.Reader) error {
	decoder := json.NewDecoder(r)
	decoder.UseNumber()
	var in state
	if err := decoder.Decode(&in); err != nil {
		return fmt.Errorf("stripe sandbox state: %w", err)
	}
	if in.Version != Version {
		return fmt.Errorf("stripe sandbox state: found version %q, wanted %q", in.Version, Version)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kinds, s.deleted, s.told = map[string]*collection{}, map[string]string{}, in.Told
	for _, o := range in.Objects {
		s.put(o)
	}
	maps.Copy(s.deleted, in.Deleted)
	return nil
}
