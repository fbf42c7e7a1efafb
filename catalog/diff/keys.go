package diff

import (
	"slices"
	"strings"

	"meshdex/catalog"
)

// primaryKeys tells, for every object, how its primary key changed as a whole,
// and claims what the change implies: a key column is never null, and a key of
// one column is unique.
func (c *comparison) primaryKeys() {
	inside := map[*node][]*pair{}
	for _, p := range c.pairs {
		if p.base.kind == propertyKind {
			inside[p.base.object()] = append(inside[p.base.object()], p)
		}
	}
	for _, p := range c.pairs {
		if p.base.kind == objectKind {
			c.primaryKey(p, inside[p.base])
		}
	}
}

func (c *comparison) primaryKey(p *pair, inside []*pair) {
	old, now := keyColumns(p.base), keyColumns(p.revision)
	rel := relateSets(uids(old), uids(now))
	if rel == equal {
		c.keyOrder(p, inside, old, now)
		return
	}
	for _, q := range inside {
		if q.isOpen("primaryKey") {
			q.claim("primaryKey", "primaryKeyPosition", "required", "unique")
		}
		q.claim("primaryKeyPosition")
	}
	rule := "primary-key-replaced"
	switch {
	case len(old) == 0:
		rule = "primary-key-added"
	case len(now) == 0:
		rule = "primary-key-removed"
	case rel == superset:
		rule = "primary-key-extended"
	case rel == subset:
		rule = "primary-key-reduced"
	}
	c.tellKeyChange(p, rule, old, now)
}

// keyOrder tells of another order of the same columns, where an order is stated.
func (c *comparison) keyOrder(p *pair, inside []*pair, old, now []*node) {
	taken := 0
	for _, q := range inside {
		taken += len(q.claimPrefix("primaryKeyPosition"))
	}
	if taken > 0 {
		c.tellKeyChange(p, "primary-key-order-changed", old, now)
	}
}

func (c *comparison) tellKeyChange(p *pair, rule string, old, now []*node) {
	f := Finding{
		Rule: rule, Path: p.revision.path, Key: "primaryKey", Before: columnNames(old), After: columnNames(now),
		Base: keyPos(old, p.base), Revision: keyPos(now, p.revision),
	}
	c.tell(f, note{node: p.revision})
}

// keyColumns lists the columns of an object's primary key.
func keyColumns(object *node) []*node { return columnsBy(object, "primaryKey", keyPosition) }

// columnsBy lists the properties of an object that have a fact, by their
// positions; those without one follow in the order of the document.
func columnsBy(object *node, key string, at func(*node) int) []*node {
	var out []*node
	object.walk(func(n *node) {
		if n.kind == propertyKind && n.has(key) {
			out = append(out, n)
		}
	})
	slices.SortStableFunc(out, func(a, b *node) int { return at(a) - at(b) })
	return out
}

func uids(list []*node) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = n.uid
	}
	return out
}

func columnNames(list []*node) string {
	return strings.Join(namesOf(list), ", ")
}

func namesOf(list []*node) []string {
	var names []string
	for _, n := range list {
		names = append(names, n.name)
	}
	return names
}

// restatements claims promises that moved between two forms of the same: a check
// that allows no exception, and the property's own word for it.
func (c *comparison) restatements() {
	for _, p := range c.pairs {
		if p.base.kind != propertyKind {
			continue
		}
		c.restated(p, p.base, p.revision)
		c.restated(p, p.revision, p.base)
	}
}

// restated looks among the lone checks of one side for what the other side now
// says by a key.
func (c *comparison) restated(p *pair, checks, keys *node) {
	for _, k := range checks.children[checkKind] {
		if k.partner != nil || k.claimed || !k.allowsNothing() {
			continue
		}
		key := c.restatedKey(p, k, checks, keys)
		if key == "" {
			continue
		}
		c.ledger.takeNode(k)
		p.claim(key)
		f := Finding{Rule: "guarantee-restated", Path: p.revision.path, Key: key}
		f.Before, f.After = k.name, key
		f.Base, f.Revision = p.base.pos(key), p.revision.pos(key)
		if checks.revised {
			f.Before, f.After = f.After, f.Before
		}
		c.tell(f, note{node: p.revision})
	}
}

// restatedKey names the key of the property that promises what the check did, if
// it appeared on the other side only.
func (c *comparison) restatedKey(p *pair, check, checks, keys *node) string {
	switch check.fact("metric").value {
	case "nullValues":
		if p.isOpen("required") && keys.has("required") {
			return "required"
		}
	case "duplicateValues":
		if p.isOpen("unique") && keys.has("unique") && !check.has("columns") {
			return "unique"
		}
	case "invalidValues":
		if pattern := check.fact("pattern").value; pattern != "" && p.isOpen("pattern") && keys.fact("pattern").value == pattern && !check.has("validValues") {
			return "pattern"
		}
		return c.restatedEnum(check, checks, keys)
	}
	return ""
}

// restatedEnum claims a closed list that a check spelled out before, or does now.
func (c *comparison) restatedEnum(check, checks, keys *node) string {
	values := keys.children[valueKind]
	if len(values) == 0 || len(checks.children[valueKind]) > 0 || check.has("pattern") {
		return ""
	}
	var have []string
	for _, v := range values {
		have = append(have, v.fact("value").value)
	}
	slices.Sort(have)
	if strings.Join(slices.Compact(have), "\x1f") != check.fact("validValues").value {
		return ""
	}
	for _, v := range values {
		c.ledger.takeNode(v)
	}
	return "enum"
}

// noPosition sorts after every position.
const noPosition = 1 << 20

func keyPosition(n *node) int {
	if p, ok := n.source.(*catalog.Property); ok && p.PrimaryKeyPosition > 0 {
		return p.PrimaryKeyPosition
	}
	return noPosition
}

func partitionPosition(n *node) int {
	if p, ok := n.source.(*catalog.Property); ok && p.PartitionKeyPosition > 0 {
		return p.PartitionKeyPosition
	}
	return noPosition
}

func keyPos(columns []*node, object *node) catalog.Pos {
	if len(columns) == 0 {
		return object.pos("")
	}
	return columns[0].pos("primaryKey")
}
