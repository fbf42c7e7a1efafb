package query

import (
	"fmt"
	"strings"
	"unicode"
)

// The bounds that keep any query cheap to read and to run.
const (
	maxRunes = 4096 // read of the text
	maxTexts = 64   // texts and filters
	maxDepth = 32   // groups and negations inside each other
)

// Error says what is wrong with a query and where.
type Error struct {
	Offset     int    // in runes from the start of the text
	Message    string // a plain sentence without a full stop
	Suggestion string // what to write instead; may be empty
}

func (e *Error) Error() string {
	return fmt.Sprintf("query: at character %d: %s", e.Offset+1, e.Message)
}

// Parse reads a finished query. The error is an [*Error].
func Parse(text string) (Query, error) {
	p := newParser(text, strict)
	q := Query{p.query()}
	if p.err != nil {
		return Query{}, p.err
	}
	return q, nil
}

// ParsePartial reads a query that is still being typed: what cannot be
// understood yet is left out, and open quotes and groups are taken as closed.
func ParsePartial(text string) Query {
	return Query{newParser(text, lenient).query()}
}

// manner is how a parser takes mistakes.
type manner uint8

const (
	strict  manner = iota // the first one is an error
	lenient               // they are left out
)

type parser struct {
	text   []rune
	at     int
	texts  int
	depth  int
	manner manner
	err    *Error
}

// newParser takes control characters for white space, and what is not UTF-8 for
// the replacement character.
func newParser(text string, m manner) *parser {
	p := &parser{manner: m}
	for _, r := range text {
		if unicode.IsControl(r) {
			r = ' '
		}
		if len(p.text) == maxRunes {
			p.fail(maxRunes, fmt.Sprintf("the query is longer than %d characters", maxRunes), "")
			break
		}
		p.text = append(p.text, r)
	}
	return p
}

// fail records the first mistake of a strict parser.
func (p *parser) fail(at int, message, suggestion string) {
	if p.err == nil && p.manner == strict {
		p.err = &Error{at, message, suggestion}
	}
}

func (p *parser) done() bool { return p.at >= len(p.text) || p.err != nil }

func (p *parser) peek() rune {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) skipSpace() {
	for p.at < len(p.text) && unicode.IsSpace(p.text[p.at]) {
		p.at++
	}
}

// query reads to the end of the text; a parenthesis that was never opened is a
// mistake.
func (p *parser) query() Node {
	var parts []Node
	for {
		parts = add(parts, p.any())
		if p.done() {
			return all(parts)
		}
		p.fail(p.at, "this parenthesis was never opened", "")
		p.at++
	}
}

func (p *parser) any() Node {
	parts := add(nil, p.all())
	for start := p.at; p.keyword("OR"); start = p.at {
		next := p.all()
		if len(parts) == 0 || next == nil {
			p.fail(start, "OR needs something on both sides", `"OR" in quotes finds the word`)
		}
		parts = add(parts, next)
	}
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	var flat Any
	for _, n := range parts {
		if inner, ok := n.(Any); ok {
			flat = append(flat, inner...)
			continue
		}
		flat = append(flat, n)
	}
	return flat
}

func (p *parser) all() Node {
	var parts []Node
	for {
		p.skipSpace()
		if p.done() || p.peek() == ')' || p.atKeyword("OR") {
			return all(parts)
		}
		if p.keyword("AND") {
			continue
		}
		parts = add(parts, p.item())
	}
}

func add(parts []Node, n Node) []Node {
	if n == nil {
		return parts
	}
	return append(parts, n)
}

func all(parts []Node) Node {
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	var flat All
	for _, n := range parts {
		if inner, ok := n.(All); ok {
			flat = append(flat, inner...)
			continue
		}
		flat = append(flat, n)
	}
	return flat
}

// atKeyword reports whether the keyword stands here as a word of its own.
func (p *parser) atKeyword(word string) bool {
	end := p.at + len(word)
	if end > len(p.text) || string(p.text[p.at:end]) != word {
		return false
	}
	return end == len(p.text) || unicode.IsSpace(p.text[end]) || strings.ContainsRune(`()"`, p.text[end])
}

func (p *parser) keyword(word string) bool {
	p.skipSpace()
	if p.done() || !p.atKeyword(word) {
		return false
	}
	p.at += len(word)
	return true
}

func (p *parser) item() Node {
	if p.depth++; p.depth > maxDepth {
		p.fail(p.at, fmt.Sprintf("groups are nested more than %d deep", maxDepth), "")
		p.at = len(p.text)
	}
	defer func() { p.depth-- }()
	switch {
	case p.done():
		return nil
	case p.keyword("NOT"):
		return p.not()
	case p.peek() == '-' && !p.aloneAt(p.at):
		p.at++
		return p.not()
	case p.peek() == '(':
		return p.group()
	}
	return p.term()
}

// aloneAt reports whether the sign there stands alone, as in "sales - daily":
// then it is a word, but for somebody who may be about to go on.
func (p *parser) aloneAt(at int) bool {
	if at+1 == len(p.text) {
		return p.manner == strict
	}
	return unicode.IsSpace(p.text[at+1]) || p.text[at+1] == ')'
}

func (p *parser) not() Node {
	start := p.at
	p.skipSpace()
	var n Node
	if !p.done() && p.peek() != ')' && !p.atKeyword("OR") {
		n = p.item()
	}
	if n == nil {
		p.fail(start, "there is nothing to leave out", `"NOT" in quotes finds the word`)
		return nil
	}
	return Not{n}
}

func (p *parser) group() Node {
	open := p.at
	p.at++
	n := p.any()
	switch {
	case p.peek() != ')':
		p.fail(open, "this parenthesis is not closed", ")")
	case n == nil:
		p.fail(open, "there is nothing between the parentheses", "")
	}
	if p.peek() == ')' {
		p.at++
	}
	return n
}
