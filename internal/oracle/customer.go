package oracle

import (
	"daybook"
	"daybook/config"
)

// customer is one person or firm, whoever knows it.
type customer struct {
	records []*daybook.Customer
	items   []*item
	charges []daybook.Day
	touches []*daybook.Payment // that may say how the customer was won
	days    []state            // of each day of the company's life
}

// state is how a customer stands at the close of a day.
type state struct {
	active             bool
	mrr, billed, trial money            // in parts of a minor unit
	each               map[string]money // MRR by subscription
	held               map[string]bool  // subscriptions that are paused
	pays, tries        plan
	labels             labels
}

// money is a number of parts by currency.
type money map[daybook.Currency]int64

// meet finds out who is who, and collects what each one did.
func (b *Business) meet(facts []daybook.Fact) {
	mails, known := map[string]string{}, map[string]bool{}
	for _, fact := range facts {
		if record, ok := fact.(*daybook.Customer); ok && record.Email != "" {
			mails[record.Origin.Source+" "+record.Origin.ID], known[record.Email] = record.Email, true
		}
	}
	identity := func(source, id string) string {
		mail := mails[source+" "+id]
		switch {
		case b.config.Customers.Match == config.MatchID:
			return id
		case b.config.Customers.Match == config.MatchEmail && mail != "":
			return mail
		case b.config.Customers.Match == config.MatchEmail && known[id]:
			return id
		}
		return source + " " + id
	}
	for _, fact := range facts {
		id := daybook.CustomerOf(fact)
		if id == "" {
			continue
		}
		who := b.called(fact, identity(fact.Head().Origin.Source, id))
		switch fact := fact.(type) {
		case *daybook.Customer:
			who.records = append(who.records, fact)
		case *daybook.Subscription:
			if b.policy.MRR.Basis == config.MRRItems {
				who.items = append(who.items, b.subscribed(fact))
			}
		case *daybook.InvoiceLine:
			if b.policy.MRR.Basis == config.MRRInvoiceLines && recurs(fact) {
				who.items = append(who.items, b.billed(fact))
			}
		case *daybook.Payment:
			who.touches = append(who.touches, fact)
			if fact.Type == daybook.Charge {
				who.charges = append(who.charges, fact.Day)
			}
		}
	}
}

// called finds the customer of an identity, and remembers that a source's id means it.
func (b *Business) called(fact daybook.Fact, identity string) *customer {
	who := b.customers[identity]
	if who == nil {
		who = &customer{}
		b.customers[identity] = who
	}
	b.known[fact.Head().Origin.Source+" "+daybook.CustomerOf(fact)] = who
	return who
}

// of is the customer of a fact, or nil.
func (b *Business) of(fact daybook.Fact) *customer {
	return b.known[fact.Head().Origin.Source+" "+daybook.CustomerOf(fact)]
}
