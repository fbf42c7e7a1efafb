package diff

import (
	"slices"
	"strings"
)

// move is a group of properties that changed their parent together.
type move struct {
	lone  *node   // the object property that vanished or appeared
	pairs []*pair // what was in it, or went into it
}

// moves pairs properties across parents: whole objects that were flattened or
// grouped, then single properties, by a stricter bar than renames, because
// equal leaf names are common.
func (m *matcher) moves(base, revision *node) []move {
	var groups []move
	if m.opts.NoRenames {
		return nil
	}
	for _, lone := range strays(base) {
		groups = append(groups, m.collapse(lone)...)
	}
	for _, lone := range strays(revision) {
		groups = append(groups, m.collapse(lone)...)
	}
	m.singles(strays(base), strays(revision))
	return groups
}

// strays lists the properties without a partner in objects that have one, from
// the outside in.
func strays(root *node) []*node {
	var out []*node
	for _, o := range root.children[objectKind] {
		if o.partner == nil {
			continue
		}
		o.walk(func(n *node) {
			if n.kind == propertyKind && n.partner == nil && n.slot == "" {
				out = append(out, n)
			}
		})
	}
	return out
}

// collapse pairs the children of a stray object property with strays beside the
// place where it is not: it was flattened, or seen backwards, grouped. At least
// half of the children must be found again.
func (m *matcher) collapse(lone *node) []move {
	inside := lone.children[propertyKind]
	if lone.partner != nil || len(inside) == 0 || lone.parent.partner == nil {
		return nil
	}
	outside := unmatched(lone.parent.partner.children[propertyKind])
	var found [][2]*node
	for _, in := range inside {
		i := slices.IndexFunc(outside, func(out *node) bool { return in.partner == nil && isLifted(lone, in, out) })
		if i >= 0 {
			found = append(found, [2]*node{in, outside[i]})
			outside = slices.Delete(slices.Clone(outside), i, i+1)
		}
	}
	if len(found)*2 < len(inside) || len(found) == 0 {
		return nil
	}
	g := move{lone: lone}
	for _, f := range found {
		g.pairs = append(g.pairs, m.movePair(f[0], f[1], "same name and type"))
	}
	return []move{g}
}

// isLifted reports whether out is in, lifted out of its object: the name is the
// leaf's, or the object's and the leaf's.
func isLifted(object, in, out *node) bool {
	name := foldName(out.name)
	return in.slot == "" && in.fact("logicalType").value == out.fact("logicalType").value &&
		(name == foldName(in.name) || name == foldName(object.name+in.name))
}

// movePair pairs two nodes of either order and whatever is within them.
func (m *matcher) movePair(x, y *node, why string) *pair {
	b, r := x, y
	if b.revised {
		b, r = r, b
	}
	p := m.pair(b, r)
	p.moved, p.guessed = true, why
	m.list(b, r, propertyKind)
	return p
}

// singles pairs strays with the same leaf name and type that share one thing
// more, where there is no choice.
func (m *matcher) singles(base, revision []*node) {
	old, now := byLeaf(base), byLeaf(revision)
	for _, b := range base {
		key := leafKey(b)
		if len(old[key]) != 1 || len(now[key]) != 1 || b.partner != nil {
			continue
		}
		r := now[key][0]
		if r.partner == nil && r.parent.partner != b.parent && sharesMore(b, r) {
			m.movePair(b, r, "same name, type and more")
		}
	}
}

func leafKey(n *node) string {
	return strings.ToLower(n.name) + "\x1c" + n.fact("logicalType").value + "\x1c" + n.fact("physicalType").value
}

func byLeaf(list []*node) map[string][]*node {
	out := map[string][]*node{}
	for _, n := range list {
		if n.partner == nil {
			out[leafKey(n)] = append(out[leafKey(n)], n)
		}
	}
	return out
}

// sharesMore reports whether two properties agree on something besides name and
// type.
func sharesMore(b, r *node) bool {
	for _, key := range []string{"description", "businessName", "classification", "examples", "pattern", "encryptedName", "transformLogic"} {
		if v := b.fact(key).value; v != "" && v == r.fact(key).value {
			return true
		}
	}
	return b.id != "" && b.id == r.id
}

// tellMoves tells the groups, then the single moves.
func (c *comparison) tellMoves(groups []move) {
	for _, g := range groups {
		var names []string
		for _, p := range g.pairs {
			p.claim("parent", "name", "physicalName")
			names = append(names, p.base.path)
		}
		c.ledger.takeNode(g.lone)
		f := Finding{Rule: "properties-grouped", Path: g.lone.path, Before: strings.Join(names, ", "), After: g.lone.path}
		if !g.lone.revised {
			f = Finding{Rule: "object-flattened", Path: g.lone.path, Before: g.lone.path, After: g.lone.parent.partner.path}
		}
		f.Base, f.Revision = g.pairs[0].base.pos(""), g.pairs[0].revision.pos("")
		c.tell(f, note{node: g.lone, evidence: g.pairs[0].guessed})
	}
	for _, p := range c.pairs {
		if p.moved && p.isOpen("parent") {
			p.claim("parent", "name", "physicalName")
			f := Finding{Rule: "property-moved", Path: p.revision.path, Before: p.base.path, After: p.revision.path}
			f.Base, f.Revision = p.base.pos(""), p.revision.pos("")
			c.tell(f, note{node: p.base, evidence: p.guessed})
		}
	}
}
