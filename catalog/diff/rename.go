package diff

import (
	"slices"
	"strings"
)

// fewestAlike is how many renames one transform must explain to be believed.
const fewestAlike = 3

// transformOf says by which rule one name became another, or "". Letter case
// alone is no transform: it has rules of its own.
func transformOf(from, to string) string {
	switch {
	case from == "" || to == "" || strings.EqualFold(from, to):
		return ""
	case foldName(from) == foldName(to):
		return "style"
	case strings.HasSuffix(to, from):
		return "prefix added " + strings.TrimSuffix(to, from)
	case strings.HasSuffix(from, to):
		return "prefix removed " + strings.TrimSuffix(from, to)
	case strings.HasPrefix(to, from):
		return "suffix added " + strings.TrimPrefix(to, from)
	case strings.HasPrefix(from, to):
		return "suffix removed " + strings.TrimPrefix(from, to)
	}
	return ""
}

// systematic pairs what one transform explains on both sides, when it explains
// at least three and leaves no choice.
func (m *matcher) systematic(base, revision []*node) {
	if len(base)*len(revision) > mostTransformed {
		return
	}
	groups := map[string][][2]*node{}
	var order []string
	for _, b := range base {
		for _, r := range revision {
			if t := transformOf(b.name, r.name); t != "" {
				if groups[t] == nil {
					order = append(order, t)
				}
				groups[t] = append(groups[t], [2]*node{b, r})
			}
		}
	}
	slices.SortStableFunc(order, func(x, y string) int { return len(groups[y]) - len(groups[x]) })
	for _, t := range order {
		if len(groups[t]) < fewestAlike {
			return
		}
		for _, g := range groups[t] {
			if g[0].partner == nil && g[1].partner == nil {
				m.pair(g[0], g[1]).guessed = "renamed like its siblings"
			}
		}
	}
}

// systematicRenames tells the renames under one parent that follow one transform
// as one finding. It claims the names alone; what else changed is told apart.
func (c *comparison) systematicRenames() {
	type groupKey struct {
		parent    *node
		transform string
	}
	groups := map[groupKey][]*pair{}
	var order []groupKey
	for _, p := range c.pairs {
		if p.base.kind != propertyKind || p.moved || !p.isRename() {
			continue
		}
		if t := transformOf(p.base.name, p.revision.name); t != "" {
			k := groupKey{p.base.parent, t}
			if groups[k] == nil {
				order = append(order, k)
			}
			groups[k] = append(groups[k], p)
		}
	}
	for _, k := range order {
		if group := groups[k]; len(group) >= fewestAlike {
			c.tellRenames(k.parent, group)
		}
	}
}

func (c *comparison) tellRenames(parent *node, group []*pair) {
	var before, after []string
	for _, p := range group {
		before, after = append(before, p.base.name), append(after, p.revision.name)
		p.claim("name", "physicalName")
	}
	first := group[0]
	f := Finding{
		Rule: "properties-renamed-systematically", Path: parent.partner.path,
		Before: strings.Join(before, ", "), After: strings.Join(after, ", "),
		Base: first.base.pos("name"), Revision: first.revision.pos("name"),
	}
	c.tell(f, note{node: parent, detail: countWord(len(group))})
}

// isRename reports whether the name that readers bind to changed.
func (p *pair) isRename() bool {
	return p.isOpen("name") && p.base.physicalName() != p.revision.physicalName() &&
		!strings.EqualFold(p.base.physicalName(), p.revision.physicalName())
}

// swaps tells pairs of properties that exchanged their names.
func (c *comparison) swaps() {
	byName := map[string]*pair{}
	key := func(parent *node, from, to string) string { return parent.uid + "\x1c" + from + "\x1c" + to }
	for _, p := range c.pairs {
		if p.base.kind != propertyKind || p.moved || !p.isRename() {
			continue
		}
		q := byName[key(p.base.parent, p.revision.physicalName(), p.base.physicalName())]
		if q == nil {
			byName[key(p.base.parent, p.base.physicalName(), p.revision.physicalName())] = p
			continue
		}
		p.claim("name", "physicalName")
		q.claim("name", "physicalName")
		f := Finding{
			Rule: "properties-swapped", Path: p.base.parent.partner.path, Before: q.base.name, After: p.base.name,
			Base: q.base.pos("name"), Revision: q.revision.pos("name"),
		}
		c.tell(f, note{node: q.base, evidence: p.guessed})
	}
}
