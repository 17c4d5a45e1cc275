package factlines

import (
	"fmt"
	"strconv"
	"strings"

	"daybook"
)

// build makes the fact of a kind. Payments are written by their type: charge, refund, dispute, fee.
func build(kind string, head daybook.Header, w *words) (daybook.Fact, error) {
	switch kind {
	case "customer":
		return customer(head, w), nil
	case "charge", "refund", "dispute", "fee":
		return payment(kind, head, w)
	case "subscription":
		return subscription(head, w)
	case "usage", "invoice_line":
		return invoiceLine(kind, head, w)
	case "entry":
		return entry(head, w)
	case "spend":
		amount, err := w.money()
		return &daybook.Spend{Header: head, Amount: amount, Attributes: w.attributes()}, err
	case "observation":
		name := w.next()
		value, err := daybook.ParseDecimal(w.next())
		return &daybook.Observation{Header: head, Name: name, Value: value, Attributes: w.attributes()}, err
	case "rate":
		return rate(head, w)
	}
	return nil, &daybook.Error{Found: fmt.Sprintf("kind %q", kind), Wanted: "customer, charge, refund, dispute, fee, subscription, usage, invoice_line, entry, spend, observation or rate"}
}

// customer reads a record of a customer; one that is not the first names its own id, as in "id=anna@2024-05-01".
func customer(head daybook.Header, w *words) *daybook.Customer {
	record := &daybook.Customer{Header: head}
	if id := w.next(); head.Origin.ID == head.Origin.Place {
		record.Origin.ID = id
	} else {
		record.Customer = id
	}
	record.Email, record.Attributes = w.take("email", ""), w.attributes()
	return record
}

func payment(kind string, head daybook.Header, w *words) (daybook.Fact, error) {
	customer := w.who()
	amount, err := w.money()
	return &daybook.Payment{Header: head, Customer: customer, Type: daybook.PaymentType(kind), Amount: amount, Attributes: w.attributes()}, err
}

func subscription(head daybook.Header, w *words) (daybook.Fact, error) {
	s := &daybook.Subscription{Header: head, Customer: w.who(), Status: daybook.Status(w.take("status", "active"))}
	s.Subscription = w.take("subscription", head.Origin.ID)
	s.Plan, s.Metered = w.take("plan", ""), w.take("metered", "") == "yes"
	amount := w.next()
	currency, interval, _ := strings.Cut(strings.Join(w.plain, " "), "/")
	w.plain = nil
	var err error
	if s.Amount, err = money(amount, currency); err != nil {
		return nil, err
	}
	if s.Interval, err = parseInterval(interval); err != nil {
		return nil, err
	}
	if s.Until, err = w.day("until"); err != nil {
		return nil, err
	}
	if s.Canceled, err = w.day("canceled"); err != nil {
		return nil, err
	}
	if s.UnpaidSince, err = w.day("unpaid"); err != nil {
		return nil, err
	}
	for _, key := range []string{"discount", "discount2"} {
		if text := w.take(key, ""); text != "" {
			discount, err := parseDiscount(text, s.Day)
			if err != nil {
				return nil, err
			}
			s.Discounts = append(s.Discounts, discount)
		}
	}
	return s, nil
}

// parseInterval reads "month", "3 months", "2 weeks".
func parseInterval(text string) (daybook.Interval, error) {
	count, unit, several := strings.Cut(strings.TrimSpace(text), " ")
	if !several {
		return daybook.Interval{Unit: daybook.Unit(count), Count: 1}, nil
	}
	n, err := strconv.Atoi(count)
	return daybook.Interval{Unit: daybook.Unit(strings.TrimSuffix(unit, "s")), Count: n}, err
}

// parseDiscount reads "25% repeating until 2024-04-01" or "5.00 USD forever", in force from the item's day.
func parseDiscount(text string, from daybook.Day) (daybook.Discount, error) {
	d := daybook.Discount{From: from}
	what, until, ends := strings.Cut(text, " until ")
	if ends {
		day, err := daybook.ParseDay(until)
		if err != nil {
			return d, err
		}
		d.Until = day
	}
	fields := strings.Fields(what)
	if len(fields) < 2 {
		return d, &daybook.Error{Found: text, Wanted: "a discount like 25% forever, or 5.00 USD once until 2024-02-01"}
	}
	d.Duration = daybook.Duration(fields[len(fields)-1])
	if percent, is := strings.CutSuffix(fields[0], "%"); is {
		value, err := daybook.ParseDecimal(percent)
		d.Percent = &value
		return d, err
	}
	amount, err := money(fields[0], fields[1])
	d.Amount = &amount
	return d, err
}

func invoiceLine(kind string, head daybook.Header, w *words) (daybook.Fact, error) {
	line := &daybook.InvoiceLine{Header: head, Customer: w.who(), Metered: kind == "usage", From: head.Day, Until: head.Day + 1}
	line.Subscription, line.Plan, line.Proration = w.take("subscription", ""), w.take("plan", ""), w.take("proration", "") == "yes"
	line.Once = w.take("once", "") == "yes"
	if every := w.take("every", ""); every != "" {
		var err error
		if line.Interval, err = parseInterval(every); err != nil {
			return nil, err
		}
	}
	for key, day := range map[string]*daybook.Day{"from": &line.From, "until": &line.Until} {
		given, err := w.day(key)
		if err != nil {
			return nil, err
		}
		if !given.IsZero() {
			*day = given
		}
	}
	amount, err := w.money()
	line.Amount = amount
	return line, err
}

func entry(head daybook.Header, w *words) (daybook.Fact, error) {
	e := &daybook.Entry{Header: head, Transaction: w.take("transaction", "")}
	e.Account = daybook.Account{Name: w.next(), Code: w.take("code", ""), Type: w.take("type", "")}
	e.Sign, e.Level = daybook.Sign(w.take("sign", string(daybook.Natural))), w.take("level", "") == "yes"
	var err error
	if e.Amount, err = w.money(); err != nil {
		return nil, err
	}
	from, to, spans := strings.Cut(w.take("span", ""), "..")
	if !spans {
		return e, nil
	}
	if e.Span.From, err = daybook.ParseDay(from); err != nil {
		return nil, err
	}
	e.Span.To, err = daybook.ParseDay(to)
	return e, err
}

func rate(head daybook.Header, w *words) (daybook.Fact, error) {
	from, err := daybook.ParseCurrency(w.next())
	if err != nil {
		return nil, err
	}
	value, err := daybook.ParseDecimal(w.next())
	if err != nil {
		return nil, err
	}
	to, err := daybook.ParseCurrency(w.next())
	return &daybook.Rate{Header: head, From: from, To: to, Rate: value}, err
}
