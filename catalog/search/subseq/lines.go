package subseq

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	blockLines = 4096
	blockWords = blockLines / 64
	classes    = 64
	shared     = 36          // the first class of several characters
	foreign    = classes - 1 // the class of all beyond ASCII
)

// ErrFormat is returned for bytes that are not Lines.
var ErrFormat = errors.New("not a set of lines")

// Lines is an immutable set of lines. Safe for concurrent use. It is laid out
// as
//
//	n, size | order | starts | word-start masks | pair filters | presence | lower case | word starts
//
// where everything is by position, and order gives the line at a position. The
// presence bitmaps of a block of 4,096 lines lie together. A line of 60 bytes
// takes 124.
type Lines struct {
	n        int
	order    []byte // uint32 a position
	starts   []byte // uint32 a position, and the end
	masks    []byte // uint64 a position
	pairs    []byte // pairWords uint64 a position
	presence []byte // classes × blockWords uint64 a block, fewer for the last one: see bitmap
	lower    []byte
	begins   []byte // a bit a byte of lower: it begins a word, and not the line
	data     []byte
}

// classTable gives the class of a byte: letters and digits, and the separators
// of names, have one of their own; the rest share.
var classTable = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = foreign
		case 'a' <= c && c <= 'z':
			t[c] = uint8(c - 'a')
		case 'A' <= c && c <= 'Z':
			t[c] = uint8(c - 'A')
		case '0' <= c && c <= '9':
			t[c] = uint8(26 + c - '0')
		default:
			t[c] = uint8(shared + c%26)
		}
	}
	return t
}()

// pairWords are the words of a line's filter of pairs. With half as many, a third of
// the pairs that a line has not seem to be there, and four times as many lines of a
// catalog are looked at for nothing.
const pairWords = 4

// pairBit is the bit of two neighbouring bytes in a line's filter. The factors were
// chosen among several by how few pairs of the letters of names fall together.
func pairBit(a, b byte) uint {
	return (uint(a)*13 + uint(b)*27) % (pairWords * 64)
}

// Build lays out the lines. Each has to be valid UTF-8 without NUL; its case
// decides where words start and is otherwise ignored. Line numbers are indices
// of lines.
func Build(lines []string) *Lines {
	n := len(lines)
	order := byLength(lines)
	size := 0
	for _, s := range lines {
		size += len(lowered(s))
	}
	data := make([]byte, 8+total(n, size))
	binary.LittleEndian.PutUint32(data, uint32(n))
	binary.LittleEndian.PutUint32(data[4:], uint32(size))
	l, err := Load(data)
	if err != nil {
		panic("subseq: lines just laid out do not load: " + err.Error())
	}
	at := 0
	for pos, line := range order {
		binary.LittleEndian.PutUint32(l.order[pos*4:], uint32(line))
		binary.LittleEndian.PutUint32(l.starts[pos*4:], uint32(at))
		at += l.put(pos, at, lines[line])
	}
	binary.LittleEndian.PutUint32(l.starts[n*4:], uint32(at))
	return l
}

// lowered is the line as it is matched. ASCII letters change in place; of
// the others the length may change.
func lowered(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return mapLower(s)
		}
	}
	return s
}

func mapLower(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		out = utf8.AppendRune(out, unicode.ToLower(r))
	}
	return string(out)
}

// byLength sorts line numbers by the length of the lines, stably.
func byLength(lines []string) []int32 {
	order := make([]int32, len(lines))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return len(lines[a]) - len(lines[b]) })
	return order
}

func blocksOf(n int) int { return (n + blockLines - 1) / blockLines }

// wordsOf is how many words a bitmap of n lines has.
func wordsOf(n int) int { return (n + 63) / 64 }

func total(n, size int) int {
	return n*4 + (n+1)*4 + n*8 + n*pairWords*8 + classes*wordsOf(n)*8 + size + bitBytes(size)
}

func bitBytes(n int) int { return (n + 7) / 8 }

// Load reads in place what Bytes gave. It checks sizes; bytes that were harmed
// later give wrong answers, but no panic.
func Load(data []byte) (*Lines, error) {
	if len(data) < 8 {
		return nil, ErrFormat
	}
	n, size := int(binary.LittleEndian.Uint32(data)), int(binary.LittleEndian.Uint32(data[4:]))
	if len(data) != 8+total(n, size) {
		return nil, ErrFormat
	}
	l := &Lines{n: n, data: data}
	rest := data[8:]
	for _, s := range []struct {
		to   *[]byte
		size int
	}{
		{&l.order, n * 4},
		{&l.starts, (n + 1) * 4},
		{&l.masks, n * 8},
		{&l.pairs, n * pairWords * 8},
		{&l.presence, classes * wordsOf(n) * 8},
		{&l.lower, size},
		{&l.begins, bitBytes(size)},
	} {
		*s.to, rest = rest[:s.size:s.size], rest[s.size:]
	}
	return l, nil
}

// Bytes is what Load reads. Do not change it.
func (l *Lines) Bytes() []byte { return l.data }

