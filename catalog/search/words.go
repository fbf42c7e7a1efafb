package search

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// gramRunes is the length of the pieces into which running ideographs are cut.
const gramRunes = 4

// class is what a rune is to the split into words.
type class uint8

const (
	gap class = iota
	digit
	small
	capital
	ideograph
)

func classOf(r rune) class {
	switch {
	case 'a' <= r && r <= 'z':
		return small
	case '0' <= r && r <= '9':
		return digit
	case 'A' <= r && r <= 'Z':
		return capital
	case r < utf8.RuneSelf:
		return gap
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return ideograph
	case unicode.IsUpper(r):
		return capital
	case unicode.IsLetter(r), unicode.IsMark(r):
		return small
	case unicode.IsDigit(r):
		return digit
	}
	return gap
}

// words yields where the words of a plain text begin and end: runs of letters
// or digits, cut where snake_case, kebab-case, camelCase, HTTPServer and
// customers7 begin a new one. Of running ideographs every position begins a
// word of up to gramRunes runes, because nothing says where their words are.
func words(plain []byte) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		start, last := 0, gap
		for i := 0; i < len(plain); {
			r, size := rune(plain[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRune(plain[i:])
			}
			c := classOf(r)
			if cutsAt(last, c, plain[i+size:]) {
				if last != gap && last != ideograph && !yield(start, i) {
					return
				}
				start = i
			}
			if c == ideograph && !yield(i, gramEnd(plain, i)) {
				return
			}
			last = c
			i += size
		}
		if last != gap && last != ideograph {
			yield(start, len(plain))
		}
	}
}

// cutsAt reports whether a word ends between a rune of class last and one of
// class c that rest follows.
func cutsAt(last, c class, rest []byte) bool {
	switch {
	case last == c && c == capital: // the S of HTTPServer
		r, _ := utf8.DecodeRune(rest)
		return len(rest) > 0 && classOf(r) == small && !pluralEnd(rest)
	case last == capital && c == small:
		return false
	}
	return last != c
}

// pluralEnd reports whether the text begins with the s of IDs and nothing
// else of a word.
func pluralEnd(rest []byte) bool {
	if rest[0] != 's' {
		return false
	}
	r, _ := utf8.DecodeRune(rest[1:])
	return len(rest) == 1 || classOf(r) == gap
}

func gramEnd(plain []byte, at int) int {
	for range gramRunes {
		r, size := utf8.DecodeRune(plain[at:])
		if size == 0 || classOf(r) != ideograph {
			break
		}
		at += size
	}
	return at
}
