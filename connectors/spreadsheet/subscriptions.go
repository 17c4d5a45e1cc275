package spreadsheet

import (
	"fmt"
	"strconv"
	"strings"

	"daybook"
	"daybook/internal/cells"
	"daybook/internal/sheet"
)

func subscriptions() *table {
	return &table{
		fields: []field{need("id", words), need("customer", words), need("start", dates), optional("end", dates), need("amount", numbers),
			optional("interval", words), optional("plan", words), optional("currency", words), optional("status", words)},
		dates: []string{"start"}, at: []string{"amount"}, build: subscription,
	}
}

func subscription(r *record) ([]daybook.Record, error) {
	id, err := r.required("id")
	if err != nil {
		return nil, err
	}
	fact, err := r.subscription(id)
	if err != nil {
		return nil, err
	}
	key := fmt.Sprintf("%s@%s", id, fact.Day)
	if !r.ids.met.has(key) {
		if row, found := r.ids.overlaps(id, span{fact.Day, fact.Until, r.row.Number}); found {
			return nil, r.wrong("start", &daybook.Error{Found: fmt.Sprintf("a span of days that overlaps row %d of the same subscription", row),
				Wanted: "one row at a time for an id", Remedy: "end the former row where this one starts, or give each item an id of its own"})
		}
	}
	return r.finish(fact, key)
}

func (r *record) subscription(id string) (*daybook.Subscription, error) {
	customer, err := r.required("customer")
	if err != nil {
		return nil, err
	}
	from, until, err := r.span("start", "end")
	if err != nil {
		return nil, err
	}
	amount, err := r.money("amount")
	if err != nil {
		return nil, err
	}
	if amount.Minor < 0 {
		return nil, r.wanted("amount", "a price of 0 or more", "")
	}
	texts, err := r.texts("interval", "plan", "status")
	if err != nil {
		return nil, err
	}
	fact := &daybook.Subscription{Customer: customer, Subscription: id, Until: until, Plan: texts[1], Amount: amount}
	fact.Day = from
	if fact.Interval, err = r.interval(texts[0]); err != nil {
		return nil, err
	}
	fact.Status, err = r.status(texts[2], until)
	return fact, err
}

// span returns the first day of a stretch and the first day after it; 0 for an end that is not known.
func (r *record) span(start, end string) (from, until daybook.Day, err error) {
	if from, err = r.day(start); err != nil {
		return 0, 0, err
	}
	if until, err = r.dayOr(end, 0); err != nil {
		return 0, 0, err
	}
	if until != 0 && until <= from {
		return 0, 0, r.wanted(end, "a day after "+from.String()+", the first one that is no longer covered", "")
	}
	return from, until, nil
}

// status reads the state of a subscription. One that has ended needs its end.
func (r *record) status(text string, until daybook.Day) (daybook.Status, error) {
	switch sheet.Fold(text) {
	case "", "active", "live", "paid", "current":
		return daybook.Active, nil
	case "trial", "trialing", "trialling", "in trial", "free trial":
		return daybook.Trialing, nil
	case "past due", "pastdue", "overdue", "unpaid", "late", "dunning":
		return daybook.PastDue, nil
	case "paused", "on hold", "frozen", "suspended":
		return daybook.Paused, nil
	case "canceled", "cancelled", "ended", "expired", "churned", "inactive", "closed", "terminated":
		if until == 0 {
			return "", r.wanted("status", "an end for a subscription that has ended", "fill in the column "+r.options.header("end"))
		}
		return daybook.Active, nil
	}
	return "", r.wanted("status", "active, trialing, past_due, paused or canceled", "")
}

// interval reads a billing interval: "month", "yearly", "3 months", "every 2 weeks".
func (r *record) interval(text string) (daybook.Interval, error) {
	found := strings.Fields(strings.TrimPrefix(sheet.Fold(text), "every "))
	count := 1
	if len(found) == 2 {
		n, err := strconv.Atoi(found[0])
		if err != nil || n < 1 || n > 1000 {
			return daybook.Interval{}, r.wantedInterval()
		}
		count, found = n, found[1:]
	}
	if len(found) > 1 {
		return daybook.Interval{}, r.wantedInterval()
	}
	if len(found) == 0 {
		return daybook.Interval{Unit: daybook.PerMonth, Count: 1}, nil
	}
	unit, times := unitOf(found[0])
	if unit == "" {
		return daybook.Interval{}, r.wantedInterval()
	}
	return daybook.Interval{Unit: unit, Count: count * times}, nil
}

func (r *record) wantedInterval() error {
	if r.cell("interval").Kind == sheet.Error {
		return r.wrong("interval", cells.Failed(r.cell("interval")))
	}
	return r.wanted("interval", "day, week, month, quarter or year, or a number of them like 3 months", "")
}

func unitOf(word string) (daybook.Unit, int) {
	switch word {
	case "day", "days", "daily":
		return daybook.PerDay, 1
	case "week", "weeks", "weekly":
		return daybook.PerWeek, 1
	case "fortnight", "fortnightly":
		return daybook.PerWeek, 2
	case "month", "months", "monthly", "mo":
		return daybook.PerMonth, 1
	case "quarter", "quarters", "quarterly":
		return daybook.PerMonth, 3
	case "semiannual", "semiannually", "halfyear", "halfyearly":
		return daybook.PerMonth, 6
	case "year", "years", "yearly", "annual", "annually", "annum":
		return daybook.PerYear, 1
	}
	return "", 0
}
