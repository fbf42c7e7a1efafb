package subseq

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// maxPattern is how many letters of a pattern count: the score triples with
// every neighbouring match and leaves 64 bits at 40 of them.
const maxPattern = 32

// A pattern of enough letters is looked for in several passes: first in the lines that
// have most of its neighbours, at last in those that have none.
const (
	manyLetters = 8
	maxPasses   = 5
)

// pattern is a text to look for, made ready. All of it is in one piece of memory.
type pattern struct {
	first  byte                  // the first letter's first
	n      int                   // letters
	many   int                   // neighbours of the lines to look at first; zero of short patterns
	fewer  int                   // how many less those have that are next
	alone  bool                  // one letter that has a class of its own: presence is a match
	mask   uint64                // classes
	lead   uint64                // class of the first letter
	pairs  [pairWords]layers     // neighbours, by the words of the lines' filter
	starts layers                // classes of all letters but the first
	best   [maxPattern + 1]int64 // what k neighbours earn at most, by k

	lower   [utf8.UTFMax * maxPattern]byte
	letters [maxPattern][]byte // each encoded in lower case
}

// layers are bits of which some count more than once: the first word has all, the
// next those that are there twice, and so on. Most patterns need one or two.
type layers struct {
	words [maxPattern]uint64
	n     int
}

// add counts the bit once more.
func (l *layers) add(bit uint) {
	for i := range l.words {
		if l.words[i]>>bit&1 == 0 {
			l.words[i] |= 1 << bit
			l.n = max(l.n, i+1)
			return
		}
	}
}

// in is how many of the bits the word has.
func (l *layers) in(word uint64) int {
	n := 0
	for _, w := range l.words[:l.n] {
		n += bits.OnesCount64(w & word)
	}
	return n
}

// set makes the pattern one of a text, which is not empty.
func (p *pattern) set(s string) {
	lower := p.lower[:0]
	for _, r := range s {
		if p.n == maxPattern {
			break
		}
		from := len(lower)
		lower = utf8.AppendRune(lower, unicode.ToLower(r))
		p.letters[p.n] = lower[from:]
		p.n++
	}
	for i, c := range lower {
		p.mask |= 1 << classTable[c]
		if i > 0 && utf8.RuneStart(c) {
			p.starts.add(uint(classTable[c]))
			b := pairBit(lower[i-1], c)
			p.pairs[b/64].add(b % 64)
		}
	}
	p.first, p.lead = lower[0], 1<<classTable[lower[0]]
	p.alone = p.n == 1 && classTable[lower[0]] < shared
	if p.n >= manyLetters {
		p.many, p.fewer = p.n-1-p.n/4, max(2, p.n/4)
	}
	for k := 1; k <= p.n; k++ {
		p.best[k] = 3*p.best[k-1] + adjacentBonus
	}
}

// neighbours is how many neighbours of the pattern stand side by side in the line at
// the position, or more.
func (l *Lines) neighbours(p *pattern, pos int) int {
	words := l.pairs[pos*pairWords*8 : (pos+1)*pairWords*8]
	n := 0
	for i := range p.pairs {
		n += p.pairs[i].in(binary.LittleEndian.Uint64(words[i*8:]))
	}
	return n
}

// bound is at least the score of the line at the position, which has k neighbours. It
// does not look at the text, which lies elsewhere: most lines are left out by it.
func (l *Lines) bound(p *pattern, pos, k int) int64 {
	starts := binary.LittleEndian.Uint64(l.masks[pos*8:])
	score := int64(p.n-l.length(pos)) + int64(p.starts.in(starts))*wordBonus - leadingPenalty
	if starts&p.lead != 0 {
		score += wordBonus
	}
	return score + p.best[k]
}

// slack is how much the bound of a line is too high at least, because of where its first
// letters are. Further in than maxLeading/leadingPenalty bytes, which most are,
// the loss of what is before the first match does not grow.
func (p *pattern) slack(text []byte) int64 {
	switch first := p.first; {
	case len(text) < 3 || text[1] == first:
		return 0
	case text[0] == first || text[2] == first:
		return leadingPenalty
	}
	return maxLeading - leadingPenalty
}

// boundOf is at least the score of any line of the length with k neighbours.
func (p *pattern) boundOf(length, k int) int64 {
	return int64(p.n*wordBonus-leadingPenalty+p.n-length) + p.best[min(k, max(0, p.n-1))]
}

// places are where the letters of a pattern are first found after each other, and the
// end of the line.
type places [maxPattern + 1]int

// find finds the letters in their order and reports whether all are there.
func (p *pattern) find(text []byte, at *places) bool {
	from := 0
	for k, letter := range p.letters[:p.n] {
		i := 0
		if len(letter) == 1 {
			i = bytes.IndexByte(text[from:], letter[0])
		} else {
			i = bytes.Index(text[from:], letter)
		}
		if i < 0 {
			return false
		}
		at[k] = from + i
		from += i + len(letter)
	}
	at[p.n] = len(text)
	return true
}

// chain is what matching has earned by neighbours.
type chain struct {
	next  int // behind where the letter before was matched; -1 before the first
	bonus int64
}

// at gives what a match at i earns. Matches right after the one before raise
// what the next one earns, even when a better occurrence is chosen instead.
func (c *chain) at(i int, score int64) int64 {
	if c.next == i {
		b := 2*c.bonus + adjacentBonus
		score += b
		c.bonus += b
	}
	return score
}

// score is that of a line where the letters were found at the places. Only where it
// begins a word can a later occurrence of a letter earn more than the first.
func (p *pattern) score(t text, at *places) int64 {
	var sum int64
	c := chain{next: -1}
	for k, letter := range p.letters[:p.n] {
		here := at[k]
		best := c.at(here, t.bonus(here))
		if best < wordBonus {
			if i := t.beginning(letter, here+len(letter), at[k+1]); i >= 0 {
				best, here = wordBonus, i
			}
		}
		sum += best
		if k == 0 {
			sum -= int64(min(here*leadingPenalty, maxLeading))
		}
		c.next = here + len(letter)
	}
	return sum + int64(p.n-len(t.lower))
}
