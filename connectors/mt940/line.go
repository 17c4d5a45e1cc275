package mt940

import (
	"fmt"
	"regexp"

	"daybook"
	"daybook/internal/bank"
	"daybook/internal/numeral"
)

// lined is a field :61: (SWIFT, Standards MT, category 9): value date, booking date, mark, third letter of the currency,
// amount, and the rest: type and references.
var lined = regexp.MustCompile(`^(\d{6})(\d{4})?(RC|RD|EC|ED|C|D)([A-Z])?(\d[\d.,]*|,\d+)(.*)$`)

// finish puts the line that is open.
func (r *reading) finish() error {
	f, purpose := r.line, r.purpose
	if r.line, r.purpose = nil, nil; f == nil {
		return nil
	}
	found := lined.FindStringSubmatch(f.lines[0])
	if found == nil {
		return r.reject(*f, "61", &daybook.Error{Found: "a line of another form", Wanted: "one like 2401150116C12,34NMSCNONREF"})
	}
	mark := found[3]
	if mark == "EC" || mark == "ED" {
		return r.into.Skip("expected")
	}
	line := bank.Line{Account: r.account, Row: f.row, Content: append(append([]string{}, f.lines...), purpose...)}
	var err error
	if line.Day, err = booked(found[1], found[2]); err != nil {
		return r.reject(*f, "date", err)
	}
	if line.Amount, err = r.amount(found[5]); err != nil {
		return r.reject(*f, "amount", err)
	}
	if mark == "D" || mark == "RC" {
		line.Amount = line.Amount.Neg()
	}
	return r.into.Post(line)
}

// reject keeps of a line what comes before its references.
func (r *reading) reject(f field, column string, err error) error {
	const head = len("2401150116RC")
	text := f.lines[0]
	raw := map[string]string{"61": text[:min(head, len(text))] + "…"}
	return r.into.Reject(f.row, column, "", raw, err)
}

// booked is the day on which a line was booked.
func booked(value, entry string) (daybook.Day, error) {
	valued, err := numeral.ParseDate(value[:2]+"-"+value[2:4]+"-"+value[4:], numeral.YMD, nil)
	if err != nil || entry == "" {
		return valued, err
	}
	var nearest daybook.Day
	around, _, _ := valued.Date()
	for year := around - 1; year <= around+1; year++ {
		day, err := daybook.ParseDay(fmt.Sprintf("%04d-%s-%s", year, entry[:2], entry[2:]))
		if err == nil && (nearest == 0 || distance(day, valued) < distance(nearest, valued)) {
			nearest = day
		}
	}
	if nearest == 0 {
		return 0, &daybook.Error{Found: fmt.Sprintf("the booking date %q", entry), Wanted: "a month and a day like 0115"}
	}
	return nearest, nil
}

func distance(a, b daybook.Day) daybook.Day { return max(a-b, b-a) }
