package diff

import (
	"slices"
	"strings"
)

// objectJudges judge schema objects.
var objectJudges = map[string]judge{
	"name":         judgeName,
	"physicalName": judgeName,
	"physicalType": judgeObjectType,
	"logicalType":  judgeObjectLogicalType,
	"granularity":  always("object-granularity-changed"),
	"deprecated":   turned("object-deprecated", "object-undeprecated", "object-deprecated"),
	"open":         judgeOpen,
	"closed":       judgeOpen,
	"businessName": always("object-business-name-changed"),
	"description":  always("object-description-changed"),
	"order":        judgePropertyOrder,
	"id":           judgeID,
}

// nameRules are the rules for names of one kind of element.
type nameRules struct{ renamed, logical, physical, caseOnly string }

var objectNames = nameRules{"object-renamed", "object-logical-name-changed", "object-physical-name-changed", "object-renamed-case-only"}

var propertyNames = nameRules{"property-renamed", "property-logical-name-changed", "property-physical-name-changed", "property-renamed-case-only"}

// judgeName tells a change of the logical or physical name. The one downgrade
// needs a physical name that both sides state and that is the same: a fact, not
// a guess.
func judgeName(c *comparison, p *pair, _ string) {
	rules := propertyNames
	if p.base.kind == objectKind {
		rules = objectNames
	}
	b, r := p.base.physicalName(), p.revision.physicalName()
	n := note{node: p.base, evidence: p.guessed}
	rule, before, after := rules.renamed, p.base.path, p.revision.path
	switch {
	case !p.isOpen("name"):
		rule, before, after = rules.physical, b, r
	case b == r && p.base.has("physicalName") && p.revision.has("physicalName"):
		rule = rules.logical
	case strings.EqualFold(b, r) && strings.EqualFold(p.base.name, p.revision.name):
		rule = rules.caseOnly
		if c.tellsCaseApart() {
			n.severity = Breaking
		}
	case p.base.kind == propertyKind && p.isRetyped():
		rule = "property-renamed-with-type-change"
		n.detail = "now " + p.revision.typeText() + ", before " + p.base.typeText()
		p.claim("logicalType", "physicalType")
		p.claim(optionKeys...)
		p.claimChildren()
	}
	f := Finding{
		Rule: rule, Path: p.revision.path, Key: "name", Before: before, After: after,
		Base: p.base.pos("name"), Revision: p.revision.pos("name"),
	}
	if rule == rules.physical {
		f.Key = "physicalName"
	}
	p.claim("name", "physicalName")
	c.tell(f, n)
}

// isRetyped reports whether a type changed in more than its size.
func (p *pair) isRetyped() bool {
	bl, rl := p.base.fact("logicalType").value, p.revision.fact("logicalType").value
	if bl != rl && bl != "" && rl != "" {
		return true
	}
	if !p.isOpen("physicalType") || !p.base.has("physicalType") || !p.revision.has("physicalType") {
		return false
	}
	return p.physicalRule() == typeOtherFamily
}

func (n *node) typeText() string {
	t := n.fact("logicalType").text
	if ph := n.fact("physicalType").text; ph != "" && !strings.EqualFold(ph, t) {
		return strings.TrimSpace(t + " " + ph)
	}
	return t
}

// tellsCaseApart reports whether a declared server or format distinguishes
// letter case in names.
func (c *comparison) tellsCaseApart() bool {
	return c.hasServer(func(kind, format string) bool {
		switch kind {
		case "kafka", "api", "kinesis", "pubsub":
			return true
		}
		return format == "json" || format == "avro" || format == "parquet"
	})
}

// isPositional reports whether a declared server delivers columns by position.
func (c *comparison) isPositional() bool {
	return c.hasServer(func(_, format string) bool {
		switch format {
		case "csv", "tsv", "txt", "text", "fixedwidth", "fixed-width", "fixed":
			return true
		}
		return false
	})
}

func (c *comparison) hasServer(is func(kind, format string) bool) bool {
	for _, side := range []*node{c.base, c.revision} {
		for _, s := range side.children[serverKind] {
			if is(s.fact("type").value, s.fact("format").value) {
				return true
			}
		}
	}
	return false
}

func judgeObjectType(c *comparison, p *pair, key string) {
	b, r := objectMedium(p.base.fact(key).value), objectMedium(p.revision.fact(key).value)
	n := note{}
	rule := "object-kind-changed"
	if b != r {
		rule = "object-medium-changed"
	}
	f := Finding{Rule: rule, Path: p.revision.path, Key: key, Base: p.base.pos(key), Revision: p.revision.pos(key)}
	f.Before, f.After = orTable(p.base.fact(key).text), orTable(p.revision.fact(key).text)
	p.claim(key)
	c.tell(f, n)
}

