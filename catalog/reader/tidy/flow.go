package tidy

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// flow reads a flow collection, which may go on over lines that are indented
// deeper than parent.
func (p *parser) flow(parent int) (*yaml.Node, bool) {
	if p.text[p.pos] == '[' {
		return p.flowList(parent, yaml.SequenceNode, "!!seq", ']', p.flowItem)
	}
	return p.flowList(parent, yaml.MappingNode, "!!map", '}', p.flowEntry)
}

// flowList reads items up to the closing bracket.
func (p *parser) flowList(parent int, kind yaml.Kind, tag string, closing byte, item func(parent int) bool) (*yaml.Node, bool) {
	n := p.newNode(kind, tag, p.pos)
	n.Style = yaml.FlowStyle
	since, ok := p.enter()
	p.pos++
	if ok = ok && p.flowSpace(parent); ok && p.text[p.pos] != closing {
		ok = p.flowItems(parent, closing, item)
	}
	p.pos++
	p.leave(n, since)
	return n, ok
}

func (p *parser) flowItems(parent int, closing byte, item func(parent int) bool) bool {
	for item(parent) && p.flowSpace(parent) {
		switch p.text[p.pos] {
		case closing:
			return true
		case ',':
			if p.pos++; p.flowSpace(parent) {
				continue
			}
		}
		return false
	}
	return false
}

// flowSpace moves to the next token, which may be on a later line.
func (p *parser) flowSpace(parent int) bool {
	for p.indent(); p.pos == p.end; p.indent() {
		if !p.advance() {
			return false
		}
		p.indent()
		if p.pos < p.end && p.pos-p.start <= max(parent, 0) || p.hasTab() {
			return false
		}
	}
	return p.text[p.pos] != '#'
}

func (p *parser) flowItem(parent int) bool {
	n, ok := p.flowValue(parent)
	p.open = append(p.open, n)
	return ok && (p.pos == p.end || p.text[p.pos] != ':')
}

// flowEntry reads a key and its value.
func (p *parser) flowEntry(parent int) bool {
	if c := p.text[p.pos]; c == '[' || c == '{' {
		return false
	}
	line := p.line
	key, ok := p.flowValue(parent)
	if !ok || p.line > line {
		return false
	}
	if p.indent(); p.pos+1 >= p.end || p.text[p.pos] != ':' || p.text[p.pos+1] != ' ' {
		return false
	}
	if p.pos++; !p.flowSpace(parent) {
		return false
	}
	value, ok := p.flowValue(parent)
	p.open = append(p.open, key, value)
	return ok
}

func (p *parser) flowValue(parent int) (*yaml.Node, bool) {
	switch p.text[p.pos] {
	case '[', '{':
		return p.flow(parent)
	case '"', '\'':
		return p.quoted(parent)
	case '-', '?', ':':
		if p.pos+1 < p.end && strings.IndexByte(" ,[]{}", p.text[p.pos+1]) >= 0 {
			return nil, false
		}
	}
	if !p.startsPlain() {
		return nil, false
	}
	return p.flowPlain(), true
}

// flowPlain reads a plain scalar, which ends on its line: if it does not, what
// follows is no comma and no bracket.
func (p *parser) flowPlain() *yaml.Node {
	n := p.newNode(yaml.ScalarNode, "", p.pos)
	from, end := p.pos, p.pos
	for ; p.pos < p.end; p.pos++ {
		c := p.text[p.pos]
		if strings.IndexByte(",[]{}", c) >= 0 || c == ':' && (p.isBlank(p.pos+1) || strings.IndexByte(",]}", p.text[p.pos+1]) >= 0) ||
			c == '#' && p.text[p.pos-1] == ' ' {
			break
		}
		if c != ' ' {
			end = p.pos + 1
		}
	}
	n.Value = p.text[from:end]
	n.Tag = tagOf(n.Value)
	return n
}
