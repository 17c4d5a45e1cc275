package billing

import "time"

// Customer is somebody who buys.
type Customer struct {
	ID       string
	Email    string
	Country  string
	Metadata map[string]string
	NoCard   bool // has left no way to pay

	made     time.Time
	balance  int64 // what the customer owes; negative: credit for invoices to come
	currency string
	pending  []*invoiceItem
	invoices int
	deleted  bool
}

// AddCustomer makes a customer.
func (b *Business) AddCustomer(c Customer) *Customer {
	c.ID, c.made = b.id("cus"), b.now
	b.customers = append(b.customers, &c)
	b.changed(&c)
	return &c
}

// Edit changes a customer.
func (b *Business) Edit(c *Customer, edit func(*Customer)) {
	edit(c)
	b.changed(c)
}

// DeleteCustomer cancels a customer's subscriptions and deletes the customer.
func (b *Business) DeleteCustomer(c *Customer) {
	for _, s := range b.subscriptions {
		if s.customer == c && !s.isOver() {
			b.cancel(s, "cancellation_requested")
		}
	}
	c.deleted = true
	delete(b.unstored, c)
	b.sandbox.Keep(c.object())
	if b.loud {
		b.sandbox.Remove("customer", c.ID)
	} else {
		b.sandbox.Delete("customer", c.ID)
	}
}
