package diff

import (
	"slices"
	"strconv"
	"strings"
)

// Matching pairs the nodes of two models. It goes from what is certain to what
// is likely: an id, a name, what else tells an element from its siblings, and at
// last its likeness. No pair rests on the position in a list, except among
// duplicates. What is left is added or removed.

// pair is a matched element with the facts that differ.
type pair struct {
	base, revision *node
	open           []string // keys of raw differences that no finding has claimed yet
	guessed        string   // why the two were taken for one, when it is a guess
	moved          bool     // the parents are not a pair
	ledger         *ledger
}

// matcher collects pairs and what could not be paired.
type matcher struct {
	opts  *Options
	pairs []*pair
	hints []hint
}

// hint is a finding about matching itself.
type hint struct {
	rule           string
	base, revision *node
	before, after  string
	detail         string
}

func (m *matcher) pair(b, r *node) *pair {
	uid := "#" + strconv.Itoa(len(m.pairs))
	b.partner, r.partner, b.uid, r.uid = r, b, uid, uid
	p := &pair{base: b, revision: r}
	m.pairs = append(m.pairs, p)
	return p
}

// tree pairs two nodes and everything within them that the schema is made of.
func (m *matcher) tree(b, r *node) {
	m.pair(b, r)
	m.list(b, r, objectKind)
	m.list(b, r, propertyKind)
}

// list pairs the children of one kind, and what is within them.
func (m *matcher) list(b, r *node, k kind) {
	base, revision := b.children[k], r.children[k]
	if len(base) == 0 && len(revision) == 0 {
		return
	}
	m.exchange(base, revision)
	for _, key := range matchKeys[k] {
		m.by(base, revision, key)
	}
	if k == objectKind || k == propertyKind {
		m.unswap(base)
		m.similar(base, revision, k)
		for _, n := range base {
			if n.partner != nil && n.partner.parent == r {
				m.list(n, n.partner, propertyKind)
			}
		}
	}
}

// exchange pairs by id, where ids are unique on both sides and what they stand
// on is not something else altogether.
func (m *matcher) exchange(base, revision []*node) {
	old, now := uniqueIDs(base), uniqueIDs(revision)
	for _, b := range base {
		r := now[b.id]
		if b.id == "" || old[b.id] == nil || r == nil || b.partner != nil || r.partner != nil || b.kind == contractKind {
			continue
		}
		if b.kind == levelKind && b.fact("property").value != r.fact("property").value {
			continue // an id does not make a retention of a latency
		}
		if contradicts(b, r) {
			m.hints = append(m.hints, hint{rule: "property-id-reused", base: b, revision: r, before: b.path, after: r.path, detail: b.id})
			continue
		}
		m.pair(b, r)
	}
}

func uniqueIDs(list []*node) map[string]*node {
	seen := map[string]*node{}
	for _, n := range list {
		if n.id == "" {
			continue
		}
		if _, again := seen[n.id]; again {
			seen[n.id] = nil
			continue
		}
		seen[n.id] = n
	}
	return seen
}

// contradicts reports whether an id moved to another property: neither a word of
// the name nor the type is the same.
func contradicts(b, r *node) bool {
	if b.kind != propertyKind || b.slot != "" {
		return false
	}
	return jaccard(b.nameTokens(), r.nameTokens()) == 0 && b.fact("logicalType").value != r.fact("logicalType").value
}

// keyFunc gives what a node is recognised by; "" is nothing.
type keyFunc func(*node) string

// by pairs nodes with equal keys, duplicates in the order of the document.
func (m *matcher) by(base, revision []*node, key keyFunc) {
	waiting := map[string][]*node{}
	for _, r := range revision {
		if r.partner == nil {
			if k := key(r); k != "" {
				waiting[k] = append(waiting[k], r)
			}
		}
	}
	if len(waiting) == 0 {
		return
	}
	for _, b := range base {
		if b.partner != nil {
			continue
		}
		if k := key(b); k != "" && len(waiting[k]) > 0 {
			m.pair(b, waiting[k][0])
			waiting[k] = waiting[k][1:]
		}
	}
}

// matchKeys lists by kind what elements are recognised by, best first.
var matchKeys = [kinds][]keyFunc{
	objectKind:     {(*node).physicalName, (*node).matchName, (*node).foldedName, without("name")},
	propertyKind:   {slotOf, inSlot((*node).physicalName), inSlot((*node).matchName), inSlot((*node).foldedName), inSlot(without("name"))},
	valueKind:      {facts("value"), without("value")},
	relationKind:   {facts("from", "to"), facts("from"), facts("to"), without("from", "to")},
	checkKind:      {everything, facts("name", "type", "metric"), facts("name"), checkSignature, facts("metric", "columns"), soleOf("metric"), soleOf("type")},
	levelKind:      {everything, facts("property", "element", "driver"), facts("property", "element"), facts("property"), without("property")},
	serverKind:     {facts("server"), addressKey, facts("type", "environment"), soleOf("type"), without("server", "type")},
	roleKind:       {facts("role"), foldedRole, roleContent, without("role")},
	supportKind:    {facts("channel"), facts("url"), without("channel", "url")},
	policyKind:     {facts("url"), facts("type")},
	constraintKind: {facts("constraint"), without("constraint")},
}

