package diff

import (
	"slices"
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
	rule := ruleIndex[f.Rule]
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
		Before: p.base.fact(key).text, After: p.revision.fact(key).text,
		Base: p.base.pos(key), Revision: p.revision.pos(key),
	}, n)
}

// publicKey is how a key is called in the document.
func publicKey(key string) string {
	for _, prefix := range []string{"custom:", "link:", "meaning:", "ext:", "setting:", "address.", "compute."} {
		if rest, ok := strings.CutPrefix(key, prefix); ok {
			return rest
		}
	}
	return key
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
	"synonyms":             always("property-synonyms-changed"),
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
	if secretKey.MatchString(key) {
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
	case secretKey.MatchString(name):
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
