package search

import (
	"iter"

	"meshdex/catalog/search/subseq"
)

// table is all that can be found of one scope, a row for each entry, read in
// place.
type table struct {
	scope    Scope
	n        int
	product  column // of each row
	contract column // of each row; of a product its first
	first    column // the first row of each contract in Properties, by contract; and the end
	object   column // Properties: the row of the property's object
	rank     column // place of the row in the order of the names
	flags    column
	numbers  [numberCount]column
	words    lexicon // words, folded, by tier
	keys     lexicon // whole names, folded, by tier; as joined without what is between their words
	values   lexicon // what qualifiers see: see valueTerm
	lineRows lexicon // Properties: the rows of each line; elsewhere lines are rows
	starts   column  // of the texts of each row in texts
	texts    []byte
	lines    *subseq.Lines
}

// joined is the tier of the keys that have nothing between their words.
const joined = prose

// load reads what tableWriter.sections gave.
func (t *table) load(s *sections) {
	t.product, t.contract = column(s.next()), column(s.next())
	t.first, t.object = column(s.next()), column(s.next())
	t.rank, t.flags = column(s.next()), column(s.next())
	for i := range t.numbers {
		t.numbers[i] = column(s.next())
	}
	t.words, t.keys = loadLexicon(s), loadLexicon(s)
	t.values, t.lineRows = loadLexicon(s), loadLexicon(s)
	t.starts, t.texts = column(s.next()), s.next()
	lines, err := subseq.Load(s.next())
	t.n, t.lines = t.product.len(), lines
	if err != nil || t.starts.len() != t.n+1 || t.rank.len() != t.n || t.flags.len() != t.n {
		s.bad = true
	}
}

// own yields the texts that the row was stored with.
func (t *table) own(row int) iter.Seq2[Field, string] {
	return func(yield func(Field, string) bool) {
		from, to := int(t.starts.at(row)), int(t.starts.at(row+1))
		if from > to || to > len(t.texts) {
			return
		}
		for data := t.texts[from:to]; len(data) > 1; {
			in := Field(data[0])
			size, n := uvarint(data[1:])
			data = data[1+n:]
			if in >= fieldCount || size > uint64(len(data)) || !yield(in, view(data[:size])) {
				return
			}
			data = data[size:]
		}
	}
}

// name is the first text of the row: what it is called.
func (t *table) name(row int) string {
	for _, s := range t.own(row) {
		return s
	}
	return ""
}
