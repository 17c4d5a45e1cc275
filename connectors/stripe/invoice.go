package stripe

import (
	"context"
	"encoding/json"
	"net/url"

	"daybook"
)

// invoice puts the lines of an invoice that has been issued, and notes what they say of subscriptions.
func (p *pull) invoice(ctx context.Context, raw json.RawMessage) error {
	var i invoice
	if ok, err := decode(ctx, p, raw, &i); !ok {
		return err
	}
	if !i.issued() {
		p.noteUnissued(i)
		return p.put(ctx, &daybook.Skip{Rule: i.Status + " invoice"})
	}
	lines, err := p.allLines(ctx, i)
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		return p.put(ctx, &daybook.Skip{Rule: "invoice without lines"})
	}
	var decoded []lineItem
	for _, raw := range lines {
		var line lineItem
		if ok, err := decode(ctx, p, raw, &line); err != nil {
			return err
		} else if ok {
			decoded = append(decoded, line)
			if err := p.line(ctx, raw, i, line); err != nil {
				return err
			}
		}
	}
	return p.note(ctx, i, decoded)
}

// issued reports whether the invoice is one that somebody owes or has paid.
func (i invoice) issued() bool {
	return !i.Deleted && (i.Status == "open" || i.Status == "paid" || i.Status == "uncollectible")
}

// allLines are the lines that came with the invoice, and those that did not fit.
func (p *pull) allLines(ctx context.Context, i invoice) ([]json.RawMessage, error) {
	lines := i.Lines.Data
	if !i.Lines.HasMore || len(lines) == 0 {
		return lines, nil
	}
	rest := query{after: idOf(lines[len(lines)-1]), expand: []string{"discounts"}}
	for raw, err := range p.api.list(ctx, "/v1/invoices/"+url.PathEscape(i.ID)+"/lines", rest) {
		if err != nil {
			return nil, err
		}
		lines = append(lines, raw)
	}
	return lines, nil
}

// line puts one line.
func (p *pull) line(ctx context.Context, raw json.RawMessage, i invoice, line lineItem) error {
	amount, err := money(line.net(), line.currencyOn(i))
	if line.ID == "" || p.day(i.issuedAt()).IsZero() {
		err = &daybook.Error{Found: "a line without id or an invoice without date", Wanted: "both"}
	}
	if err != nil {
		rejected := p.reject(raw, err)
		rejected.Raw["invoice"] = i.ID
		return p.put(ctx, rejected)
	}
	fact := &daybook.InvoiceLine{
		Header:       daybook.Header{Origin: p.origin(line.ID, i.ID+" "+line.ID), Day: p.day(i.issuedAt())},
		Customer:     string(i.Customer),
		Invoice:      i.ID,
		Subscription: string(line.Subscription),
		Amount:       amount,
		From:         p.from(i, line),
		Until:        p.until(i, line),
		Proration:    line.Proration,
	}
	if line.Price != nil {
		fact.Metered = line.Price.metered()
		if fact.Plan, err = p.catalogue.plan(ctx, line.Price); err != nil {
			return err
		}
	}
	return p.put(ctx, fact)
}

// issuedAt is the date on the invoice, else when it was finalized, else when it was made.
func (i invoice) issuedAt() int64 {
	for _, at := range []int64{i.EffectiveAt, i.StatusTransitions.FinalizedAt} {
		if at != 0 {
			return at
		}
	}
	return i.Created
}

// net is the line's amount after its discounts and without the tax that it includes.
func (l lineItem) net() int64 { return l.Amount - l.discounted() - l.taxIncluded() }

func (l lineItem) discounted() int64 {
	var sum int64
	for _, d := range l.DiscountAmounts {
		sum += d.Amount
	}
	return sum
}

func (l lineItem) taxIncluded() int64 {
	var sum int64
	for _, t := range l.TaxAmounts {
		if t.Inclusive {
			sum += t.Amount
		}
	}
	return sum
}

func (l lineItem) currencyOn(i invoice) string {
	if l.Currency != "" {
		return l.Currency
	}
	return i.Currency
}

func (l lineItem) subscriptionOn(i invoice) string {
	if l.Subscription != "" {
		return string(l.Subscription)
	}
	return string(i.Subscription)
}

// from and until are the service days of a line; a line without a period is served on the day of the invoice.
func (s *source) from(i invoice, line lineItem) daybook.Day {
	if line.Period == nil || line.Period.Start == 0 {
		return s.day(i.issuedAt())
	}
	return s.day(line.Period.Start)
}

func (s *source) until(i invoice, line lineItem) daybook.Day {
	from := s.from(i, line)
	if line.Period == nil {
		return from + 1
	}
	return max(from+1, s.day(line.Period.End))
}
