package tidy

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// startsPlain reports whether a plain scalar may begin here. Of "-", "?" and ":"
// it is so if no space follows.
func (p *parser) startsPlain() bool {
	switch p.text[p.pos] {
	case '-', '?', ':':
		return !p.isBlank(p.pos + 1)
	case ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`':
		return false
	}
	return true
}

// plain reads a plain scalar, which goes on over all lines that are indented
// deeper than parent.
func (p *parser) plain(parent int) (*yaml.Node, bool) {
	if parent < 0 {
		return nil, false
	}
	n := p.newNode(yaml.ScalarNode, "", p.pos)
	text, commented, ok := p.plainLine()
	for ok && !commented {
		var breaks int
		if breaks, ok = p.continues(parent); !ok || breaks == 0 {
			break
		}
		var more string
		if more, commented, ok = p.plainLine(); ok {
			text += fold(breaks) + more
		}
	}
	if !ok || commented && !p.next() {
		return nil, false
	}
	n.Value, n.Tag = text, tagOf(text)
	return n, true
}

// plainLine is what a plain scalar has on this line.
func (p *parser) plainLine() (text string, commented, ok bool) {
	text = p.text[p.pos:p.end]
	if i := strings.IndexByte(text, '#'); i >= 0 {
		if i = strings.Index(text, " #"); i >= 0 {
			text, commented = text[:i], true
		}
	}
	for i := 0; ; i++ {
		colon := strings.IndexByte(text[i:], ':')
		if colon < 0 {
			break
		}
		if i += colon; i+1 == len(text) || text[i+1] == ' ' {
			return "", false, false
		}
	}
	for text != "" && text[len(text)-1] == ' ' {
		text = text[:len(text)-1]
	}
	return text, commented, true
}

// continues moves to the line on which a plain scalar goes on, and counts the
// line breaks before it. When it does not go on, there are none, and the next
// token is at hand.
func (p *parser) continues(parent int) (breaks int, ok bool) {
	for breaks = 1; p.advance(); breaks++ {
		if p.hasTab() {
			return 0, false
		}
		p.indent()
		switch {
		case p.pos == p.end:
			continue
		case p.text[p.pos] == '#':
			return 0, p.next()
		case p.pos-p.start <= parent:
			return 0, !p.isMarker()
		}
		return breaks, true
	}
	return 0, true
}

// fold is what line breaks in a scalar become.
func fold(breaks int) string {
	if breaks == 1 {
		return " "
	}
	return strings.Repeat("\n", breaks-1)
}
