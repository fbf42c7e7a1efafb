package diff

import (
	"strconv"
	"strings"

	"meshdex/catalog"
)

// A judge turns a raw difference into a finding. It claims the key it was called
// for, and every other one that the finding tells of.
type judge func(c *comparison, p *pair, key string)

// note carries what a finding says beyond its values.
type note struct {
	node     *node
	name     string   // {name} of the sentence; the node's name unless set
	detail   string   // {detail} of the sentence
	evidence string   // what a guess rests on
	severity Severity // where it varies from the rule's
}

// tell adds a finding.
func (c *comparison) tell(f Finding, n note) {
	rule := ruleIndex()[f.Rule]
	f.Severity, f.Bump, f.Duty, f.Evidence = rule.Severity, rule.Bump, rule.Duty, n.evidence
	if n.severity != "" && n.severity != rule.Severity {
		f.Severity, f.Bump = n.severity, bumpOf(n.severity)
	}
	name := n.name
	if name == "" && n.node != nil {
		name = n.node.name
	}
	f.Section, f.Object = sectionOf(n.node, f.Key), objectName(n.node)
	shown := f
	if shown.Path == "" {
		shown.Path = "the contract"
	}
	f.Message = rule.message(&shown, name, n.detail)
	c.findings = append(c.findings, f)
	c.ledger.told++
}

// sectionOf names the section of the contract that a node is in.
func sectionOf(n *node, key string) string {
	switch {
	case n == nil:
		return "schema"
	case n.object() != nil:
		return "schema"
	}
	switch n.kind {
	case levelKind:
		return "slaProperties"
	case serverKind:
		return "servers"
	case roleKind:
		return "roles"
	case supportKind:
		return "support"
	case constraintKind:
		return "context"
	case policyKind:
		return "authoritativeDefinitions"
	}
	section, _, _ := strings.Cut(key, ".")
	return section
}

func objectName(n *node) string {
	if n == nil {
		return ""
	}
	if o := n.object(); o != nil {
		return o.inRevision().name
	}
	return ""
}

// tellKey tells of one key of a pair and claims it.
func (c *comparison) tellKey(p *pair, rule, key string, n note) {
	p.claim(key)
	if n.node == nil {
		n.node = p.revision
	}
	c.tell(Finding{
		Rule: rule, Path: p.revision.path, Key: publicKey(key),
		Before: besides(p.base.fact(key), p.revision.fact(key)), After: besides(p.revision.fact(key), p.base.fact(key)),
		Base: p.base.pos(key), Revision: p.revision.pos(key),
	}, n)
}

// besides is the text to show for a fact beside the other side's: what is absent
// where the other side says yes is no.
func besides(f, other fact) string {
	if f.value == "" && other.value == "true" {
		return "false"
	}
	return f.text
}

// publicKey is how a key is called in the document.
func publicKey(key string) string {
	for _, prefix := range []string{"custom:", "link:", "meaning:", "ext:", "setting:", "address.", "compute."} {
		if rest, ok := strings.CutPrefix(key, prefix); ok {
			return rest
		}
	}
	return defaultTo(publicKeys[key], key)
}

// publicKeys are the facts that the standard has other words for.
var publicKeys = map[string]string{
	"level": "value", "threshold": "mustBe", "open": "additionalFields", "closed": "additionalFields",
	"granularity": "dataGranularityDescription", "created": "contractCreatedTs", "dialect": "apiVersion",
	"context.statements": "context.verifiedStatements", "team.owners": "team.members", "owner": "team",
	"synonyms.labels": "synonyms", "lineage.input": "lineage", "roles.of": "roles", "order": "properties",
}

// tellLone tells of an element that is on one side only.
func (c *comparison) tellLone(n *node, rule string, x note) {
	c.ledger.takeNode(n)
	if x.node == nil {
		x.node = n
	}
	f := Finding{Rule: rule, Path: n.path}
	if n.revised {
		f.Base, f.Revision, f.After = surrounding(n), n.pos(""), n.summary()
	} else {
		f.Base, f.Revision, f.Before = n.pos(""), surrounding(n), n.summary()
		f.Announced = n.has("deprecated")
	}
	c.tell(f, x)
}

// summary says what an element is, for the side that has it.
func (n *node) summary() string {
	switch n.kind {
	case propertyKind:
		if t := n.fact("logicalType").text; t != "" {
			return t
		}
		return n.fact("physicalType").text
	case levelKind:
		return levelOf(n).Label()
	case relationKind:
		return n.fact("to").text
	case policyKind:
		return strings.TrimSpace(n.name + " " + n.fact("url").text)
	}
	return n.name
}

// always judges a key by one rule.
func always(rule string) judge {
	return func(c *comparison, p *pair, key string) { c.tellKey(p, rule, key, note{}) }
}

// turned judges a key by whether it appeared, vanished or changed.
func turned(added, removed, changed string) judge {
	return func(c *comparison, p *pair, key string) {
		switch {
		case !p.base.has(key):
			c.tellKey(p, added, key, note{})
		case !p.revision.has(key):
			c.tellKey(p, removed, key, note{})
		default:
			c.tellKey(p, changed, key, note{})
		}
	}
}

