package fsst

import (
	"cmp"
	"slices"
)

// A table is learnt in rounds. Each round writes the sample with the table of the last
// one, counts how often each symbol comes and which comes behind which, and makes the
// next table of those that save most, among them each two that are side by side made
// one. So symbols double in size, and five rounds are enough; more gain nothing.
const rounds = 5

// Bytes that have no symbol are counted as symbols of one byte, with numbers from here on.
const (
	ofBytes = maxSymbols + 1
	ids     = ofBytes + 1<<8
)

// Train learns a table from some texts, some ten thousand bytes of them. The same texts
// give the same table.
func Train(sample []string) *Table {
	t := &Table{}
	for range rounds {
		c := counts{encoder: t.Encoder()}
		for _, text := range sample {
			c.count(text)
		}
		t = c.best()
	}
	return t
}

// counts are how often symbols come, and pairs of them, the one behind the other.
type counts struct {
	encoder *Encoder
	single  [ids]int
	pair    [ids][ids]int32
}

func (c *counts) count(text string) {
	last := -1
	for i := 0; i < len(text); {
		first := ofBytes + int(text[i])
		code, size := c.encoder.longest(text[i:])
		id := int(code)
		if code == escape {
			id = first
		}
		c.add(last, id)
		if size > 1 {
			c.add(last, first) // perhaps the symbol before should have ended here
		}
		last, i = id, i+size
	}
}

func (c *counts) add(last, id int) {
	c.single[id]++
	if last >= 0 {
		c.pair[last][id]++
	}
}

func (c *counts) symbol(id int) symbol {
	if id >= ofBytes {
		return symbol{uint64(id - ofBytes), 1}
	}
	return c.encoder.symbols[id]
}

// singlesCount is how many times as much a symbol of one byte is worth as it saves:
// without it the byte takes two.
const singlesCount = 8

// best makes a table of the symbols that save most.
func (c *counts) best() *Table {
	gains := map[symbol]int{}
	for id, n := range c.single {
		if n == 0 {
			continue
		}
		s := c.symbol(id)
		if s.size == 1 {
			n *= singlesCount
		}
		gains[s] += n * s.size
		for next, n := range c.pair[id] {
			if n > 1 {
				if both, ok := joined(s, c.symbol(next)); ok {
					gains[both] += int(n) * both.size
				}
			}
		}
	}
	return tableOf(gains)
}

// tableOf are the symbols that gain most.
func tableOf(gains map[symbol]int) *Table {
	type candidate struct {
		symbol
		gain int
	}
	all := make([]candidate, 0, len(gains))
	for s, gain := range gains {
		all = append(all, candidate{s, gain})
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.gain, a.gain), cmp.Compare(b.size, a.size), cmp.Compare(a.text, b.text))
	})
	t := &Table{}
	for _, c := range all[:min(len(all), maxSymbols)] {
		t.symbols = append(t.symbols, c.symbol)
	}
	slices.SortFunc(t.symbols, inTable)
	return t
}

// joined is one symbol behind another made one, unless it is too large.
func joined(a, b symbol) (symbol, bool) {
	if a.size+b.size > maxSize {
		return symbol{}, false
	}
	return symbol{a.text | b.text<<(8*a.size), a.size + b.size}, true
}

// inTable is the order of symbols: see Table.
func inTable(a, b symbol) int {
	if (a.size == 1) != (b.size == 1) {
		return cmp.Compare(b.size, a.size)
	}
	return cmp.Or(cmp.Compare(uint16(a.text), uint16(b.text)), cmp.Compare(b.size, a.size), cmp.Compare(a.text, b.text))
}
