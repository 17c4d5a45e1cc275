package report

import (
	"context"

	"daybook/internal/files"
)

func (p *Preset) isStatement() bool { return p.Layout == Flows || p.Layout == Levels }

func (h *head) fitsStatement(title int, why string) bool { return false }

func (r *reading) statement(ctx context.Context, file files.File) error { return nil }
