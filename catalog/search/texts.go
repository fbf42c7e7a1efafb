package search

import (
	"iter"

	"meshdex/catalog/search/fsst"
)

// texts are the texts of a segment by their numbers. Names are as they were written,
// because a lookup compares some twenty and others go through all of them. Of a large
// segment those of the others that get shorter so are in symbols (see package fsst): of
// a catalog whose every column has a description of its own these are most of it.
type texts struct {
	starts column // doubled, and one more where the text is in symbols; and the end
	table  *fsst.Table
	text   []byte
}

// loadTexts reads what a textWriter wrote.
func loadTexts(s *sections) texts {
	t := texts{starts: loadColumn(s), table: &fsst.Table{}}
	if symbols := s.next(); len(symbols) > 0 {
		table, err := fsst.Load(symbols)
		if err != nil {
			s.bad = true
			return t
		}
		t.table = table
	}
	t.text = s.next()
	return t
}

// written is a text as it is in the segment, and whether that is in symbols.
func (t *texts) written(n uint32) (text []byte, inSymbols bool) {
	at, end := t.starts.at(int(n)), int(t.starts.at(int(n)+1)>>1)
	from := int(at >> 1)
	if from >= end || end > len(t.text) || end-from > maxText {
		return nil, false
	}
	return t.text[from:end], at&1 != 0
}

// at is a text; names are no copies.
func (t *texts) at(n uint32) string {
	text, inSymbols := t.written(n)
	if inSymbols {
		text = t.table.Decode(nil, text)
	}
	return view(text)
}

// appendTo is at without a new text for each.
func (t *texts) appendTo(dst []byte, n uint32) []byte {
	text, inSymbols := t.written(n)
	if inSymbols {
		return t.table.Decode(dst, text)
	}
	return append(dst, text...)
}

const (
	worthSymbols = 1 << 16 // bytes of texts from which on it is worth to learn symbols
	learntFrom   = 1 << 14 // bytes that they are learnt from
)

// learnSymbols learns symbols from some of the texts that are no names, evenly chosen.
func (s *statements) learnSymbols() *fsst.Table {
	size := 0
	for text := range s.unnamed() {
		size += len(text)
	}
	if size < worthSymbols {
		return &fsst.Table{}
	}
	var sample []string
	passed, taken := 0, 0
	for text := range s.unnamed() {
		if passed += len(text); passed*learntFrom/size > taken {
			sample, taken = append(sample, text), taken+len(text)
		}
	}
	return fsst.Train(sample)
}

// unnamed yields the texts that are no names.
func (s *statements) unnamed() iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := range uint32(s.texts.Len()) {
			if !s.named.has(n) && !yield(s.texts.String(n)) {
				return
			}
		}
	}
}

// textWriter lays out texts one behind the other, in chunks so that they need not be
// moved for more.
type textWriter struct {
	table   *fsst.Table
	symbols *fsst.Encoder
	starts  []uint32 // as in texts
	end     uint32
	chunks  [][]byte
	chunk   []byte // the last one
}

// writeTexts lays out all texts, some of them in the symbols.
func (s *statements) writeTexts(table *fsst.Table) *textWriter {
	w := &textWriter{table: table, symbols: table.Encoder(), starts: make([]uint32, 0, s.texts.Len()+1)}
	for n := range uint32(s.texts.Len()) {
		w.add(s.texts.String(n), s.named.has(n))
	}
	return w
}

// sections are what loadTexts reads.
func (w *textWriter) sections(emit emitter) {
	emit(appendColumn(append(w.starts, w.end<<1)))
	emit(w.table.Bytes())
	emit(append(w.chunks, w.chunk)...)
}

const textChunk = 1 << 20

func (w *textWriter) add(text string, isName bool) {
	if free := cap(w.chunk) - len(w.chunk); free < 2*len(text) { // see Encode
		w.chunks = append(w.chunks, w.chunk)
		w.chunk = make([]byte, 0, max(min(textChunk, 2*int(w.end)), 2*maxText))
	}
	before, inSymbols := len(w.chunk), uint32(0)
	if !isName {
		w.chunk = w.symbols.Encode(w.chunk, text)
		inSymbols = 1
	}
	if isName || len(w.chunk)-before >= len(text) {
		w.chunk = append(w.chunk[:before], text...)
		inSymbols = 0
	}
	w.starts = append(w.starts, w.end<<1|inSymbols)
	w.end += uint32(len(w.chunk) - before)
}
