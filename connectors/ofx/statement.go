package ofx

import (
	"errors"
	"io"

	"daybook"
	"daybook/internal/bank"
)

// reading is a file being read.
type reading struct {
	into      *bank.Ledger
	corrected map[correction]string // what a later transaction does to an earlier one: REPLACE or DELETE
	within    []string              // the aggregates that the next tag stands in, of those that matter
	account   bank.Account
	currency  daybook.Currency
	open      *transaction
	seen      bool // an <OFX> has begun
	ended     bool
}

// correction names a transaction that another one corrects.
type correction struct{ account, fitid string }

// transaction is a transaction as the file has it, by tag.
type transaction struct {
	line   int
	fields map[string]string
}

// read reads a file twice: which transactions a later one corrects shows only further down.
func read(in io.ReadSeeker, into *bank.Ledger) error {
	survey := &reading{into: into, corrected: map[correction]string{}}
	if err := survey.walk(in, survey.remember); err != nil {
		return err
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return err
	}
	r := &reading{into: into, corrected: survey.corrected}
	return r.walk(in, r.post)
}

// walk takes a file tag by tag.
func (r *reading) walk(in io.Reader, each func(*transaction) error) error {
	stream := newTags(in)
	for {
		next, err := stream.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return r.into.Damaged(stream.line, "", "an OFX file", err)
		}
		if err := r.step(next, each); err != nil {
			return err
		}
	}
	if !r.seen {
		return r.into.Damaged(0, "no <OFX>", "an OFX file", nil)
	}
	if !r.ended {
		return r.into.Damaged(stream.line, "the end of the file before </OFX>", "a whole file", nil)
	}
	return nil
}

// aggregates are the elements within which tags mean something else than outside.
func aggregate(name string) bool {
	switch name {
	case "BANKACCTFROM", "CCACCTFROM", "INVACCTFROM", "BANKACCTTO", "CCACCTTO", "PAYEE", "CURRENCY", "ORIGCURRENCY", "BANKTRANLISTP", "EXTDNAME":
		return true
	}
	return false
}

func (r *reading) step(t tag, each func(*transaction) error) error {
	switch {
	case t.name == "OFX":
		r.seen, r.ended = true, t.closes
		return r.finish(each)
	case aggregate(t.name) && t.closes:
		r.leave(t.name)
	case aggregate(t.name):
		r.within = append(r.within, t.name)
	case transactional(t.name) || t.name == "BANKTRANLIST" && t.closes:
		if err := r.finish(each); err != nil || t.closes {
			return err
		}
		r.open = &transaction{t.line, map[string]string{"": t.name}}
		r.within = nil
		if t.name == "STMTTRNP" {
			r.within = []string{"BANKTRANLISTP"}
		}
	case !t.closes:
		r.field(t)
	}
	return nil
}

// transactional names the elements that are a movement, of the bank or of a brokerage.
func transactional(name string) bool {
	switch name {
	case "STMTTRN", "STMTTRNP", "BUYDEBT", "BUYMF", "BUYOPT", "BUYOTHER", "BUYSTOCK", "CLOSUREOPT", "INCOME", "INVEXPENSE", "JRNLFUND",
		"JRNLSEC", "MARGININTEREST", "REINVEST", "RETOFCAP", "SELLDEBT", "SELLMF", "SELLOPT", "SELLOTHER", "SELLSTOCK", "SPLIT", "TRANSFER":
		return true
	}
	return false
}

func (r *reading) leave(name string) {
	for i := len(r.within) - 1; i >= 0; i-- {
		if r.within[i] == name {
			r.within = r.within[:i]
			return
		}
	}
}

func (r *reading) inside() string {
	if len(r.within) == 0 {
		return ""
	}
	return r.within[len(r.within)-1]
}

// field takes an element with a value.
func (r *reading) field(t tag) {
	inside := r.inside()
	switch {
	case r.open != nil:
		name := t.name
		if inside != "" && inside != "BANKTRANLISTP" {
			name = inside + "." + name
		}
		if _, twice := r.open.fields[name]; !twice {
			r.open.fields[name] = t.value
		}
	case t.name == "CURDEF":
		currency, err := daybook.ParseCurrency(t.value)
		if r.currency = currency; err != nil {
			r.currency = ""
		}
		r.begin(bank.Account{})
	case t.name == "ACCTID" && (inside == "BANKACCTFROM" || inside == "INVACCTFROM"):
		r.begin(bank.Account{Number: t.value})
	case t.name == "ACCTID" && inside == "CCACCTFROM":
		r.begin(bank.Account{Number: t.value, Owed: true})
	case t.name == "ACCTTYPE" && inside == "BANKACCTFROM":
		r.begin(bank.Account{Number: r.account.Number, Owed: t.value == "CREDITLINE"})
	}
}

func (r *reading) begin(account bank.Account) {
	r.account = account
	r.into.Begin(account)
}

// finish hands on the open transaction.
func (r *reading) finish(each func(*transaction) error) error {
	done := r.open
	if r.open = nil; done == nil {
		return nil
	}
	r.leave("BANKTRANLISTP")
	return each(done)
}
