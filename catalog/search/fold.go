package search

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text is compared folded: without case and without diacritics, so that
// "muller" finds "Müller" and "strasse" finds "Straße". Folding is done in two
// steps because the split into words needs the case: appendPlain takes the
// diacritics, lower takes the case.

// spelled are the letters that no decomposition takes apart.
var spelled = map[rune]string{
	'ß': "ss", 'ẞ': "SS", 'æ': "ae", 'Æ': "AE", 'œ': "oe", 'Œ': "OE", 'ø': "o", 'Ø': "O",
	'ł': "l", 'Ł': "L", 'đ': "d", 'Đ': "D", 'ð': "d", 'Ð': "D", 'þ': "th", 'Þ': "Th", 'ı': "i", 'ς': "σ",
}

// appendPlain appends s without diacritics and in compatibility form.
func appendPlain(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = append(dst, plainByte(c))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		dst = appendPlainRune(dst, r)
		i += size
	}
	return dst
}

// plainByte makes control characters white space.
func plainByte(c byte) byte {
	if c < ' ' || c == 0x7f {
		return ' '
	}
	return c
}

func appendPlainRune(dst []byte, r rune) []byte {
	if s, ok := spelled[r]; ok {
		return append(dst, s...)
	}
	if isMark(r) {
		return dst
	}
	if r >= 0x1100 && r < 0xf900 || r == utf8.RuneError { // Hangul and ideographs stay whole
		return utf8.AppendRune(dst, r)
	}
	var in, out [utf8.UTFMax * 20]byte
	for _, d := range string(norm.NFKD.Append(out[:0], utf8.AppendRune(in[:0], r)...)) {
		if !isMark(d) {
			dst = utf8.AppendRune(dst, d)
		}
	}
	return dst
}

func isMark(r rune) bool { return r >= 0x300 && r <= 0x36f }

// lower appends plain text without case. Every letter keeps its place: the few
// whose lower case is longer or shorter keep their case.
func lower(dst, plain []byte) []byte {
	for i := 0; i < len(plain); {
		c := plain[i]
		if c < utf8.RuneSelf {
			dst = append(dst, lowerByte(c))
			i++
			continue
		}
		r, size := utf8.DecodeRune(plain[i:])
		if l := unicode.ToLower(r); utf8.RuneLen(l) == size {
			r = l
		}
		dst = utf8.AppendRune(dst, r)
		i += size
	}
	return dst
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// fold returns s without case and diacritics.
func fold(s string) string {
	plain := appendPlain(make([]byte, 0, len(s)+utf8.UTFMax), s)
	return view(lower(plain[:0], plain)) // every letter keeps its place
}

// traced is plain text that knows where it came from.
type traced struct {
	plain  []byte
	origin []int // of each byte of plain, and of its end: the rune of the original
}

func trace(s string) traced {
	var t traced
	n := 0
	for _, r := range s {
		before := len(t.plain)
		if r < utf8.RuneSelf {
			t.plain = append(t.plain, plainByte(byte(r)))
		} else {
			t.plain = appendPlainRune(t.plain, r)
		}
		for range len(t.plain) - before {
			t.origin = append(t.origin, n)
		}
		n++
	}
	t.origin = append(t.origin, n)
	return t
}

// span turns the bytes [from, to) of the plain text, to > from, into runes of
// the original. Marks that belong to the last rune are taken in.
func (t traced) span(from, to int) [2]int {
	return [2]int{t.origin[from], max(t.origin[to], t.origin[to-1]+1)}
}
