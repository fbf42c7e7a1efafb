package reader

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// The YAML parser ends a line also at a lone carriage return and at the Unicode
// characters NEL, LS and PS; editors, and everyone who counts lines, do not. In
// the rare file that has one of them, positions are counted anew.

// offsetPos turns a byte offset into a position.
func offsetPos(data []byte, at int) catalog.Pos {
	head := data[:at]
	start := bytes.LastIndexByte(head, '\n') + 1
	return catalog.Pos{Line: bytes.Count(head, []byte("\n")) + 1, Column: utf8.RuneCount(head[start:]) + 1}
}

// breakLength is how many bytes the line break at the start of the text has, or
// 0 if there is none. It is exotic if it is no line break elsewhere.
func breakLength(text []byte) (length int, exotic bool) {
	switch {
	case text[0] == '\n':
		return 1, false
	case bytes.HasPrefix(text, []byte("\r\n")):
		return 2, false
	case text[0] == '\r':
		return 1, true
	case bytes.HasPrefix(text, []byte("\u0085")):
		return 2, true
	case bytes.HasPrefix(text, []byte("\u2028")), bytes.HasPrefix(text, []byte("\u2029")):
		return 3, true
	}
	return 0, false
}

// relocator turns the parser's positions into those of the file; nil where they
// are the same.
type relocator struct {
	text  []byte
	yaml  []int // offsets at which the parser's lines begin
	lines []int // offsets at which lines begin
}

func relocatorFor(text []byte) *relocator {
	if !bytes.ContainsAny(text, "\u0085\u2028\u2029") && bytes.Count(text, []byte("\r")) == bytes.Count(text, []byte("\r\n")) {
		return nil
	}
	l := &relocator{text: text, yaml: []int{0}, lines: []int{0}}
	for i := 0; i < len(text); {
		n, exotic := breakLength(text[i:])
		i += max(n, 1)
		if n > 0 {
			l.yaml = append(l.yaml, i)
		}
		if n > 0 && !exotic {
			l.lines = append(l.lines, i)
		}
	}
	return l
}

// pos relocates one position.
func (l *relocator) pos(p catalog.Pos) catalog.Pos {
	if l == nil || !p.IsKnown() {
		return p
	}
	at := l.yaml[min(p.Line, len(l.yaml))-1]
	for range p.Column - 1 {
		_, n := utf8.DecodeRune(l.text[at:])
		at += n
	}
	line := sort.SearchInts(l.lines, at+1)
	return catalog.Pos{Line: line, Column: utf8.RuneCount(l.text[l.lines[line-1]:at]) + 1}
}

// tree relocates the nodes of a document.
func (l *relocator) tree(y *yaml.Node) {
	if l == nil {
		return
	}
	p := l.pos(posOf(y))
	y.Line, y.Column = p.Line, p.Column
	for _, c := range y.Content {
		l.tree(c)
	}
}
