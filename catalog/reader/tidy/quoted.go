package tidy

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// quoted reads a quoted scalar, which may go on over lines that are indented
// deeper than parent.
func (p *parser) quoted(parent int) (*yaml.Node, bool) {
	quote := p.text[p.pos]
	n := p.newNode(yaml.ScalarNode, "!!str", p.pos)
	n.Style = yaml.SingleQuotedStyle
	if quote == '"' {
		n.Style = yaml.DoubleQuotedStyle
	}
	p.pos++
	if line := p.text[p.pos:p.end]; p.isVerbatim(line, quote) {
		end := strings.IndexByte(line, quote)
		n.Value = line[:end]
		p.pos += end + 1
		return n, true
	}
	p.buf = p.buf[:0]
	ok := p.quotedLines(quote, parent)
	n.Value = string(p.buf)
	return n, ok
}

// isVerbatim reports whether the scalar is what the line has up to a quote.
func (p *parser) isVerbatim(line string, quote byte) bool {
	end := strings.IndexByte(line, quote)
	switch {
	case end < 0:
		return false
	case quote == '"':
		return strings.IndexByte(line[:end], '\\') < 0
	}
	return end+1 == len(line) || line[end+1] != quote
}

// quotedLines gathers the scalar in the parser's buffer, up to the closing quote.
func (p *parser) quotedLines(quote byte, parent int) bool {
	for {
		closed, escaped, ok := p.quotedLine(quote)
		if closed || !ok {
			return ok
		}
		breaks := p.resume(parent)
		switch {
		case breaks == 0:
			return false
		case escaped:
			p.buf = append(p.buf, strings.Repeat("\n", breaks-1)...)
		default:
			p.buf = append(p.buf, fold(breaks)...)
		}
	}
}

// resume moves to the next line that is not blank, and counts the line breaks
// before it; none when the scalar cannot go on there.
func (p *parser) resume(parent int) int {
	for breaks := 1; p.advance(); breaks++ {
		p.indent()
		switch {
		case p.hasTab():
			return 0
		case p.pos < p.end && p.pos-p.start <= max(parent, 0):
			return 0
		case p.pos < p.end:
			return breaks
		}
	}
	return 0
}

// quotedLine takes in the rest of the line, without the blanks at its end, or what
// is before the closing quote. A backslash at the end escapes the line break.
func (p *parser) quotedLine(quote byte) (closed, escaped, ok bool) {
	kept := len(p.buf)
	for ; p.pos < p.end; p.pos++ {
		switch c := p.text[p.pos]; {
		case c == quote && quote == '\'' && p.pos+1 < p.end && p.text[p.pos+1] == quote:
			p.pos++
			p.buf = append(p.buf, quote)
		case c == quote:
			p.pos++
			return true, false, true
		case c == '\\' && quote == '"' && p.pos+1 == p.end:
			return false, true, true
		case c == '\\' && quote == '"':
			if !p.escape() {
				return false, false, false
			}
		case c == ' ':
			p.buf = append(p.buf, c)
			continue
		default:
			p.buf = append(p.buf, c)
		}
		kept = len(p.buf)
	}
	p.buf = p.buf[:kept]
	return false, false, true
}

// escapes are what may follow a backslash, in pairs with what it stands for. Those
// for rare characters are not tidy.
const escapes = "0\x00a\ab\bt\tn\nv\vf\fr\re\x1b  \"\"//\\\\"

// escape takes in what the backslash at hand begins, and ends at its last
// character.
func (p *parser) escape() bool {
	p.pos++
	c := p.text[p.pos]
	if at := strings.IndexByte(escapes, c); at >= 0 && at%2 == 0 {
		p.buf = append(p.buf, escapes[at+1])
		return true
	}
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
	if digits == 0 || p.pos+digits >= p.end {
		return false
	}
	r := hex(p.text[p.pos+1 : p.pos+1+digits])
	if !utf8.ValidRune(r) {
		return false
	}
	p.buf = utf8.AppendRune(p.buf, r)
	p.pos += digits
	return true
}

// hex is the value of hexadecimal digits, or -1.
func hex(digits string) rune {
	n, err := strconv.ParseUint(digits, 16, 31)
	if err != nil {
		return -1
	}
	return rune(n)
}
