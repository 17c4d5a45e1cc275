package stripe

import (
	"encoding/json"
	"strings"
	"time"

	"daybook"
)

// mappingVersion changes whenever the same documents become other records than before.
const mappingVersion = 6

// mapper turns documents into records. It does nothing else: it has no clock, asks nobody, and what it makes of
// an owner's documents depends on them and on the catalogue alone.
type mapper struct {
	source    string         // the source's name in the configuration
	zone      *time.Location // instants become days here
	start     daybook.Day    // subscriptions that ended before are left out
	catalogue catalogue
}

// reading is what one owner's documents come to.
type reading struct {
	mapper
	customer  string     // the owner, where it is a customer: "" for what guests paid
	events    []document // newest first
	discount  *discount  // on everything that the customer buys
	histories histories
	billed    map[string]*daybook.InvoiceLine // by the id of the line
	records   []daybook.Record
}

// newMapper returns the mapper of a source with the catalogue that it sells from.
func (s *source) newMapper(catalogue dossier) mapper {
	return mapper{source: s.env.Name, zone: s.env.Zone, start: s.options.Start, catalogue: newCatalogue(catalogue)}
}

// derive returns the facts, skips and rejects of one owner.
func (m mapper) derive(owner dossier) []daybook.Record {
	r := &reading{mapper: m, events: owner.newestFirst("event"), histories: histories{}, billed: map[string]*daybook.InvoiceLine{}}
	if !guest(owner.owner) {
		r.customer = owner.owner
	}
	// Customers come before all because their discounts apply to subscriptions, and invoices before
	// subscriptions, whose history they tell.
	for _, step := range []struct {
		kind string
		take func(*reading, document)
	}{
		{"customer", (*reading).takeCustomer},
		{"charge", (*reading).takeCharge},
		{"refund", (*reading).takeRefund},
		{"dispute", (*reading).takeDispute},
		{"balance_transaction", (*reading).takeBalanceTransaction},
		{"invoiceitem", (*reading).takeInvoiceItem},
		{"invoice", (*reading).takeInvoice},
		{"credit_note", (*reading).takeCreditNote},
		{"subscription_schedule", (*reading).takeSchedule},
		{"event", (*reading).takeEvent},
		{"subscription", (*reading).takeSubscription},
	} {
		for _, doc := range owner.newestFirst(step.kind) {
			if doc.deleted && step.kind != "customer" && step.kind != "subscription" {
				r.skip("deleted " + strings.ReplaceAll(step.kind, "_", " "))
				continue
			}
			step.take(r, doc)
		}
	}
	r.skipUntold(owner)
	return r.records
}

func (r *reading) put(records ...daybook.Record) { r.records = append(r.records, records...) }

func (r *reading) skip(rule string) { r.put(&daybook.Skip{Rule: rule}) }

// decode reads an object. One that cannot be read becomes a reject, and ok is false.
func decode[T any](r *reading, raw json.RawMessage, into *T) (ok bool) {
	problem := unmarshal(raw, into)
	if problem != nil {
		r.put(r.reject(raw, &daybook.Error{Found: mismatch(problem), Wanted: "an object in the shape of API 2023-10-16"}))
	}
	return problem == nil
}

// expectWhole rejects what is missing of a document whose nested list was cut off. What is there is taken all the same.
func (r *reading) expectWhole(doc document, cutOff bool, list string) {
	if cutOff {
		r.put(r.reject(doc.body, &daybook.Error{Found: "only the first " + list + " of " + doc.id, Wanted: "all of them", Remedy: "read it again"}))
	}
}

// unmarshal reads an object in the shape of any version.
func unmarshal(raw json.RawMessage, into any) error {
	err := parse(raw, into)
	if object, differs := into.(aligned); differs && err == nil {
		object.align()
	}
	return err
}

// head is the header of a fact made from an object.
func (m mapper) head(id, place string, at int64) daybook.Header {
	return daybook.Header{Origin: m.origin(id, place), Day: m.day(at)}
}

func (m mapper) origin(id, place string) daybook.Origin {
	return daybook.Origin{Source: m.source, ID: id, Place: "stripe " + place}
}

// endOfTime is the first second that has no four-digit year.
const endOfTime = 253402300800

// day is the civil date of an instant in the company's zone; no day for no instant.
func (m mapper) day(at int64) daybook.Day {
	if at <= 0 || at >= endOfTime {
		return 0
	}
	return daybook.DayOf(time.Unix(at, 0), m.zone)
}
