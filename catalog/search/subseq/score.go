package subseq

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

// maxPattern is how many letters of a pattern count: the score triples with
// every neighbouring match and leaves 64 bits at 40 of them.
const maxPattern = 32

// pattern is a text to look for, made ready. All of it is in one piece of memory.
type pattern struct {
	ascii   []byte                // in lower case; nil when not all ASCII
	letters [][]byte              // each letter of the others, encoded
	first   byte                  // the first letter's first
	n       int                   // letters
	alone   bool                  // one letter that has a class of its own: presence is a match
	mask    uint64                // classes
	pairs   []pair                // neighbours, each as a bit of the lines' filter
	classes []uint8               // of each letter
	best    [maxPattern + 1]int64 // what k neighbours earn at most, by k

	lower    [utf8.UTFMax * maxPattern]byte
	pairOf   [maxPattern]pair
	classOf  [maxPattern]uint8
	letterOf [maxPattern][]byte
}

type pair struct {
	word int
	bit  uint64
}

// set makes the pattern one of a text, which is not empty.
func (p *pattern) set(s string) {
	p.pairs, p.classes = p.pairOf[:0], p.classOf[:0]
	lower, ascii := p.lower[:0], true
	for _, r := range s {
		if p.n == maxPattern {
			break
		}
		from := len(lower)
		lower = utf8.AppendRune(lower, unicode.ToLower(r))
		p.letterOf[p.n] = lower[from:]
		p.n++
	}
	for i, c := range lower {
		ascii = ascii && c < utf8.RuneSelf
		p.mask |= 1 << classTable[c]
		if utf8.RuneStart(c) {
			p.classes = append(p.classes, classTable[c])
			if i > 0 {
				b := pairBit(lower[i-1], c)
				p.pairs = append(p.pairs, pair{int(b / 64), 1 << (b % 64)})
			}
		}
	}
	if p.ascii = lower; !ascii {
		p.ascii, p.letters = nil, p.letterOf[:p.n]
	}
	p.first = lower[0]
	p.alone = p.n == 1 && classTable[lower[0]] < shared
	for k := 1; k <= p.n; k++ {
		p.best[k] = 3*p.best[k-1] + adjacentBonus
	}
}

// bound is at least the score of the line at the position.
func (l *Lines) bound(p *pattern, pos int) int64 {
	starts := binary.LittleEndian.Uint64(l.masks[pos*8:])
	near := [2]uint64{
		binary.LittleEndian.Uint64(l.pairs[pos*16:]), binary.LittleEndian.Uint64(l.pairs[pos*16+8:]),
	}
	text := l.text(pos).lower
	score := int64(p.n-len(text)) + p.lead(text, starts>>p.classes[0]&1)
	for _, c := range p.classes[1:] {
		score += int64(starts>>c&1) * wordBonus
	}
	k := 0
	for _, b := range p.pairs {
		if near[b.word]&b.bit != 0 {
			k++
		}
	}
	return score + p.best[k]
}

// lead is at least what the first letter earns less what is lost before it; begins
// is 1 when it begins some word. Further in than maxLeading/leadingPenalty bytes,
// which most are, the loss does not grow.
func (p *pattern) lead(text []byte, begins uint64) int64 {
	first := p.first
	switch {
	case len(text) < 3 || text[1] == first:
		return wordBonus - leadingPenalty
	case text[0] == first || text[2] == first:
		return max(firstBonus, wordBonus-2*leadingPenalty)
	}
	return int64(begins)*wordBonus - maxLeading
}

// boundOf is at least the score of any line of the length.
func (p *pattern) boundOf(length int) int64 {
	return int64(p.n*wordBonus-leadingPenalty+p.n-length) + p.best[max(0, p.n-1)]
}

// matches reports whether the line has the letters in their order.
func (p *pattern) matches(text []byte) bool {
	if p.ascii == nil {
		for _, c := range p.letters {
			i := bytes.Index(text, c)
			if i < 0 {
				return false
			}
			text = text[i+len(c):]
		}
		return true
	}
	for _, c := range p.ascii {
		i := bytes.IndexByte(text, c)
		if i < 0 {
			return false
		}
		text = text[i+1:]
	}
	return true
}

// chain is what matching has earned by neighbours.
type chain struct {
	last  int // where the letter before was matched; -1 before the first
	size  int // and how long it is
	bonus int64
}

// at gives what a match at i earns. Matches right after the one before raise
// what the next one earns, even when a better occurrence is chosen instead.
func (c *chain) at(i int, score int64) int64 {
	if c.last >= 0 && c.last+c.size == i {
		b := 2*c.bonus + adjacentBonus
		score += b
		c.bonus += b
	}
	return score
}

// score gives the score of a line, and whether it matches.
func (p *pattern) score(t text) (int64, bool) {
	if p.ascii == nil {
		return p.scoreLetters(t)
	}
	text := t.lower
	var sum int64
	c := chain{last: -1, size: 1}
	first := bytes.IndexByte(text, p.ascii[0])
	if first < 0 {
		return 0, false
	}
	for k, letter := range p.ascii {
		end := len(text)
		if k+1 < len(p.ascii) {
			next := bytes.IndexByte(text[first+1:], p.ascii[k+1])
			if next < 0 {
				return 0, false
			}
			end = first + 1 + next
		}
		best, at := c.at(first, t.bonus(first)), first
		for i := first + 1; i < end; i++ {
			if text[i] == letter && t.bonus(i) > best {
				best, at = t.bonus(i), i
			}
		}
		sum += best
		if k == 0 {
			sum -= int64(min(at*leadingPenalty, maxLeading))
		}
		c.last, first = at, end
	}
	return sum + int64(p.n-len(text)), true
}

// scoreLetters is score for patterns with letters beyond ASCII.
func (p *pattern) scoreLetters(t text) (int64, bool) {
	text := t.lower
	var sum int64
	c := chain{last: -1}
	first := bytes.Index(text, p.letters[0])
	if first < 0 {
		return 0, false
	}
	for k, letter := range p.letters {
		end := len(text)
		if k+1 < len(p.letters) {
			next := bytes.Index(text[first+len(letter):], p.letters[k+1])
			if next < 0 {
				return 0, false
			}
			end = first + len(letter) + next
		}
		best, at := c.at(first, t.bonus(first)), first
		for i := first + len(letter); i < end; i++ {
			if bytes.HasPrefix(text[i:], letter) && t.bonus(i) > best {
				best, at = t.bonus(i), i
			}
		}
		sum += best
		if k == 0 {
			sum -= int64(min(at*leadingPenalty, maxLeading))
		}
		c.last, c.size, first = at, len(letter), end
	}
	return sum + int64(p.n-len(text)), true
}
