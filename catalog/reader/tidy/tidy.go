// Package tidy parses tidy YAML: the part of the language that nearly every
// contract is written in. [Parse] gives the nodes that go.yaml.in/yaml/v4 gives
// for the same text, comments aside, several times as fast, and refuses every text
// that it is not sure of; the caller then asks that library. So it is small, has
// no errors of its own, and need not be complete. Reading is most of what a sync
// does, and making nodes was most of reading.
//
// Tidy is one document of block mappings and sequences, with plain, quoted,
// literal and folded scalars, and with flow collections whose entries are written
// out. Not tidy are anchors, aliases, tags, directives, "?" keys, carriage
// returns, tabs outside of literal text, and all that is an error.
//
// The package must import nothing of meshdex.
package tidy

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// maxDepth bounds how deep collections nest. Deeper texts are refused.
const maxDepth = 64

// Parse parses a text of valid UTF-8 without control characters. It returns nil
// for what is not tidy, an empty document among it. The texts of the nodes share
// the memory of one copy of the text.
func Parse(text []byte) *Tree {
	p := &parser{text: string(text), ascii: isASCII(text)}
	if strings.IndexByte(p.text, '\r') >= 0 || !p.ascii && hasExotic(p.text) {
		return nil
	}
	p.tabs = strings.IndexByte(p.text, '\t') >= 0
	p.Tree = newTree(2*strings.Count(p.text, "\n") + 8)
	if p.begin() {
		if root, ok := p.node(-1); ok && p.atEnd() {
			p.Root = root
			return p.Tree
		}
	}
	p.Free()
	return nil
}

func isASCII(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// hasExotic finds the characters that YAML, unlike this package, takes for line
// breaks, byte-order marks, or no characters at all.
func hasExotic(text string) bool {
	for _, c := range []string{"\u0085", "\u2028", "\u2029", "\ufeff", "\uffff", "\ufffe"} {
		if strings.Contains(text, c) {
			return true
		}
	}
	return false
}

// parser goes through the text line by line. Its methods that read something
// leave it at the next token, on a later line, and report false when the text is
// not tidy; then nothing of it holds any more.
type parser struct {
	text       string
	start, end int // of the line; end is at the line break, or the end of the text
	pos        int // within the line; at the next token
	line       int // counted from 1
	depth      int
	ascii      bool // the text is
	tabs       bool // the text has some
	buf        []byte
	*Tree
}

// begin moves to the first token. The document may be marked with "---".
func (p *parser) begin() bool {
	p.end = -1
	ok := p.next()
	if !ok && strings.HasPrefix(p.text[p.start:], "---\n") {
		ok = p.next()
	}
	return ok && !p.atEnd()
}

// atEnd reports whether there are no more tokens.
func (p *parser) atEnd() bool { return p.start > len(p.text) }

// column is how far the token at hand is indented; -1 at the end.
func (p *parser) column() int {
	if p.atEnd() {
		return -1
	}
	return p.pos - p.start
}

// advance moves to the beginning of the next line, whatever is on it; false when
// there is none.
func (p *parser) advance() bool {
	p.start = p.end + 1
	if p.start >= len(p.text) {
		p.start = len(p.text) + 1
		return false
	}
	p.line++
	p.pos = p.start
	if p.end = strings.IndexByte(p.text[p.start:], '\n'); p.end < 0 {
		p.end = len(p.text)
	} else {
		p.end += p.start
	}
	return true
}

// next moves to the first token after this line, over blank lines and comments.
func (p *parser) next() bool {
	for p.advance() {
		p.indent()
		if p.pos == p.end || p.text[p.pos] == '#' {
			continue
		}
		return !p.hasTab() && !p.isMarker()
	}
	return true
}

// indent passes over spaces.
func (p *parser) indent() {
	for p.pos < p.end && p.text[p.pos] == ' ' {
		p.pos++
	}
}

func (p *parser) hasTab() bool {
	return p.tabs && strings.IndexByte(p.text[p.start:p.end], '\t') >= 0
}

// isMarker reports whether the line starts or ends a document.
func (p *parser) isMarker() bool {
	if p.pos != p.start || p.end-p.start < 3 || !p.isBlank(p.start+3) {
		return false
	}
	mark := p.text[p.start : p.start+3]
	return mark == "---" || mark == "..."
}

// isBlank reports whether there is a space, or the end of the line.
func (p *parser) isBlank(at int) bool { return at >= p.end || p.text[at] == ' ' }

// finish ends what was read at the end of its line, and moves on: only a comment
// may follow.
func (p *parser) finish() bool {
	from := p.pos
	p.indent()
	if p.pos < p.end && (p.text[p.pos] != '#' || p.pos == from) {
		return false
	}
	return p.next()
}

// newNode gives out a node that begins at an offset in the line.
func (p *parser) newNode(kind yaml.Kind, tag string, at int) *yaml.Node {
	n := p.Tree.newNode()
	n.Kind, n.Tag, n.Line, n.Column = kind, tag, p.line, at-p.start+1
	if !p.ascii {
		n.Column = utf8.RuneCountInString(p.text[p.start:at]) + 1
	}
	return n
}

// leave gives a collection the children that were opened since.
func (p *parser) leave(n *yaml.Node, since int) {
	n.Content = p.list(p.open[since:])
	p.open = p.open[:since]
	p.depth--
}

// enter goes one level deeper, and tells how many children are open.
func (p *parser) enter() (since int, ok bool) {
	p.depth++
	return len(p.open), p.depth <= maxDepth
}
