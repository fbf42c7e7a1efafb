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
	for said := f.of(at); len(said) > 0; {
		var in Field
		var text uint32
		in, text, said = nextText(said)
		tier := tierOf(f.scope, in)
		for word := range t.vocabulary.wordsOf(text) {
			t.words.add(word, tier, row)
		}
		if in <= Synonym {
			t.name(text, row)
		}
	}
	for value := range f.factsOf(at) {
		t.values.add(t.vocabulary.valueTerm[value], naming, row)
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
func (t *inverted) raise(contracts *forward, at int, values *marks, row uint32) {
	for said := contracts.of(at); len(said) > 0; {
		var in Field
		var text uint32
		in, text, said = nextText(said)
		if tier, ok := raised(in); ok {
			for word := range t.vocabulary.wordsOf(text) {
				t.words.add(word, tier, row)
			}
		}
	}
	for value := range contracts.factsOf(at) {
		if values.has(value) {
			t.values.add(t.vocabulary.valueTerm[value], naming, row)
		}
	}
}

// recipes are the lists that rows with an object or property of each kind belong
// into. Most kinds of some catalogs are there once, and the lists of these are found
// when they are needed.
type recipes struct {
	inverted                *inverted
	kinds                   *forward
	repeated                ranks
	ofObjects, ofProperties marks // values that hold for whoever has the object or property
	words, values           ragged
}

// ragged is rows of numbers, one after the other.
type ragged struct {
	starts []uint32
	data   []int32
}

func (r *ragged) add(n int32) { r.data = append(r.data, n) }

// end makes the numbers since the last row a row, each of them once.
func (r *ragged) end() {
	row := r.begun()
	slices.Sort(row)
	r.data = r.data[:len(r.data)-len(row)+len(slices.Compact(row))]
	r.starts = append(r.starts, uint32(len(r.data)))
}

// begun is the row that has not ended.
func (r *ragged) begun() []int32 {
	if n := len(r.starts); n > 0 {
		return r.data[r.starts[n-1]:]
	}
	return r.data
}

// drop forgets the row that has not ended.
func (r *ragged) drop() { r.data = r.data[:len(r.data)-len(r.begun())] }

func (r *ragged) row(i uint32) []int32 {
	from := uint32(0)
	if i > 0 {
		from = r.starts[i-1]
	}
	return r.data[from:r.starts[i]]
}

// repeated are the numbers that are listed more than once.
func repeated(listed []uint32) ranks {
	var seen, again marks
	for _, n := range listed {
		if seen.has(n) {
			again.add(n)
		}
		seen.add(n)
	}
	return rank(again)
}

// recipes finds the lists of the kinds that are repeated.
func (t *inverted) recipes(kinds *forward, repeated ranks) *recipes {
	r := &recipes{
		inverted: t, kinds: kinds, repeated: repeated,
		ofObjects: t.vocabulary.valuesOf(raisedByObjects), ofProperties: t.vocabulary.valuesOf(raisedByProperties),
	}
	for kind := range uint32(kinds.len()) {
		if repeated.has(kind) {
			r.find(kind)
			r.words.end()
			r.values.end()
		}
	}
	return r
}

// find begins rows with the lists of the kind.
func (r *recipes) find(kind uint32) {
	t, isObject := r.inverted, r.kinds.flags[kind]&isObject != 0
	for said := r.kinds.of(int(kind)); len(said) > 0; {
		var in Field
		var text uint32
		in, text, said = nextText(said)
		if tier, ok := raisedKind(in, isObject); ok {
			for word := range t.vocabulary.wordsOf(text) {
				r.words.add(t.words.list(word, tier))
			}
		}
	}
	raised := &r.ofProperties
	if isObject {
		raised = &r.ofObjects
	}
	for value := range r.kinds.factsOf(int(kind)) {
		if raised.has(value) {
			r.values.add(t.values.list(t.vocabulary.valueTerm[value], naming))
		}
	}
}

// cook makes a row found by an object or property of the kind.
func (r *recipes) cook(kind, row uint32) {
	if !r.repeated.has(kind) {
		r.find(kind)
		r.put(r.words.begun(), r.values.begun(), row)
		r.words.drop()
		r.values.drop()
		return
	}
	n := r.repeated.of(kind)
	r.put(r.words.row(n), r.values.row(n), row)
}

func (r *recipes) put(words, values []int32, row uint32) {
	for _, list := range words {
		r.inverted.words.addTo(list, row)
	}
	for _, list := range values {
		r.inverted.values.addTo(list, row)
	}
}