// Len is the number of lines.
func (l *Lines) Len() int { return l.n }

// put lays out one line and returns its length.
func (l *Lines) put(pos, at int, line string) int {
	var mask uint64
	var pairs [pairWords]uint64
	last := rune(0)
	n := 0
	for _, r := range line {
		start := at + n
		b := bonusOf(last, r, n == 0)
		n += len(utf8.AppendRune(l.lower[start:start], unicode.ToLower(r)))
		if b > 0 {
			mask |= 1 << classTable[l.lower[start]]
		}
		if b == wordBonus {
			l.begins[start/8] |= 1 << (start % 8)
		}
		last = r
	}
	text := l.lower[at : at+n]
	for i, c := range text {
		setBit(l.bitmap(pos/blockLines, int(classTable[c]))[pos%blockLines/64*8:], uint(pos%64))
		if i > 0 {
			b := pairBit(text[i-1], c)
			pairs[b/64] |= 1 << (b % 64)
		}
	}
	binary.LittleEndian.PutUint64(l.masks[pos*8:], mask)
	for i, w := range pairs {
		binary.LittleEndian.PutUint64(l.pairs[(pos*pairWords+i)*8:], w)
	}
	return n
}

// bitmap tells which lines of a block have a class.
func (l *Lines) bitmap(block, class int) []byte {
	size := 8 * wordsOf(min(blockLines, l.n-block*blockLines))
	return l.presence[block*classes*blockWords*8+class*size:][:size]
}

func setBit(word []byte, bit uint) {
	binary.LittleEndian.PutUint64(word, binary.LittleEndian.Uint64(word)|1<<bit)
}

// What a match earns by its place.
const (
	firstBonus     = 10
	wordBonus      = 20
	adjacentBonus  = 5
	leadingPenalty = 5
	maxLeading     = 15
)

func bonusOf(last, r rune, first bool) int64 {
	switch {
	case first:
		return firstBonus
	case last == '/' || last == '-' || last == '_' || last == ' ' || last == '.' || last == '\\':
		return wordBonus
	case unicode.IsLower(last) && unicode.IsUpper(r):
		return wordBonus
	}
	return 0
}

// text is the line at a position as it is matched.
func (l *Lines) text(pos int) text {
	from := binary.LittleEndian.Uint32(l.starts[pos*4:])
	to := binary.LittleEndian.Uint32(l.starts[pos*4+4:])
	if from > to || int(to) > len(l.lower) {
		return text{}
	}
	return text{l.lower[from:to], l.begins, int(from)}
}

// text is a line in lower case with what its letters earn by their place.
type text struct {
	lower  []byte
	begins []byte // bits of all lines
	from   int    // where those of the line begin
}

// bonus is what a match at byte i earns.
func (t *text) bonus(i int) int64 {
	if i == 0 {
		return firstBonus
	}
	i += t.from
	return int64(t.begins[i>>3]>>(i&7)&1) * wordBonus
}

// beginning is where in [from, to) a word begins with the letter, or -1.
func (t *text) beginning(letter []byte, from, to int) int {
	for ; from < to; from += startBits {
		w := t.starts(from) & (1<<min(to-from, startBits) - 1)
		for ; w != 0; w &= w - 1 {
			if i := from + bits.TrailingZeros64(w); bytes.HasPrefix(t.lower[i:], letter) {
				return i
			}
		}
	}
	return -1
}

// startBits is how many bits starts gives at least.
const startBits = 56

// starts has a bit for each of the bytes i and on: a word begins there.
func (t *text) starts(i int) uint64 {
	i += t.from
	if from := i >> 3; from+8 <= len(t.begins) {
		return binary.LittleEndian.Uint64(t.begins[from:]) >> (i & 7)
	}
	var last [8]byte
	copy(last[:], t.begins[i>>3:])
	return binary.LittleEndian.Uint64(last[:]) >> (i & 7)
}

// line is the number of the line at a position.
func (l *Lines) line(pos int) uint32 { return binary.LittleEndian.Uint32(l.order[pos*4:]) }

func (l *Lines) length(pos int) int {
	return int(binary.LittleEndian.Uint32(l.starts[pos*4+4:])) - int(binary.LittleEndian.Uint32(l.starts[pos*4:]))
}

// survivors ANDs the bitmaps of the classes over a block into out and returns
// how many lines are left.
func (l *Lines) survivors(block int, mask uint64, out *[blockWords]uint64) int {
	lines := min(blockLines, l.n-block*blockLines)
	for i := range out {
		out[i] = 0
		if i*64 < lines {
			out[i] = ^uint64(0)
		}
	}
	if tail := lines % 64; tail != 0 {
		out[lines/64] = 1<<tail - 1
	}
	for m := mask; m != 0; m &= m - 1 {
		row := l.bitmap(block, bits.TrailingZeros64(m))
		for i := range len(row) / 8 {
			out[i] &= binary.LittleEndian.Uint64(row[i*8:])
		}
	}
	count := 0
	for _, w := range out {
		count += bits.OnesCount64(w)
	}
	return count
}
