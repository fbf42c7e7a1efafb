package tidy

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// blockScalar reads a literal or folded scalar, whose lines are indented deeper
// than parent. How deep, its first line says: an indentation that is given as a
// number is not tidy.
func (p *parser) blockScalar(parent int, style yaml.Style) (*yaml.Node, bool) {
	n := p.newNode(yaml.ScalarNode, "!!str", p.pos)
	n.Style = style
	p.pos++
	chomp := byte(0)
	if p.pos < p.end && (p.text[p.pos] == '-' || p.text[p.pos] == '+') {
		chomp = p.text[p.pos]
		p.pos++
	}
	if from := p.pos; p.onSameLine() || p.pos < p.end && p.pos == from {
		return nil, false
	}
	b := block{parser: p, literal: style == yaml.LiteralStyle}
	if !b.begin(parent) || !b.lines() {
		return nil, false
	}
	n.Value = b.chomped(chomp)
	return n, p.settle()
}

// settle finds the next token from a line that was looked at already.
func (p *parser) settle() bool {
	if p.atEnd() {
		return true
	}
	if p.text[p.pos] == '#' {
		return p.next()
	}
	return !p.hasTab() && !p.isMarker()
}

// block gathers the text of a block scalar in the parser's buffer.
type block struct {
	*parser
	literal  bool
	indent   int
	broken   bool // the last line with text ended in a line break
	breaks   int  // blank lines since
	indented bool // the last line with text began with a blank
}

// begin finds the first line with text.
func (b *block) begin(parent int) bool {
	b.buf = b.buf[:0]
	widest := 0
	for b.advance() {
		b.parser.indent()
		if b.pos < b.end {
			b.indent = b.pos - b.start
			return b.indent > parent && b.indent >= widest
		}
		widest = max(widest, b.pos-b.start)
		b.breaks++
	}
	return false
}

// lines reads lines with text and blank lines up to one that is indented less. A
// line of too many spaces has text: those.
func (b *block) lines() bool {
	for {
		if b.isUnended() {
			return false
		}
		b.line(b.text[b.start+b.indent : b.end])
		if b.broken = b.end < len(b.text); !b.broken {
			b.advance()
			return true
		}
		if more, ok := b.more(); !more {
			return ok
		}
	}
}

// isUnended reports whether the text ends in a line of blanks, which has rules of
// its own.
func (b *block) isUnended() bool {
	return b.end == len(b.text) && strings.Trim(b.text[b.start:], " \t") == ""
}

// line takes in a line with text.
func (b *block) line(text string) {
	blank := text[0] == ' ' || text[0] == '\t'
	switch {
	case !b.broken:
	case b.literal || b.indented || blank:
		b.buf = append(b.buf, '\n')
	case b.breaks == 0:
		b.buf = append(b.buf, ' ')
	}
	for ; b.breaks > 0; b.breaks-- {
		b.buf = append(b.buf, '\n')
	}
	b.buf = append(b.buf, text...)
	b.indented = blank
}

// more moves to the next line with text.
func (b *block) more() (more, ok bool) {
	for b.advance() {
		for b.pos < b.end && b.pos-b.start < b.indent && b.text[b.pos] == ' ' {
			b.pos++
		}
		switch {
		case b.isUnended():
			return false, false
		case b.pos == b.end:
			b.breaks++
			continue
		case b.pos-b.start < b.indent:
			return false, true
		}
		return true, true
	}
	return false, true
}

// chomped is the text with the line breaks at its end that it is to have.
func (b *block) chomped(chomp byte) string {
	if b.broken && chomp != '-' {
		b.buf = append(b.buf, '\n')
	}
	if chomp == '+' {
		b.buf = append(b.buf, strings.Repeat("\n", b.breaks)...)
	}
	return string(b.buf)
}
