package fsst

// Encoder writes texts. Safe for concurrent use.
type Encoder struct {
	symbols []symbol
	pairs   int            // how many of them have two bytes and more
	begins  [1 << 16]uint8 // by two bytes the first symbol that begins so, else escape
	singles [1 << 8]uint8  // the symbols of one byte
}

// Encoder returns one for the table, which takes 65 kB.
func (t *Table) Encoder() *Encoder {
	e := &Encoder{symbols: t.symbols}
	for i := range e.begins {
		e.begins[i] = escape
	}
	for i := range e.singles {
		e.singles[i] = escape
	}
	for i := len(t.symbols) - 1; i >= 0; i-- {
		if s := t.symbols[i]; s.size == 1 {
			e.singles[s.text] = uint8(i)
		} else {
			e.begins[uint16(s.text)] = uint8(i)
			e.pairs = max(e.pairs, i+1)
		}
	}
	return e
}

// Encode appends what Decode makes the text of, at most twice as many bytes.
func (e *Encoder) Encode(dst []byte, text string) []byte {
	for i := 0; i < len(text); {
		code, size := e.longest(text[i:])
		dst = append(dst, code)
		if code == escape {
			dst = append(dst, text[i])
		}
		i += size
	}
	return dst
}

// longest finds the longest symbol that the text, which is not empty, begins with.
func (e *Encoder) longest(text string) (code uint8, size int) {
	head := head(text)
	for i := int(e.begins[uint16(head)]); i < e.pairs; i++ {
		s := e.symbols[i]
		if uint16(s.text) != uint16(head) {
			break
		}
		if head&mask(s.size) == s.text && s.size <= len(text) {
			return uint8(i), s.size
		}
	}
	return e.singles[text[0]], 1
}

// head is what a text begins with, as symbols have it.
func head(s string) (h uint64) {
	if len(s) >= maxSize {
		return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	}
	for i := range len(s) {
		h |= uint64(s[i]) << (8 * i)
	}
	return h
}
