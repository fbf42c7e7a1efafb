package diff

import (
	"slices"
	"strconv"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/lazy"
)

// The comparison model is a tree of nodes, one for each element of a contract
// that has an identity of its own. A node carries facts: a key, a canonical value
// that is equal exactly when the meaning is, and the text to show. What equals
// its default is no fact at all, so that writing defaults out changes nothing.

// kind says what a node stands for.
type kind uint8

const (
	contractKind kind = iota
	objectKind
	propertyKind
	valueKind // one value of an enum
	relationKind
	checkKind
	levelKind // a service level
	serverKind
	roleKind
	supportKind
	policyKind
	constraintKind // of a context
	kinds
)

type node struct {
	kind     kind
	name     string // how to call it in a sentence
	path     string
	id       string
	slot     string // items, key or value: a property that its place alone names
	place    catalog.Place
	parent   *node
	children [kinds][]*node
	facts    []fact
	spelling string      // what was written and means nothing, to count it
	order    int         // among its siblings of the same kind
	words    *vocabulary // of the root
	tokens   []string
	source   any    // the element of the catalog, where a judge needs more than facts
	uid      string // shared by the two nodes of a pair; set by matching
	partner  *node
	claimed  bool // an unmatched node that a finding tells of
	revised  bool // it belongs to the revision
}

type fact struct {
	key   string
	value string // canonical
	text  string // to show
	pos   catalog.Pos
}

// add appends a child.
func (n *node) add(c *node) *node {
	c.parent, c.order, c.revised = n, len(n.children[c.kind]), n.revised
	n.children[c.kind] = append(n.children[c.kind], c)
	return c
}

// put records a fact; an empty value is the default and no fact.
func (n *node) put(key, value, text string) {
	n.putAt(key, value, text, n.place.Of(key))
}

func (n *node) putAt(key, value, text string, pos catalog.Pos) {
	if value != "" {
		n.facts = append(n.facts, fact{key, value, redact(text), pos})
	}
}

// prose records a text in which white space does not matter.
func (n *node) prose(key, text string) { n.put(key, foldText(text), text) }

// word records a name or keyword in which blanks around do not matter.
func (n *node) word(key, text string) { n.put(key, normalForm(strings.TrimSpace(text)), text) }

// flag records a yes; no is the default.
func (n *node) flag(key string, f catalog.Flag) {
	if f.Is() {
		n.put(key, "true", "true")
	}
}

// value records a value of any shape.
func (n *node) value(key string, v catalog.Value) {
	if v.IsSet() && v.Kind != catalog.Null {
		n.put(key, canonical(v), v.String())
	}
}

// set records a list in which order and repetition do not matter.
func (n *node) set(key string, items []string) {
	items = normalSet(items)
	n.put(key, strings.Join(items, "\x1f"), strings.Join(items, ", "))
}

