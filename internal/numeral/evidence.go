package numeral

// Evidence is what the texts of a table prove, column by column, about the way in which they are written. It keeps
// what was proven and none of the texts, so it takes no more memory for a long table than for a short one. The zero
// value is ready to use.
type Evidence struct{ columns map[int]*proven }

// proven is what one column has shown.
type proven struct {
	point, comma bool  // texts that are numbers with this decimal sign only
	orders       Order // those under which all its texts are dates; meant where dated
	dated        bool
}

func (e *Evidence) column(column int) *proven {
	if e.columns == nil {
		e.columns = map[int]*proven{}
	}
	found, seen := e.columns[column]
	if !seen {
		found = &proven{orders: AnyOrder}
		e.columns[column] = found
	}
	return found
}

// Number takes a text of a column of numbers.
func (e *Evidence) Number(column int, text string) {
	switch Proves(text) {
	case Point:
		e.column(column).point = true
	case Comma:
		e.column(column).comma = true
	}
}

// Date takes a text of a column of dates.
func (e *Evidence) Date(column int, text string) {
	found := e.column(column)
	found.orders, found.dated = found.orders&Orders(text), true
}

// Separator returns the decimal sign of a column: the one that its own texts prove, else the one that those of all
// other columns do. It is Unknown without a proof, and where there are proofs of both.
func (e *Evidence) Separator(column int) Separator {
	if own := e.columns[column]; own != nil && (own.point || own.comma) {
		return own.separator()
	}
	var all proven
	for _, other := range e.columns {
		all.point, all.comma = all.point || other.point, all.comma || other.comma
	}
	return all.separator()
}

func (p *proven) separator() Separator {
	switch {
	case p.point && !p.comma:
		return Point
	case p.comma && !p.point:
		return Comma
	}
	return Unknown
}

// Order returns the orders of day, month and year that a column leaves possible: the one that its own texts prove,
// else what those of all columns leave. It is AnyOrder where they contradict one another.
func (e *Evidence) Order(column int) Order {
	own, all := e.columns[column], AnyOrder
	if own != nil && own.dated && (own.orders == DMY || own.orders == MDY || own.orders == YMD) {
		return own.orders
	}
	for _, other := range e.columns {
		if other.dated {
			all &= other.orders
		}
	}
	if all == 0 || own != nil && own.dated && own.orders == 0 {
		return AnyOrder
	}
	return all
}
