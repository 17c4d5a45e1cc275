package pipeline

import (
	"context"
	"errors"

	"daybook"
)

// Checked is how one source or loader answered.
type Checked struct {
	Kind    string           `json:"kind"` // source or loader
	Name    string           `json:"name"`
	Type    string           `json:"type"`
	OK      bool             `json:"ok"`
	Notices []daybook.Notice `json:"notices"`
	Error   string           `json:"error,omitempty"`
}

// Check reaches every source and every loader, and writes nothing. The error joins all of theirs.
func (p *Pipeline) Check(ctx context.Context) ([]Checked, error) {
	var all []Checked
	var errs []error
	for _, s := range p.sources {
		notices, err := s.Check(ctx)
		all = append(all, newChecked("source", s.Name, s.Type, notices, err))
		errs = append(errs, daybook.At("source "+s.Name, err))
	}
	for _, t := range p.targets {
		err := p.checkTarget(ctx, t)
		all = append(all, newChecked("loader", t.Name, t.Type, nil, err))
		errs = append(errs, daybook.At("loader "+t.Name, err))
	}
	return all, errors.Join(errs...)
}

func newChecked(kind, name, typ string, notices []daybook.Notice, err error) Checked {
	c := Checked{Kind: kind, Name: name, Type: typ, OK: err == nil, Notices: append([]daybook.Notice{}, notices...)}
	if err != nil {
		c.Error = err.Error()
	}
	return c
}

func (p *Pipeline) checkTarget(ctx context.Context, t target) error {
	loader, err := p.openTarget(ctx, t)
	if err != nil {
		return err
	}
	defer closeTarget(loader)
	_, err = loader.Position(ctx, p.Config.Company.Name)
	return err
}
