package sheet

import (
	"io"

	"daybook/internal/markup"
)

// richText appends the text of an element up to its end, "</si>" say: plain, or joined from runs. How a text is pronounced,
// which stands beside it in Japanese, is no part of it.
func richText(scan *markup.Scanner, into []byte, end string) (_ []byte, err error) {
	for !scan.Accept(end) {
		begun := scan.Accept("<t>")
		if !begun {
			tag, err := scan.Tag()
			switch {
			case err != nil:
				return into, unexpected(err)
			case tag.Is(end[1 : len(end)-1]):
				return into, nil
			case tag.Is("t"):
				begun = !tag.Empty
			case !tag.End && !tag.Is("r"):
				if err := scan.Skip(tag); err != nil {
					return into, err
				}
			}
		}
		if begun {
			if into, err = run(scan, into); err != nil {
				return into, err
			}
		}
	}
	return into, nil
}

// run appends the text that a <t> has begun.
func run(scan *markup.Scanner, into []byte) ([]byte, error) {
	begin := len(into)
	into, err := scan.Text(into)
	if err != nil {
		return into, err
	}
	scan.Accept("</t>")
	return tidied(unescaped(into, begin), begin), nil
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
