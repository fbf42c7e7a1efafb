package query

import (
	"strings"
	"unicode"
)

// Query is a parsed query. The zero Query matches everything. Immutable; safe
// for concurrent use.
type Query struct {
	root Node
}

// Root is the top of the tree, nil when the query is empty. Do not change it.
func (q Query) Root() Node { return q.root }

// Empty reports whether the query asks for nothing, and so for everything.
func (q Query) Empty() bool { return q.root == nil }

// String writes the query in its shortest form; Parse of it gives an equal
// Query.
func (q Query) String() string {
	if q.root == nil {
		return ""
	}
	var b strings.Builder
	q.root.write(&b)
	return b.String()
}

// Node is one of [All], [Any], [Not], [Text] and [Filter].
type Node interface{ write(*strings.Builder) }

// All matches what every one of its nodes matches; it has at least two, none
// of them an All.
type All []Node

// Any matches what at least one of its nodes matches; it has at least two, none
// of them an Any.
type Any []Node

// Not matches what its node does not.
type Not struct{ Node Node }

// Kind says how a [Text] is to be found.
type Kind uint8

// The kinds of Text.
const (
	Word   Kind = iota // begins a word, or is part of one; * and ? are wildcards
	Phrase             // these words in this order
	Fuzzy              // these letters in this order
)

// Text is something to find in any field.
type Text struct {
	Text string // never empty
	Kind Kind
}

// Op compares.
type Op string

// The operators of a [Filter].
const (
	Has          Op = ":" // has these words; for numbers, equals
	Equal        Op = "="
	NotEqual     Op = "!="
	Less         Op = "<"
	LessEqual    Op = "<="
	Greater      Op = ">"
	GreaterEqual Op = ">="
)

// Filter is a qualifier: it matches when the named field compares so with any
// one of the values.
type Filter struct {
	Name   string // canonical: see [Qualifiers]; or "sla." and a property's name in lower case
	Op     Op
	Values []string // as written, at least one, none empty
}

func (n All) write(b *strings.Builder) {
	for i, c := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		if _, ok := c.(Any); ok {
			group(b, c)
			continue
		}
		c.write(b)
	}
}

func (n Any) write(b *strings.Builder) {
	for i, c := range n {
		if i > 0 {
			b.WriteString(" OR ")
		}
		c.write(b)
	}
}

func (n Not) write(b *strings.Builder) {
	b.WriteByte('-')
	switch n.Node.(type) {
	case All, Any:
		group(b, n.Node)
	default:
		n.Node.write(b)
	}
}

func (n Text) write(b *strings.Builder) {
	switch {
	case n.Kind == Phrase:
		quote(b, n.Text)
	case n.Kind == Fuzzy:
		b.WriteByte('~')
		bareOrQuoted(b, n.Text, "")
	default:
		b.WriteString(n.Text)
	}
}

func (n Filter) write(b *strings.Builder) {
	b.WriteString(n.Name)
	b.WriteString(string(n.Op))
	for i, v := range n.Values {
		if i > 0 {
			b.WriteByte(',')
		}
		bareOrQuoted(b, v, ",")
	}
}

func group(b *strings.Builder, n Node) {
	b.WriteByte('(')
	n.write(b)
	b.WriteByte(')')
}

func quote(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range s {
		if r == '"' || r == '\\' {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
}

// bareOrQuoted writes s so that it is read back as one text; also holds what
// ends a bare text besides white space, quotes and parentheses. A leading =
// would be taken for a part of the operator.
func bareOrQuoted(b *strings.Builder, s, also string) {
	if s == "" || s[0] == '=' || strings.ContainsAny(s, also+`"()`) || strings.IndexFunc(s, unicode.IsSpace) >= 0 {
		quote(b, s)
		return
	}
	b.WriteString(s)
}