func normalSet(items []string) []string {
	var out []string
	for _, s := range items {
		if s = normalForm(strings.TrimSpace(s)); s != "" {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fact finds a fact by key; the zero fact is the default.
func (n *node) fact(key string) fact {
	for i := range n.facts {
		if n.facts[i].key == key {
			return n.facts[i]
		}
	}
	return fact{}
}

// drop takes facts back that another fact has the meaning of.
func (n *node) drop(keys ...string) {
	n.facts = slices.DeleteFunc(n.facts, func(f fact) bool { return slices.Contains(keys, f.key) })
}

func (n *node) has(key string) bool { return n.fact(key).value != "" }

// pos is where the fact stands, or the nearest thing above it that stands
// anywhere.
func (n *node) pos(key string) catalog.Pos {
	if f := n.fact(key); f.pos.IsKnown() {
		return f.pos
	}
	for ; n != nil; n = n.parent {
		if n.place.IsKnown() {
			return n.place.Pos
		}
	}
	return catalog.Pos{Line: 1, Column: 1}
}

func (n *node) sortFacts() {
	slices.SortStableFunc(n.facts, func(a, b fact) int { return strings.Compare(a.key, b.key) })
}

// seal sorts the facts of the tree so that two nodes can be merged by key.
func (n *node) seal() {
	n.sortFacts()
	for _, list := range n.children {
		for _, c := range list {
			c.seal()
		}
	}
}

// walk visits n and everything below it, parents first.
func (n *node) walk(visit func(*node)) {
	visit(n)
	for _, list := range n.children {
		for _, c := range list {
			c.walk(visit)
		}
	}
}

// object returns the schema object that n is or is in, or nil.
func (n *node) object() *node {
	for ; n != nil; n = n.parent {
		if n.kind == objectKind {
			return n
		}
	}
	return nil
}

// annotate records what nearly every element of the standard carries.
func (n *node) annotate(a catalog.Annotations, e catalog.Element) {
	n.id = strings.TrimSpace(a.ID)
	n.put("id", n.id, a.ID)
	n.set("tags", withoutPII(a.Tags))
	n.attachments(a)
	n.extensions(e)
}

// attachments records custom properties and links.
func (n *node) attachments(a catalog.Annotations) {
	for _, c := range a.Custom {
		n.custom(c)
	}
	for _, l := range a.Links {
		n.link(l)
	}
}

// extensions records the keys that no model has a name for.
func (n *node) extensions(e catalog.Element) {
	for _, x := range e.Extensions {
		n.putAt(n.free("ext:"+x.Path), canonical(x.Value), secretOr(x.Path, x.Value.String()), x.Pos)
	}
}

// custom records a custom property. Those that carry a promise of their own get
// the key of that promise.
func (n *node) custom(c catalog.CustomProperty) {
	pos := c.Place.Pos
	if key, ok := promises[foldName(c.Property)]; ok && (key != "pii" || isYesOrNo(c.Value)) {
		if key != "pii" || isYes(c.Value) {
			n.putAt(n.free(key), canonicalScalar(c.Value), c.Value.String(), pos)
		}
		return
	}
	key := "custom:" + c.Property
	if c.Vendor != "" {
		key += "@" + c.Vendor
	}
	value := canonical(c.Value) + "\x1e" + foldText(c.Description) + "\x1e" + remainder(c.Element, catalog.Annotations{ID: c.ID})
	n.putAt(n.free(key), value, secretOr(c.Property, c.Value.String()), pos)
}

// promises are the custom properties (and keys of older dialects) that have
// rules of their own, by folded name.
var promises = map[string]string{
	"pii": "pii", "extensibleenum": "extensibleEnum", "cardinality": "cardinality",
	"noticeperiod": "noticePeriod", "billing": "billing", "termsbilling": "billing", "termsnoticeperiod": "noticePeriod",
	"contactname": "contact.name", "contacturl": "contact.url", "contactemail": "contact.email",
	"renamedfrom": "renamedFrom", "previousname": "renamedFrom",
}

// free finds a key that no fact has yet: duplicates must not hide each other.
func (n *node) free(key string) string {
	for k, i := key, 2; ; i++ {
		if !n.has(k) {
			return k
		}
		k = key + "#" + strconv.Itoa(i)
	}
}

// remainder is what else stands on an element that is not a node of its own: its
// id, tags, custom properties, links and unknown keys.
func remainder(e catalog.Element, a catalog.Annotations) string {
	if len(e.Extensions) == 0 && a.ID == "" && len(a.Tags) == 0 && len(a.Custom) == 0 && len(a.Links) == 0 {
		return ""
	}
	n := &node{}
	n.annotate(a, e)
	n.sortFacts()
	return everything(n)
}

// link records an authoritative definition under its type and address.
func (n *node) link(l catalog.AuthoritativeDefinition) {
	if isPolicy(l) {
		n.policy(l)
		return
	}
	key := "link:"
	if isMeaning(l.Type) {
		key = "meaning:"
	}
	n.putAt(n.free(key+strings.ToLower(l.Type)), l.URL+"\x1e"+foldText(l.Description)+remainder(l.Element, catalog.Annotations{ID: l.ID}), defaultTo(l.URL, l.Description), l.Place.Of("url"))
}

func isMeaning(kind string) bool {
	switch foldName(kind) {
	case "businessdefinition", "semantics", "definition":
		return true
	}
	return false
}

var policyWord = lazy.Regexp(`(?i)polic(y|ies)|terms|licen[cs]e|privacy|gdpr|legal|agreement`)

// isPolicy knows a policy by the word for it: the standards have no field of
// their own for what consumers must agree to.
func isPolicy(l catalog.AuthoritativeDefinition) bool { return policyWord().MatchString(l.Type) }

// policy makes a policy a node of its own, under the contract.
func (n *node) policy(l catalog.AuthoritativeDefinition) {
	p := &node{kind: policyKind, name: l.Type, id: l.ID, place: l.Place, path: join(n.path, "policies", l.URL)}
	n.add(p)
	p.put("url", l.URL, l.URL)
	p.word("type", l.Type)
	p.prose("description", l.Description)
	p.extensions(l.Element)
}

func withoutPII(tags []string) []string {
	return slices.DeleteFunc(slices.Clone(tags), func(t string) bool { return strings.EqualFold(t, "pii") })
}

func isYesOrNo(v catalog.Value) bool {
	return isYes(v) || v.Text == "" || strings.EqualFold(v.Text, "false") || strings.EqualFold(v.Text, "no")
}

func isYes(v catalog.Value) bool {
	return strings.EqualFold(v.Text, "true") || strings.EqualFold(v.Text, "yes")
}