// labels judges everything that only describes an element as one change.
func labels(rule string) judge {
	return func(c *comparison, p *pair, key string) {
		for _, k := range labelKeys {
			p.claimPrefix(k)
		}
		c.tellKey(p, rule, key, note{})
	}
}

// labelKeys begin the keys that describe an element and promise nothing.
var labelKeys = []string{"custom:", "link:", "meaning:", "tags", "description", "synonyms", "label", "id"}

// judge goes through what transitions have left.
func (c *comparison) judge() {
	for _, p := range c.pairs {
		for len(p.open) > 0 {
			key := p.next()
			if j := judgeOf(p.base.kind, key); j != nil {
				j(c, p, key)
			}
			if p.isOpen(key) {
				c.strangers++
				c.tellKey(p, "unknown-field-changed", key, note{name: publicKey(key)})
			}
		}
	}
	for _, n := range c.lone {
		if !n.claimed {
			loneJudges[n.kind](c, n)
		}
	}
}

// leading are the keys to judge before others, because their findings tell of
// the others too.
var leading = [kinds][]string{
	propertyKind: {"name", "logicalType"},
	checkKind:    {"type", "metric", "unit"},
	relationKind: {"to"},
}

// next picks the key to judge.
func (p *pair) next() string {
	for _, key := range leading[p.base.kind] {
		if p.isOpen(key) {
			return key
		}
	}
	return p.open[0]
}

// judgeOf finds the judge of a key; keys with a variable part are known by what
// comes before it.
func judgeOf(k kind, key string) judge {
	if i := strings.IndexAny(key, ":#"); i >= 0 {
		if key[i] == ':' {
			i++
		}
		key = key[:i]
	}
	if j := judges[k][key]; j != nil {
		return j
	}
	if i := strings.IndexByte(key, '.'); i >= 0 {
		if j := judges[k][key[:i+1]]; j != nil {
			return j
		}
	}
	return commonJudges[key]
}

// commonJudges judge what any element may carry.
var commonJudges = map[string]judge{
	"tags":                 judgeTags,
	"custom:":              judgeCustom,
	"link:":                judgeLink,
	"meaning:":             judgeMeaning,
	"ext:":                 judgeExtension,
	"examples":             always("examples-changed"),
	"synonyms":             judgeSynonyms,
	"synonyms.labels":      judgeSynonyms,
	"extensibleEnum":       always("custom-property-changed"),
	"cardinality":          always("custom-property-changed"),
	"renamedFrom":          always("custom-property-changed"),
	"noticePeriod":         always("custom-property-changed"),
	"billing":              always("custom-property-changed"),
	"contact.name":         always("custom-property-changed"),
	"contact.url":          always("custom-property-changed"),
	"contact.email":        always("custom-property-changed"),
	"pii":                  turned("pii-flag-set", "pii-flag-cleared", "pii-flag-set"),
	"context.instructions": always("context-instructions-changed"),
	"context.statements":   always("context-statement-changed"),
	"context.labels":       always("context-instructions-changed"),
}

// judges judge by kind of element and key.
var judges = [kinds]map[string]judge{
	contractKind: contractJudges,
	objectKind:   objectJudges,
	propertyKind: propertyJudges,
	valueKind:    valueJudges,
	relationKind: relationJudges,
	checkKind:    checkJudges,
	levelKind:    levelJudges,
	serverKind:   serverJudges,
	roleKind:     roleJudges,
	supportKind:  supportJudges,
	policyKind:   policyJudges,
	constraintKind: {
		"constraint": always("context-statement-changed"),
		"labels":     always("context-statement-changed"),
	},
}

// loneJudges judge what is on one side only.
var loneJudges = [kinds]func(*comparison, *node){
	objectKind:     judgeLoneObject,
	propertyKind:   judgeLoneProperty,
	valueKind:      judgeLoneValue,
	relationKind:   judgeLoneRelation,
	checkKind:      judgeLoneCheck,
	levelKind:      judgeLoneLevel,
	serverKind:     judgeLoneServer,
	roleKind:       lone("role-added", "role-removed"),
	supportKind:    judgeLoneSupport,
	policyKind:     lone("policy-added", "policy-removed"),
	constraintKind: lone("context-constraint-added", "context-constraint-removed"),
}

// lone judges an element by the side it is on.
func lone(added, removed string) func(*comparison, *node) {
	return func(c *comparison, n *node) { c.tellLone(n, either(n.revised, added, removed), note{}) }
}

func either(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}

func countWord(n int) string { return strconv.Itoa(n) }

// surrounding is the place of what is around n on the other side.
func surrounding(n *node) catalog.Pos {
	for p := n.parent; p != nil; p = p.parent {
		if p.partner != nil {
			return p.partner.pos("")
		}
	}
	return n.pos("")
}

// inRevision is the node's partner on the side of the revision, if there is one.
func (n *node) inRevision() *node {
	if !n.revised && n.partner != nil {
		return n.partner
	}
	return n
}
