package tidy

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// node reads what begins on a line of its own, or behind a "- ", in a collection
// that is indented by parent.
func (p *parser) node(parent int) (*yaml.Node, bool) {
	if p.isEntry() {
		return p.sequence()
	}
	if key := p.key(); key != nil {
		return p.mapping(key)
	}
	return p.value(parent)
}

// isEntry reports whether there is a "- ".
func (p *parser) isEntry() bool { return p.text[p.pos] == '-' && p.isBlank(p.pos+1) }

// sequence reads the entries at this column.
func (p *parser) sequence() (*yaml.Node, bool) {
	column := p.column()
	n := p.newNode(yaml.SequenceNode, "!!seq", p.pos)
	since, ok := p.enter()
	for ok && p.column() == column && p.isEntry() {
		var child *yaml.Node
		if child, ok = p.entry(column); ok {
			p.open = append(p.open, child)
		}
	}
	p.leave(n, since)
	return n, ok && p.column() <= column
}

// entry reads what is behind a "- ".
func (p *parser) entry(column int) (*yaml.Node, bool) {
	p.pos++
	mark := p.pos
	if p.onSameLine() {
		return p.node(column)
	}
	return p.below(mark, column, column+1)
}

// onSameLine passes over spaces, and reports whether anything but a comment
// follows on the line.
func (p *parser) onSameLine() bool {
	p.indent()
	return p.pos < p.end && p.text[p.pos] != '#'
}

// below reads the value on the lines below its "- " or key, which is indented by
// column. A sequence may begin at its own least column: that of its key, or behind
// that of its "- ". If there is nothing, it is null, at the mark.
func (p *parser) below(mark, column, least int) (*yaml.Node, bool) {
	empty := p.newNode(yaml.ScalarNode, "!!null", mark)
	if !p.next() {
		return nil, false
	}
	if at := p.column(); at > column || at == least && p.isEntry() {
		return p.node(column)
	}
	return empty, true
}

// mapping reads the entries at the column of the first key, which was read.
func (p *parser) mapping(key *yaml.Node) (*yaml.Node, bool) {
	column := key.Column - 1
	n := p.newNode(yaml.MappingNode, "!!map", p.start+column)
	since, ok := p.enter()
	for ok && key != nil {
		var value *yaml.Node
		if mark := p.pos; p.onSameLine() {
			value, ok = p.value(column)
		} else {
			value, ok = p.below(mark, column, column)
		}
		p.open = append(p.open, key, value)
		if key = nil; ok && p.column() == column {
			key = p.key()
			ok = key != nil
		}
	}
	p.leave(n, since)
	return n, ok && p.column() < column
}

// key reads a key with its colon; nil, and nothing is read, when there is none.
func (p *parser) key() *yaml.Node {
	from := p.pos
	var n *yaml.Node
	switch c := p.text[p.pos]; {
	case c == '"' || c == '\'':
		n = p.quotedKey()
	case p.startsPlain():
		n = p.plainKey()
	}
	if n == nil {
		p.pos = from
	}
	return n
}

func (p *parser) plainKey() *yaml.Node {
	line := p.text[p.pos:p.end]
	for i := 0; ; i++ {
		colon := strings.IndexByte(line[i:], ':')
		if colon < 0 {
			return nil
		}
		i += colon
		if !p.isBlank(p.pos + i + 1) {
			continue
		}
		text := strings.TrimRight(line[:i], " ")
		if strings.Contains(text, " #") {
			return nil
		}
		n := p.newNode(yaml.ScalarNode, tagOf(text), p.pos)
		n.Value = text
		p.pos += i + 1
		return n
	}
}

func (p *parser) quotedKey() *yaml.Node {
	quote := p.text[p.pos]
	if !p.isVerbatim(p.text[p.pos+1:p.end], quote) {
		return nil
	}
	n, _ := p.quoted(0)
	p.indent()
	if p.pos == p.end || p.text[p.pos] != ':' || !p.isBlank(p.pos+1) {
		return nil
	}
	p.pos++
	return n
}

// value reads what is no block collection.
func (p *parser) value(parent int) (*yaml.Node, bool) {
	switch p.text[p.pos] {
	case '|':
		return p.blockScalar(parent, yaml.LiteralStyle)
	case '>':
		return p.blockScalar(parent, yaml.FoldedStyle)
	case '"', '\'':
		n, ok := p.quoted(parent)
		return n, ok && p.finish()
	case '[', '{':
		n, ok := p.flow(parent)
		return n, ok && p.finish()
	}
	if !p.startsPlain() {
		return nil, false
	}
	return p.plain(parent)
}
