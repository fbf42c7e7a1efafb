package diff

import (
	"slices"
	"strings"
)

// A split is one element that seems to live on as several; a merge is the same
// seen backwards. Both are told as one story that claims the removals and the
// additions it is made of, and both break like the removal they contain.

// mostParted bounds the new siblings among which the parts of one are sought.
const mostParted = 100

// splits tells what was split or merged among the nodes without partners.
func (c *comparison) splits(base, revision *node) {
	if c.opts.NoRenames {
		return
	}
	c.objectSplits(base, revision)
	c.objectSplits(revision, base)
	for _, p := range c.pairs {
		if p.base.kind == objectKind || p.base.kind == propertyKind {
			c.propertySplits(p.base, p.revision)
			c.propertySplits(p.revision, p.base)
		}
	}
}

// objectSplits looks for an object whose properties are now in several others.
func (c *comparison) objectSplits(from, to *node) {
	for _, whole := range unclaimed(from.children[objectKind]) {
		names := childNames(whole)
		if len(names) < 4 {
			continue
		}
		var parts []*node
		var covered []string
		for _, part := range unclaimed(to.children[objectKind]) {
			own := childNames(part)
			if shared := len(own) - len(subtract(own, names)); shared >= 2 && shared*2 >= len(own) {
				parts, covered = append(parts, part), append(covered, own...)
			}
		}
		if len(parts) >= 2 && len(subtract(names, covered))*5 <= len(names) {
			c.tellSplit(whole, parts, "object")
		}
	}
}

// propertySplits looks for a property whose name is part of the names of several
// new siblings: name, and then first_name and last_name.
func (c *comparison) propertySplits(from, to *node) {
	fresh := unclaimed(to.children[propertyKind])
	if len(fresh) < 2 {
		return
	}
	for _, whole := range unclaimed(from.children[propertyKind]) {
		if len(fresh) > mostParted {
			return
		}
		var parts []*node
		for _, part := range fresh {
			if !part.claimed && isPartOf(part, whole) {
				parts = append(parts, part)
			}
		}
		if len(parts) >= 2 && len(parts) <= 6 {
			c.tellSplit(whole, parts, "property")
		}
	}
}

func isPartOf(part, whole *node) bool {
	mine, its := part.nameTokens(), whole.nameTokens()
	return len(its) > 0 && len(mine) > len(its) && len(subtract(its, mine)) == 0 &&
		part.fact("logicalType").value == whole.fact("logicalType").value
}

func unclaimed(list []*node) []*node {
	return slices.DeleteFunc(unmatched(list), func(n *node) bool { return n.claimed })
}

// tellSplit tells the story forwards or backwards, depending on the side that
// the whole is on.
func (c *comparison) tellSplit(whole *node, parts []*node, what string) {
	var names []string
	for _, p := range parts {
		c.ledger.takeNode(p)
		names = append(names, p.path)
	}
	c.ledger.takeNode(whole)
	f := Finding{
		Rule: what + "-split-suspected", Path: whole.path, Before: whole.path, After: strings.Join(names, ", "),
		Base: whole.pos(""), Revision: parts[0].pos(""),
	}
	if whole.revised {
		f.Rule, f.Before, f.After = what+"-merged-suspected", f.After, f.Before
		f.Base, f.Revision = f.Revision, f.Base
	}
	c.tell(f, note{node: whole, evidence: "shared names"})
}