// without recognises what has no name at all: by its place among its like, for
// want of anything else.
func without(keys ...string) keyFunc {
	return func(n *node) string {
		for _, k := range keys {
			if n.has(k) {
				return ""
			}
		}
		return "nameless"
	}
}

func (n *node) matchName() string { return n.fact("name").value }

func (n *node) foldedName() string { return strings.ToLower(n.fact("name").value) }

func slotOf(n *node) string { return n.slot }

func inSlot(key keyFunc) keyFunc {
	return func(n *node) string {
		if n.slot != "" {
			return ""
		}
		return key(n)
	}
}

// facts recognises by facts, the first of which must be there.
func facts(keys ...string) keyFunc {
	return func(n *node) string {
		if !n.has(keys[0]) {
			return ""
		}
		parts := make([]string, len(keys))
		for i, k := range keys {
			parts[i] = n.fact(k).value
		}
		return strings.Join(parts, "\x1c")
	}
}

// soleOf recognises the only node of its parent without a partner for which a
// fact has its value.
func soleOf(key string) keyFunc {
	return func(n *node) string {
		value := n.fact(key).value
		for _, s := range n.parent.children[n.kind] {
			if s != n && s.partner == nil && s.fact(key).value == value {
				return ""
			}
		}
		return key + value
	}
}

// everything recognises what did not change at all.
func everything(n *node) string {
	var b strings.Builder
	for _, f := range n.facts {
		b.WriteString(f.key + "\x1d" + f.value + "\x1c")
	}
	return b.String()
}

// checkSignature is what a check does, without its thresholds and labels.
func checkSignature(n *node) string {
	sig := ""
	for _, k := range []string{"type", "metric", "columns", "validValues", "missingValues", "pattern", "arguments", "query", "engine", "implementation"} {
		sig += n.fact(k).value + "\x1c"
	}
	if n.fact("type").value == "text" {
		sig += n.fact("description").value
	}
	return sig
}

// addressKey recognises a server by where it leads.
func addressKey(n *node) string {
	key := ""
	for _, f := range n.facts {
		if strings.HasPrefix(f.key, "address.") {
			key += f.key + "=" + f.value + "\x1c"
		}
	}
	if key == "" {
		return ""
	}
	return n.fact("type").value + "\x1c" + n.fact("environment").value + "\x1c" + key
}

func foldedRole(n *node) string { return foldName(n.fact("role").value) }

// roleContent recognises a role by more than its access, which many share.
func roleContent(n *node) string {
	if !n.has("description") && !n.has("firstLevelApprovers") {
		return ""
	}
	return facts("access", "firstLevelApprovers", "secondLevelApprovers", "description")(n)
}

// unswap finds two properties that exchanged their names. By name each is paired
// with the other's successor, and only their types and descriptions give it away.
func (m *matcher) unswap(base []*node) {
	bySignature := map[string]*node{}
	for _, b := range base {
		if s := b.signature(); s != "" && b.partner != nil && b.partner.signature() != s {
			bySignature[s] = b
		}
	}
	for _, b := range base {
		if b.partner == nil || b.signature() == "" || b.id != "" && b.id == b.partner.id {
			continue
		}
		c := bySignature[b.partner.signature()]
		if c != nil && c != b && b.matchName() == b.partner.matchName() && c.partner.signature() == b.signature() && b.signature() != c.signature() {
			b.partner, c.partner = c.partner, b.partner
			m.repair(b)
			m.repair(c)
		}
	}
}

// signature is what tells a property from its siblings apart from its name; ""
// when that is too little.
func (n *node) signature() string {
	if !n.has("description") {
		return ""
	}
	return n.fact("description").value + "\x1c" + n.fact("logicalType").value + "\x1c" + n.fact("physicalType").value
}

// repair makes the pair of b point to its new partner.
func (m *matcher) repair(b *node) {
	i := slices.IndexFunc(m.pairs, func(p *pair) bool { return p.base == b })
	m.pairs[i].revision = b.partner
	b.partner.partner, b.partner.uid = b, b.uid
	m.pairs[i].guessed = "the two have exchanged types and descriptions"
}
