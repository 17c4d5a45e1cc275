package camt

import (
	"encoding/xml"
	"errors"
	"io"

	"golang.org/x/text/encoding/htmlindex"

	"daybook/internal/bank"
)

// visitor takes what a document says, in order.
type visitor interface {
	begin(account)
	balance(balance, int) error
	entry(entry, int) error
	end() error
}

// walk takes a document element by element; an entry is all that is in memory at a time.
func walk(in io.Reader, into *bank.Ledger, to visitor) error {
	decoder := xml.NewDecoder(in)
	decoder.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		encoding, err := htmlindex.Get(label)
		if err != nil {
			return nil, err
		}
		return encoding.NewDecoder().Reader(in), nil
	}
	statements := false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := decoder.InputPos()
		if err != nil {
			return into.Damaged(line, "", "a whole XML document", err)
		}
		switch element := token.(type) {
		case xml.StartElement:
			statements = statements || element.Name.Local == "Stmt" || element.Name.Local == "Rpt"
			err = visit(decoder, element, line, to)
		case xml.EndElement:
			if name := element.Name.Local; name == "Stmt" || name == "Rpt" {
				err = to.end()
			}
		}
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			return into.Damaged(line, "", "a whole XML document", err)
		}
		if err != nil {
			return err
		}
	}
	if !statements {
		return into.Damaged(0, "no statement (Stmt or Rpt)", "a CAMT.053 or CAMT.052 document", nil)
	}
	return nil
}

func visit(decoder *xml.Decoder, element xml.StartElement, line int, to visitor) error {
	switch element.Name.Local {
	case "Acct":
		var found account
		err := decoder.DecodeElement(&found, &element)
		to.begin(found)
		return err
	case "Bal":
		var found balance
		if err := decoder.DecodeElement(&found, &element); err != nil {
			return err
		}
		return to.balance(found, line)
	case "Ntry":
		var found entry
		if err := decoder.DecodeElement(&found, &element); err != nil {
			return err
		}
		return to.entry(found, line)
	}
	return nil
}
