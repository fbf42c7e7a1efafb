package query

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// term reads one text or filter.
func (p *parser) term() Node {
	if p.texts++; p.texts > maxTexts {
		p.fail(p.at, fmt.Sprintf("the query has more than %d words", maxTexts), "")
		p.at = len(p.text)
		return nil
	}
	switch p.peek() {
	case '"':
		return p.phrase(Phrase)
	case '~':
		return p.fuzzy()
	}
	if name, op, ok := p.qualifier(); ok {
		return p.filter(name, op)
	}
	return p.word(Word)
}

func (p *parser) fuzzy() Node {
	start := p.at
	p.at++
	switch {
	case p.peek() == '"':
		return p.phrase(Fuzzy)
	case p.endsBare(""):
		p.fail(start, "there is nothing to find after ~", "~orders")
		return nil
	}
	return p.word(Fuzzy)
}

func (p *parser) phrase(kind Kind) Node {
	start := p.at
	s := strings.TrimSpace(p.quoted())
	if s == "" {
		p.fail(start, "there is nothing between the quotes", "")
		return nil
	}
	return Text{s, kind}
}

// quoted reads a quoted text; the reader stands on the quote.
func (p *parser) quoted() string {
	start := p.at
	var b strings.Builder
	for p.at++; p.at < len(p.text); p.at++ {
		switch r := p.text[p.at]; {
		case r == '"':
			p.at++
			return b.String()
		case r == '\\' && p.at+1 < len(p.text):
			p.at++
			b.WriteRune(p.text[p.at])
		default:
			b.WriteRune(r)
		}
	}
	p.fail(start, "this quote is not closed", `"`)
	return b.String()
}

// endsBare reports whether a bare text cannot go on here.
func (p *parser) endsBare(also string) bool {
	r := p.peek()
	return p.at >= len(p.text) || unicode.IsSpace(r) || strings.ContainsRune(`"()`+also, r)
}

func (p *parser) bare(also string) string {
	start := p.at
	for !p.endsBare(also) {
		p.at++
	}
	return string(p.text[start:p.at])
}

func (p *parser) word(kind Kind) Node {
	return Text{p.bare(""), kind}
}

// qualifier reads a qualifier's name and operator, or nothing. A name that is
// none is an ordinary word, for ids are full of colons, unless it looks like a
// slip of the finger.
func (p *parser) qualifier() (Qualifier, Op, bool) {
	end := p.at
	for end < len(p.text) && isNameRune(p.text[end]) {
		end++
	}
	op := opAt(p.text[end:])
	if end == p.at || op == "" {
		return Qualifier{}, "", false
	}
	name := string(p.text[p.at:end])
	q, ok := Lookup(name)
	if !ok {
		if like, found := near(name); found && op == Has {
			p.fail(p.at, fmt.Sprintf("there is no qualifier %q", name), like+":")
		}
		return Qualifier{}, "", false
	}
	p.at = end + len(op)
	return q, op, true
}

func isNameRune(r rune) bool {
	return r == '.' || r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// opAt reads the operator that the text begins with.
func opAt(text []rune) Op {
	for _, op := range []Op{LessEqual, GreaterEqual, NotEqual, Less, Greater, Equal, Has} {
		if len(text) >= len(op) && string(text[:len(op)]) == string(op) {
			return op
		}
	}
	return ""
}

// filter reads the values of a qualifier.
func (p *parser) filter(q Qualifier, op Op) Node {
	f := Filter{Name: q.Name, Op: op}
	for {
		at := p.at
		var v string
		if p.peek() == '"' {
			v = strings.TrimSpace(p.quoted())
		} else {
			v = p.bare(",")
		}
		v = q.canonical(v)
		if p.checks(q, op, v, at) {
			f.Values = append(f.Values, v)
		}
		if p.peek() != ',' {
			break
		}
		p.at++
	}
	if len(f.Values) == 0 {
		return nil
	}
	return f
}

// checks reports whether the qualifier takes the value.
func (p *parser) checks(q Qualifier, op Op, v string, at int) bool {
	ordered := op != Has && op != Equal && op != NotEqual
	switch {
	case v == "":
		p.fail(at, fmt.Sprintf("%s needs a value", q.Name), q.Example)
		return false
	case ordered && (q.Takes == Words || q.Takes == Choice):
		p.fail(at, fmt.Sprintf("%s has no order: use : or = or !=", q.Name), q.Example)
		return false
	case q.Takes == Choice && !slices.Contains(q.Choices, strings.ToLower(v)):
		p.fail(at, fmt.Sprintf("%s takes %s", q.Name, strings.Join(q.Choices, ", ")), nearestChoice(v, q.Choices))
		return false
	}
	return p.checksNumber(q, ordered, v, at)
}

func (p *parser) checksNumber(q Qualifier, ordered bool, v string, at int) bool {
	m, isNumber := ParseMeasure(v)
	switch q.Takes {
	case Count:
		if !isNumber || m.Unit != "" {
			p.fail(at, fmt.Sprintf("%s takes a number", q.Name), q.Example)
			return false
		}
	case Age:
		_, isAge := ParseAge(v)
		if _, _, isDate := ParseDate(v); !isAge && !isDate {
			p.fail(at, fmt.Sprintf("%s takes an age such as 7d or a date such as 2026-01-31", q.Name), q.Example)
			return false
		}
	case Quantity:
		if ordered && !isNumber {
			p.fail(at, fmt.Sprintf("%s is compared with a number and a unit", q.Name), q.Example)
			return false
		}
	}
	return true
}

func nearestChoice(v string, choices []string) string {
	best, at := "", 3
	for _, c := range choices {
		if d := Distance(strings.ToLower(v), c, 2); d < at {
			best, at = c, d
		}
	}
	return best
}
