package search

import (
	"iter"

	"meshdex/catalog/search/subseq"
)

// table is all that products, contracts, or kinds of objects and properties are
// found by, read in place. Its rows lie in the order in which they rank.
type table struct {
	scope   Scope
	n       int
	place   column // what number each row was gathered as; nothing for kinds
	rank    column // place of the row in the order of the names
	flags   column
	numbers [numberCount]column
	words   lexicon // words, folded, by tier
	names   [nameParts]names
	values  lexicon // what qualifiers see: see appendValue
	heads   lexicon // beginnings of words that many words have
	starts  column  // of each row in says
	says    []byte  // fields and numbers of texts
	texts   *texts
	lines   *subseq.Lines

	// The rows that have each line; where lines are rows there is nothing here.
	lineStarts, lineRows column
}

// load reads what columnSections, or spread.columns, and foundSections gave.
func (t *table) load(s *sections) {
	t.place, t.rank, t.flags = loadColumn(s), loadColumn(s), loadColumn(s)
	for i := range t.numbers {
		t.numbers[i] = loadColumn(s)
	}
	t.words, t.values, t.heads = loadLexicon(s), loadLexicon(s), loadLexicon(s)
	for part := range nameParts {
		t.names[part] = loadNames(s, part, t.texts)
	}
	t.starts, t.says = loadColumn(s), s.next()
	t.lineStarts, t.lineRows = loadColumn(s), loadColumn(s)
	lines, err := subseq.Load(s.next())
	t.n, t.lines = t.rank.len(), lines
	if err != nil || t.starts.len() != t.n+1 || t.flags.len() != t.n {
		s.bad = true
	}
}

// own yields what the row says itself in the wanted fields.
func (t *table) own(row int, want fields) iter.Seq2[Field, string] {
	return func(yield func(Field, string) bool) {
		for in, n := range t.said(row) {
			if want.has(in) && !yield(in, t.texts.at(n)) {
				return
			}
		}
	}
}

// said yields what the row says itself as numbers of texts.
func (t *table) said(row int) iter.Seq2[Field, uint32] {
	return func(yield func(Field, uint32) bool) {
		from, to := int(t.starts.at(row)), int(t.starts.at(row+1))
		if from > to || to > len(t.says) {
			return
		}
		for said := t.says[from:to]; len(said) > 1; {
			in, n, rest := nextText(said)
			if in >= fieldCount || !yield(in, n) {
				return
			}
			said = rest
		}
	}
}
