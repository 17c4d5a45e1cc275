package sheet

import "os"

// pages keep bytes, one behind another: in memory while they are few. Once they are many, all of them stand in a temporary file,
// of which some pages are at hand.
type pages struct {
	size   int64
	memory [][]byte // every page; once there is a file, the last one alone
	file   *os.File
	filed  int64 // how many pages the file has
	atHand [512]page
}

// page is a stretch of the file, in memory.
type page struct {
	number int64 // from 1; 0 is none
	bytes  []byte
}

const (
	pageSize      = 8 << 10
	pagesInMemory = 1024
)

// add appends bytes.
func (p *pages) add(data []byte) error {
	for len(data) > 0 {
		if p.size%pageSize == 0 {
			if err := p.turn(); err != nil {
				return err
			}
		}
		n := copy(p.memory[len(p.memory)-1][p.size%pageSize:], data)
		data, p.size = data[n:], p.size+int64(n)
	}
	return nil
}

// turn begins a page. Those before it go to the file if they are too many, or went there already.
func (p *pages) turn() error {
	if p.file == nil && len(p.memory) < pagesInMemory {
		p.memory = append(p.memory, make([]byte, pageSize))
		return nil
	}
	if err := p.create(); err != nil {
		return err
	}
	for _, full := range p.memory {
		if _, err := p.file.Write(full); err != nil {
			return err
		}
		p.filed++
	}
	p.memory = [][]byte{p.memory[0]}
	return nil
}

// create makes the file, which has no name any more: it is gone when it is closed.
func (p *pages) create() (err error) {
	if p.file != nil {
		return nil
	}
	if p.file, err = os.CreateTemp("", "daybook-texts-*"); err != nil {
		return err
	}
	return os.Remove(p.file.Name())
}

func (p *pages) Close() error {
	if p.file == nil {
		return nil
	}
	return p.file.Close()
}

// read returns bytes, valid until the next call.
func (p *pages) read(at, length int64) ([]byte, error) {
	if length == 0 {
		return nil, nil // behind the last byte no page need have begun
	}
	page, err := p.page(at / pageSize)
	if err != nil {
		return nil, err
	}
	if within := at % pageSize; within+length <= pageSize {
		return page[within : within+length], nil
	}
	across := make([]byte, 0, length)
	for int64(len(across)) < length {
		if page, err = p.page(at / pageSize); err != nil {
			return nil, err
		}
		rest := page[at%pageSize:]
		rest = rest[:min(int64(len(rest)), length-int64(len(across)))]
		across, at = append(across, rest...), at+int64(len(rest))
	}
	return across, nil
}

func (p *pages) page(number int64) ([]byte, error) {
	if number >= p.filed {
		return p.memory[number-p.filed], nil
	}
	slot := &p.atHand[number%int64(len(p.atHand))]
	if slot.number == number+1 {
		return slot.bytes, nil
	}
	if slot.bytes == nil {
		slot.bytes = make([]byte, pageSize)
	}
	slot.number = 0
	if _, err := p.file.ReadAt(slot.bytes, number*pageSize); err != nil {
		return nil, unexpected(err)
	}
	slot.number = number + 1
	return slot.bytes, nil
}
