package diff

import (
	"slices"
	"strings"
)

// The judges of what any element may carry: tags, links, custom properties and
// keys that no model knows.

func judgeSynonyms(c *comparison, p *pair, key string) {
	p.claim("synonyms.labels")
	c.tellKey(p, "property-synonyms-changed", key, note{})
}

func judgeTags(c *comparison, p *pair, key string) {
	base, revision := splitSet(p.base.fact(key).value), splitSet(p.revision.fact(key).value)
	c.tellKey(p, "tags-changed", key, note{detail: setChange(base, revision)})
}

func splitSet(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\x1f")
}

// setChange says what a set gained and lost.
func setChange(base, revision []string) string {
	var parts []string
	if gained := subtract(revision, base); len(gained) > 0 {
		parts = append(parts, "added "+shorten(strings.Join(gained, ", ")))
	}
	if lost := subtract(base, revision); len(lost) > 0 {
		parts = append(parts, "removed "+shorten(strings.Join(lost, ", ")))
	}
	return strings.Join(parts, ", ")
}

func judgeCustom(c *comparison, p *pair, key string) {
	if secretKey().MatchString(key) {
		c.tellKey(p, "secret-changed", key, note{})
		return
	}
	c.tellKey(p, "custom-property-changed", key, note{name: publicKey(key)})
}

func judgeLink(c *comparison, p *pair, key string) {
	if c.retyped(p, key) {
		return
	}
	rule := "authoritative-definitions-changed"
	if c.base.isDialect("dcs") && c.revision.isDialect("dcs") {
		rule = "links-changed"
	}
	c.tellKey(p, rule, key, note{})
}

func judgeMeaning(c *comparison, p *pair, key string) {
	b, r := p.base.fact(key), p.revision.fact(key)
	switch {
	case c.retyped(p, key):
	case strings.HasPrefix(key, "meaning:definition"):
		c.tellKey(p, "definition-reference-changed", key, note{})
	case b.value != "" && r.value != "" && b.text != r.text:
		c.tellKey(p, "authoritative-definition-changed", key, note{})
	default:
		c.tellKey(p, "authoritative-definitions-changed", key, note{})
	}
}

// retyped tells of a link that is now of another type but leads to the same
// place, as one change.
func (c *comparison) retyped(p *pair, key string) bool {
	b, r := p.base.fact(key), p.revision.fact(key)
	if b.value != "" && r.value != "" {
		return false
	}
	for _, other := range p.open {
		if other == key || !strings.HasPrefix(other, "link:") && !strings.HasPrefix(other, "meaning:") {
			continue
		}
		x, y := p.base.fact(other), p.revision.fact(other)
		if b.value == "" && x.text == r.text && y.value == "" || r.value == "" && y.text == b.text && x.value == "" {
			p.claim(other)
			c.tellKey(p, "authoritative-definitions-changed", key, note{})
			return true
		}
	}
	return false
}

func (n *node) isDialect(family string) bool {
	return strings.HasPrefix(n.fact("dialect").value, family+" ") || n.fact("dialect").value == family
}

// judgeExtension judges a key that no model has a name for.
func judgeExtension(c *comparison, p *pair, key string) {
	name := publicKey(key)
	switch {
	case secretKey().MatchString(name):
		c.tellKey(p, "secret-changed", key, note{})
	case strings.Contains(p.base.fact(key).text+p.revision.fact(key).text, hidden):
		c.tellKey(p, "secret-changed", key, note{})
	default:
		f := Finding{
			Rule: "unknown-field-changed", Path: p.revision.path, Key: name,
			Before: p.base.fact(key).text, After: p.revision.fact(key).text, Base: p.base.pos(key), Revision: p.revision.pos(key),
		}
		p.claim(key)
		c.tell(f, note{node: p.revision, name: name})
	}
}

// droppedFields tells what was lost in the move to another dialect: every field
// once, however many elements had it.
func (c *comparison) droppedFields() {
	if c.base.fact("dialect").value == c.revision.fact("dialect").value {
		return
	}
	first := map[string]*pair{}
	count := map[string]int{}
	var order []string
	for _, p := range c.pairs {
		for _, key := range slices.Clone(p.open) {
			if !c.isDropped(p, key) {
				continue
			}
			p.claim(key)
			if first[key] == nil {
				first[key], order = p, append(order, key)
			}
			count[key]++
		}
	}
	for _, key := range order {
		p := first[key]
		f := Finding{
			Rule: "dialect-field-dropped", Path: p.revision.path, Key: publicKey(key),
			Before: p.base.fact(key).text, Base: p.base.pos(key), Revision: p.revision.pos(key),
		}
		name := publicKey(key)
		if count[key] > 1 {
			name += " (on " + countWord(count[key]) + " elements)"
		}
		c.tell(f, note{node: p.revision, name: name})
	}
}

// isDropped reports whether a field of an older dialect has no home in the newer
// one and went missing with the move.
func (c *comparison) isDropped(p *pair, key string) bool {
	if p.revision.has(key) || !strings.HasPrefix(key, "ext:") {
		return false
	}
	switch publicKey(key) {
	case "clusterStatus", "clusterKeyPosition", "priorTableName", "datasetKind", "userConsumptionMode":
		return true
	}
	return false
}
