package search

import "slices"

// inverted is what the rows of a table are found by: for each term the rows that
// have it. Rows are taken in in the order in which they rank.
type inverted struct {
	vocabulary    *vocabulary
	words, values *lexiconWriter
	names         [nameParts]*lexiconWriter
}

func newInverted(v *vocabulary, rows int) *inverted {
	t := &inverted{vocabulary: v, words: newLexiconWriter(v.words, rows), values: newLexiconWriter(v.values, rows)}
	for part := range nameParts {
		t.names[part] = newLexiconWriter(v.names[part], rows)
	}
	return t
}

// take makes a row found by what row number at of the gathered ones says itself.
func (t *inverted) take(f *forward, at int, row uint32) {
	for said := f.said(at); len(said) > 0; {
		var in Field
		var text uint32
		in, text, said = nextText(said)
		tier := tierOf(f.scope, in)
		for _, word := range t.vocabulary.wordsOf(text) {
			t.words.add(word, tier, row)
		}
		if in <= Synonym {
			t.name(text, row)
		}
	}
	values := f.values(at)
	for i := 0; i < len(values); i += 2 {
		t.values.add(values[i+1], naming, row)
	}
}

func (t *inverted) name(text, row uint32) {
	for part, term := range t.vocabulary.namesOf(text) {
		if term > 0 {
			t.names[part].add(term, naming, row)
		}
	}
}

// raise makes a product found by what one of its contracts says.
func (t *inverted) raise(contracts *forward, at int, qualifiers marks, row uint32) {
	for said := contracts.said(at); len(said) > 0; {
		var in Field
		var text uint32
		in, text, said = nextText(said)
		if tier, ok := raised(in); ok {
			for _, word := range t.vocabulary.wordsOf(text) {
				t.words.add(word, tier, row)
			}
		}
	}
	values := contracts.values(at)
	for i := 0; i < len(values); i += 2 {
		if qualifiers.has(values[i]) {
			t.values.add(values[i+1], naming, row)
		}
	}
}

// recipes are the lists that rows with an object or property of each kind belong
// into.
type recipes struct{ words, values ragged }

// ragged is rows of numbers, one after the other.
type ragged struct {
	starts []uint32
	data   []int32
}

// end makes the numbers since the last row a row, each of them once.
func (r *ragged) end() {
	from := 0
	if n := len(r.starts); n > 0 {
		from = int(r.starts[n-1])
	}
	row := r.data[from:]
	slices.Sort(row)
	r.data = r.data[:from+len(slices.Compact(row))]
	r.starts = append(r.starts, uint32(len(r.data)))
}

func (r *ragged) row(i uint32) []int32 {
	from := uint32(0)
	if i > 0 {
		from = r.starts[i-1]
	}
	return r.data[from:r.starts[i]]
}

// recipes finds the lists of every kind.
func (t *inverted) recipes(kinds *forward, ofObjects, ofProperties marks) *recipes {
	r := &recipes{}
	for kind := range kinds.len() {
		isObject := kinds.flags[kind]&isObject != 0
		for said := kinds.said(kind); len(said) > 0; {
			var in Field
			var text uint32
			in, text, said = nextText(said)
			if tier, ok := raisedKind(in, isObject); ok {
				for _, word := range t.vocabulary.wordsOf(text) {
					r.words.data = append(r.words.data, t.words.list(word, tier))
				}
			}
		}
		r.words.end()
		qualifiers := ofProperties
		if isObject {
			qualifiers = ofObjects
		}
		values := kinds.values(kind)
		for i := 0; i < len(values); i += 2 {
			if qualifiers.has(values[i]) {
				r.values.data = append(r.values.data, t.values.list(values[i+1], naming))
			}
		}
		r.values.end()
	}
	return r
}

// cook makes a row found by an object or property of the kind.
func (t *inverted) cook(r *recipes, kind, row uint32) {
	for _, list := range r.words.row(kind) {
		t.words.lists[list].add(row)
	}
	for _, list := range r.values.row(kind) {
		t.values.lists[list].add(row)
	}
}
