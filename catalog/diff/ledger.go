package diff

import (
	"slices"
	"strings"
)

// ledger keeps account of raw differences: each must be taken by exactly one
// finding. A finding takes what it tells of before it is told, so that the
// number of findings so far names the one that is about to be.
type ledger struct {
	told    int
	entries []entry
}

// entry says that a raw difference belongs to a finding.
type entry struct {
	difference string
	finding    int
}

func (l *ledger) take(difference string) {
	l.entries = append(l.entries, entry{difference, l.told})
}

// takeNode takes a node that is on one side only, with all that is in it.
func (l *ledger) takeNode(n *node) {
	n.claimed = true
	l.take(n.uid)
}

// isOpen reports whether the key differs and no finding has claimed it.
func (p *pair) isOpen(key string) bool { return slices.Contains(p.open, key) }

// claim takes raw differences for the finding that is told next; keys that do
// not differ are passed over.
func (p *pair) claim(keys ...string) {
	p.claimAll(func(key string) bool { return slices.Contains(keys, key) })
}

// claimPrefix takes every raw difference whose key begins so, and returns them.
func (p *pair) claimPrefix(prefix string) []string {
	return p.claimAll(func(key string) bool { return strings.HasPrefix(key, prefix) })
}

func (p *pair) claimAll(is func(string) bool) []string {
	var taken []string
	p.open = slices.DeleteFunc(p.open, func(key string) bool {
		if !is(key) {
			return false
		}
		taken = append(taken, key)
		p.ledger.take(p.base.uid + "/" + key)
		return true
	})
	return taken
}

// claimChildren takes the removed and added contents of a property whose shape
// is another one.
func (p *pair) claimChildren() {
	for _, n := range []*node{p.base, p.revision} {
		for _, c := range n.children[propertyKind] {
			if c.partner == nil && !c.claimed {
				p.ledger.takeNode(c)
			}
		}
	}
}
