package billing

import "time"

// draftTime is how long an invoice of a renewal is a draft.
const draftTime = time.Hour

// planRenewal plans what happens at the end of the current period.
func (b *Business) planRenewal(s *Subscription) {
	turn := s.turn
	b.At(s.end, func() {
		if s.turn == turn && !s.isOver() {
			b.renew(s)
		}
	})
}

// renew ends a period, and begins the next one if there is one.
func (b *Business) renew(s *Subscription) {
	switch {
	case s.atEnd:
		b.cancel(s, s.reason)
		return
	case s.status == "incomplete" || s.status == "paused":
		return
	case s.status == "trialing" && s.customer.NoCard:
		b.setStatus(s, "paused")
		return
	case s.status == "trialing":
		b.convert(s)
	}
	from, until := s.start, s.end
	s.periods++
	s.start, s.end = s.price().after(s.anchor, s.periods), s.price().after(s.anchor, s.periods+1)
	b.nextPhase(s)
	lines := append(s.used(b, from, until), s.coming(b)...)
	b.bill(s, "subscription_cycle", lines)
	b.noteWorth(s)
	b.planRenewal(s)
}

// convert makes a trial a paying subscription, whose periods begin now.
func (b *Business) convert(s *Subscription) {
	s.status, s.anchor, s.periods = "active", s.trialEnd, -1
}

// bill makes an invoice, which is finalized and charged an hour later; one of a change, at once.
func (b *Business) bill(s *Subscription, reason string, lines []*line) {
	i := b.draft(s, reason, lines)
	s.latest = i
	b.changed(s)
	b.changed(i, "invoice.created")
	if reason == "subscription_update" {
		b.collect(s, i)
		return
	}
	b.in(draftTime, func() { b.collect(s, i) })
}

// collect finalizes an invoice and asks for its money, or does what a pause says instead.
func (b *Business) collect(s *Subscription, i *Invoice) {
	if i.status != "draft" {
		return
	}
	b.noteBilling(s, s.pause == "")
	if s.pause == "keep_as_draft" {
		i.kept = true
		b.changed(i)
		return
	}
	b.finalize(i)
	switch s.pause {
	case "void":
		b.Void(i)
	case "mark_uncollectible":
		b.settle(i, "uncollectible")
	default:
		b.pay(i)
	}
}

// coming are the lines for the period that begins: prices that are paid in advance.
func (s *Subscription) coming(b *Business) (lines []*line) {
	for _, i := range s.items {
		if i.Price.Metered {
			continue
		}
		for _, part := range i.Price.parts(i.Quantity) {
			l := b.newLine(s, i, part.amount)
			l.quantity = part.quantity
			lines, i.billed = append(lines, l), l
		}
	}
	return lines
}

// used are the lines for what was used in a period that ended.
func (s *Subscription) used(b *Business, from, until time.Time) (lines []*line) {
	for _, i := range s.items {
		if !i.Price.Metered || i.usage == 0 && !s.ended.IsZero() {
			continue
		}
		for _, part := range i.Price.parts(i.usage) {
			l := b.newLine(s, i, part.amount)
			l.quantity, l.from, l.until = part.quantity, from, until
			lines = append(lines, l)
		}
		i.usage = 0
	}
	return lines
}