func judgeObjectLogicalType(c *comparison, p *pair, key string) {
	c.tellDefault(p, "object-logical-type-changed", key, "object")
}

func orTable(s string) string { return defaultTo(s, "table") }

// objectMedium is what an object is read from: rows of a database, or another
// thing altogether.
func objectMedium(kind string) string {
	switch kind {
	case "topic", "stream", "queue":
		return "topic"
	case "file", "folder", "document", "csv", "parquet", "json":
		return "file"
	case "api", "endpoint", "blob":
		return kind
	}
	return ""
}

func judgeOpen(c *comparison, p *pair, key string) {
	opened := p.revision.has("open") || p.base.has("closed")
	p.claim("open", "closed")
	c.tellKey(p, either(opened, "object-became-open", "object-became-closed"), key, note{})
}

// judgePropertyOrder tells of another order, once for a list.
func judgePropertyOrder(c *comparison, p *pair, key string) {
	rule := "property-reordered"
	if p.base.kind == objectKind && c.isPositional() {
		rule = "property-reordered-positional"
	}
	f := Finding{Rule: rule, Path: p.revision.path, Before: nameList(p.base), After: nameList(p.revision), Base: p.base.pos(""), Revision: p.revision.pos("")}
	p.claim(key)
	c.tell(f, note{node: p.revision})
}

func nameList(n *node) string {
	return strings.Join(namesOf(n.children[propertyKind]), ", ")
}

// judgeID tells of another stable id. One that appears helps later matching, and
// one that vanishes takes that help away.
func judgeID(c *comparison, p *pair, key string) {
	rule := "property-id-changed"
	if !p.base.has(key) || !p.revision.has(key) {
		rule = "property-id-added"
	}
	c.tellKey(p, rule, key, note{})
}

func judgeLoneObject(c *comparison, n *node) {
	switch {
	case n.revised:
		c.tellLone(n, "object-added", note{})
	case n.has("deprecated"):
		c.tellLone(n, "object-removed-after-deprecation", note{})
	default:
		c.tellLone(n, "object-removed", note{})
	}
}

func judgeLoneProperty(c *comparison, n *node) {
	switch {
	case n.slot != "":
		c.tellLone(n, either(n.revised, "items-declared", "items-undeclared"), note{node: n.parent})
	case n.revised:
		c.tellLone(n, c.additionRule(n), note{})
	case n.has("deprecated"):
		c.tellLone(n, "property-removed-after-deprecation", note{})
	default:
		c.tellLone(n, "property-removed", note{})
	}
}

// additionRule finds what is most worth saying of a new property.
func (c *comparison) additionRule(n *node) string {
	siblings := n.parent.children[propertyKind]
	switch {
	case n.isMoreSensitive():
		return "property-added-sensitive"
	case n.parent.partner.has("closed"):
		return "property-added-to-closed-object"
	case n.parent.kind == objectKind && !allNew(siblings[n.order:]) && c.isPositional():
		return "property-added-positional"
	case n.has("required"):
		return "property-added-required"
	}
	return "property-added"
}

func allNew(list []*node) bool {
	return !slices.ContainsFunc(list, func(n *node) bool { return n.partner != nil })
}

// isMoreSensitive reports whether a new property, or something in it, is more
// sensitive than all its object had.
func (n *node) isMoreSensitive() bool {
	most, personal := -1, false
	n.object().partnerOrSelf().walk(func(x *node) {
		most = max(most, classRank(x.fact("classification").value))
		personal = personal || x.has("pii")
	})
	found := false
	n.walk(func(x *node) {
		rank := classRank(x.fact("classification").value)
		found = found || x.has("pii") && !personal || rank > most && rank > 0
	})
	return found
}

func (n *node) partnerOrSelf() *node {
	if n.partner != nil {
		return n.partner
	}
	return n
}

// classRank orders the usual words for how sensitive data is; -1 is unknown.
func classRank(s string) int {
	switch foldName(s) {
	case "public", "open":
		return 0
	case "internal", "internaluse", "internaluseonly":
		return 1
	case "confidential", "sensitive", "private":
		return 2
	case "restricted", "highlyconfidential", "strictlyconfidential":
		return 3
	case "secret", "topsecret":
		return 4
	}
	return -1
}
