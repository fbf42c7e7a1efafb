package diff

import (
	"math/big"
	"strings"

	"meshdex/catalog/diff/pattern"
)

// bounded judges a bound by what it lets through. The names of the rules say
// which way it moved; which way is worse follows from the side it is on.
func bounded(name string, inwards int) judge {
	return func(c *comparison, p *pair, key string) {
		b, r := parseBound(p.base.fact(key).value), parseBound(p.revision.fact(key).value)
		rel := relateBounds(b, r, inwards)
		p.followPhysical(rel)
		n := note{}
		if rel == incomparable {
			n.severity = PotentiallyBreaking
		}
		c.tellKey(p, boundRule(name, b, r, rel, inwards), key, n)
	}
}

func boundRule(name string, b, r bound, rel relation, inwards int) string {
	switch {
	case !b.isSet():
		return name + "-added"
	case !r.isSet():
		return name + "-removed"
	}
	if order, ok := b.compare(r); ok && order == 0 {
		return rel.choose("bound-exclusivity-tightened", "bound-exclusivity-loosened", "")
	}
	grew := rel == subset == (inwards > 0)
	if rel == incomparable {
		grew = r.canonical() > b.canonical()
	}
	return name + either(grew, "-increased", "-decreased")
}

// followPhysical lets a bound speak for the physical type that moved with it:
// the bound is the promise, the type only the room for it.
func (p *pair) followPhysical(rel relation) {
	if !p.isOpen("physicalType") || !p.base.has("physicalType") || !p.revision.has("physicalType") {
		return
	}
	rule := p.physicalRule()
	if rel == superset && rule == typeWidened || rel == subset && rule == typeNarrowed {
		p.claim("physicalType")
	}
}

func judgeMultiple(c *comparison, p *pair, key string) {
	b, r := p.base.fact(key), p.revision.fact(key)
	rel := relateMultiples(b.value, r.value)
	f := Finding{
		Rule: rel.choose("multiple-of-tightened", "multiple-of-loosened", "multiple-of-incomparable"), Path: p.revision.path, Key: key,
		Before: defaultTo(b.text, "anything"), After: defaultTo(r.text, "anything"), Base: p.base.pos(key), Revision: p.revision.pos(key),
	}
	p.claim(key)
	c.tell(f, note{node: p.revision})
}

// relateMultiples compares what two divisors allow: multiples of ten are
// multiples of five.
func relateMultiples(b, r string) relation {
	x, okX := new(big.Rat).SetString(b)
	y, okY := new(big.Rat).SetString(r)
	switch {
	case b == "":
		return subset
	case r == "":
		return superset
	case !okX || !okY || x.Sign() == 0 || y.Sign() == 0:
		return incomparable
	case new(big.Rat).Quo(y, x).IsInt():
		return subset
	case new(big.Rat).Quo(x, y).IsInt():
		return superset
	}
	return incomparable
}

// judgePattern tries to prove which of two patterns is wider, and shows a text
// that tells them apart when it finds one.
func judgePattern(c *comparison, p *pair, key string) {
	b, r := p.base.fact(key).value, p.revision.fact(key).value
	if b == "" || r == "" {
		turned("pattern-added", "pattern-removed", "")(c, p, key)
		return
	}
	rel, witness := relatePatterns(b, r)
	detail := "the two cannot be compared"
	if witness != "" {
		detail = "only one of them matches " + witness
	}
	rule := rel.choose("pattern-tightened", "pattern-loosened", "pattern-changed")
	if rule == "" {
		rule = "guarantee-restated"
	}
	c.tellKey(p, rule, key, note{detail: detail})
}

func relatePatterns(b, r string) (relation, string) {
	forth, missing := pattern.Contains(b, r)
	back, extra := pattern.Contains(r, b)
	switch {
	case forth == pattern.Yes && back == pattern.Yes:
		return equal, ""
	case forth == pattern.Yes:
		return subset, ""
	case back == pattern.Yes:
		return superset, ""
	case missing != "":
		return incomparable, missing
	}
	return incomparable, extra
}

// valueJudges judge one value of a closed list that both sides have.
var valueJudges = map[string]judge{
	"value":       judgeValue,
	"label":       labels("enum-label-changed"),
	"description": labels("enum-label-changed"),
	"tags":        labels("enum-label-changed"),
	"custom:":     labels("enum-label-changed"),
	"link:":       labels("enum-label-changed"),
	"meaning:":    labels("enum-label-changed"),
	"id":          labels("enum-label-changed"),
}

func judgeValue(c *comparison, p *pair, key string) {
	c.tellKey(p, "enum-value-changed", key, note{})
}

// judgeLoneValue tells of all values that a list gained, or of all it lost, at
// once; and of a list that appeared or vanished as that.
func judgeLoneValue(c *comparison, n *node) {
	parent, list := n.parent, unclaimedValues(n.parent)
	var names []string
	for _, v := range list {
		c.ledger.takeNode(v)
		names = append(names, v.name)
	}
	here, there := parent.partner.path, len(parent.partner.children[valueKind])
	f := Finding{Path: here, Key: "enum", Base: surrounding(n), Revision: n.pos("")}
	text := strings.Join(names, ", ")
	switch {
	case n.revised:
		f.Path, f.After = parent.path, text
		f.Rule = either(there == 0, "enum-introduced", "enum-value-added")
		if there > 0 && parent.partner.has("extensibleEnum") {
			f.Rule = "enum-value-added-extensible"
		}
	default:
		f.Base, f.Revision, f.Before = n.pos(""), surrounding(n), text
		f.Rule = either(there == 0, "enum-removed", "enum-value-removed")
	}
	c.tell(f, note{node: parent})
}

func unclaimedValues(parent *node) []*node {
	var out []*node
	for _, v := range parent.children[valueKind] {
		if v.partner == nil && !v.claimed {
			out = append(out, v)
		}
	}
	return out
}
