package diff

import (
	"strings"

	"meshdex/catalog"
)

// judgeMatching tells what was doubtful about matching: hints of renames, ids
// that moved, and names or ids that stand more than once in a list that changed.
func (c *comparison) judgeMatching() {
	for _, h := range c.hints {
		if h.rule == "rename-suspected" && (h.base.partner != nil || h.revision.partner != nil) {
			continue
		}
		f := Finding{Rule: h.rule, Path: h.revision.path, Before: h.before, After: h.after, Base: h.base.pos(""), Revision: h.revision.pos("")}
		n := note{node: h.revision, detail: h.detail}
		if h.rule == "property-id-reused" {
			n = note{name: h.detail}
		}
		c.tell(f, n)
	}
	for _, p := range c.pairs {
		for k := objectKind; k < kinds; k++ {
			c.duplicates(p, k)
		}
	}
	c.dialectDefaults()
}

// duplicates warns of names and ids that recur in one list, when the list
// differs; a list that is as it was is nobody's news.
func (c *comparison) duplicates(p *pair, k kind) {
	b, r := p.base.children[k], p.revision.children[k]
	if len(b) < 2 && len(r) < 2 || k == checkKind || k == relationKind || k == policyKind || k == constraintKind {
		return
	}
	for _, by := range []struct {
		rule string
		key  keyFunc
	}{{"duplicate-name", recognised}, {"duplicate-id", func(n *node) string { return n.id }}} {
		was, is := recurring(b, by.key), recurring(r, by.key)
		if was == nil && is == nil || !c.touches(b, r) {
			continue
		}
		at := is
		if at == nil {
			at = was
		}
		name := at.name
		if by.rule == "duplicate-id" {
			name = at.id
		}
		f := Finding{Rule: by.rule, Path: p.revision.path, Base: p.base.pos(""), Revision: p.revision.pos("")}
		if was != nil {
			f.Base = was.pos("")
		}
		if is != nil {
			f.Revision = is.pos("")
		}
		c.tell(f, note{node: at, name: name})
	}
}

// recognised is the name by which a reader tells an element from its siblings.
func recognised(n *node) string {
	switch n.kind {
	case objectKind, propertyKind:
		if n.slot != "" {
			return ""
		}
		return n.matchName()
	case valueKind:
		return n.fact("value").value
	case levelKind:
		return facts("property", "element", "driver")(n)
	case serverKind:
		return n.fact("server").value
	case roleKind:
		return n.fact("role").value
	}
	return ""
}

// recurring finds the second element with a key that another has.
func recurring(list []*node, key keyFunc) *node {
	seen := map[string]bool{}
	for _, n := range list {
		k := key(n)
		if k != "" && seen[k] {
			return n
		}
		seen[k] = true
	}
	return nil
}

// touches reports whether anything was found in the elements of two lists.
func (c *comparison) touches(base, revision []*node) bool {
	if len(base) != len(revision) {
		return true
	}
	for _, b := range base {
		if b.partner == nil || c.differs[b] {
			return true
		}
	}
	return false
}

// dialectDefaults asks once for required to be written out, where two dialects
// take silence for opposite answers.
func (c *comparison) dialectDefaults() {
	if isOldODCS(c.base) == isOldODCS(c.revision) {
		return
	}
	for _, p := range c.pairs {
		if p.base.kind != propertyKind || p.base.slot != "" || saysRequired(p.base) || saysRequired(p.revision) {
			continue
		}
		f := Finding{Rule: "dialect-default-differs", Path: p.revision.path, Key: "required", Base: p.base.pos(""), Revision: p.revision.pos("")}
		c.tell(f, note{node: p.revision, name: "required"})
		return
	}
}

// isOldODCS reports whether the contract is of ODCS v2 or PayPal's template,
// where a column is not null unless it says so.
func isOldODCS(root *node) bool {
	c := root.source.(*catalog.Contract)
	return c.Dialect.Family == catalog.ODCS && strings.HasPrefix(strings.TrimPrefix(c.Dialect.Detected, "v"), "2")
}

func saysRequired(n *node) bool {
	p, ok := n.source.(*catalog.Property)
	return !ok || p.Required.IsSet() || p.PrimaryKey.Is()
}
