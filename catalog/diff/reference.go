package diff

import (
	"slices"
	"strings"

	"meshdex/catalog"
)

// References between elements are compared by what they resolve to, not by how
// they are written: a relationship whose target was renamed on both ends of the
// comparison is the same relationship. They become facts after matching, when
// the two nodes of a pair share an identity.

// foreignKey is the source of a relationship's node.
type foreignKey struct {
	from, to []string
	owner    *node // the property it was written on, or nil
}

// references adds the relationships of properties and objects as one list of the
// object each.
func (n *node) references() {
	c := n.source.(*catalog.Contract)
	for i, o := range n.children[objectKind] {
		o.relations(nil, c.Schema[i].Relationships)
		o.walk(func(p *node) {
			if s, ok := p.source.(*catalog.Property); ok {
				o.relations(p, s.Relationships)
			}
		})
	}
}

func (n *node) relations(owner *node, list []catalog.Relationship) {
	for i := range list {
		r := &list[i]
		c := &node{kind: relationKind, name: strings.Join(r.To, ", "), place: r.Place, path: n.path}
		c.source = &foreignKey{r.From, r.To, owner}
		if owner != nil {
			c.path = owner.path
		}
		n.add(c)
		c.annotate(r.Annotations, r.Element)
		if t := strings.ToLower(strings.TrimSpace(r.Type)); t != "foreignkey" {
			c.put("type", t, r.Type)
		}
	}
}

// resolve finds what a reference names, in dot or slash notation, by id, name or
// physical name. Scope is the object in which short names are looked up.
func resolve(root, scope *node, text string) *node {
	text = strings.TrimPrefix(strings.TrimSpace(text), "#")
	var parts []string
	if strings.Contains(text, "/") {
		for part := range strings.SplitSeq(text, "/") {
			if part != "" && part != "schema" && part != "properties" && part != "items" {
				parts = append(parts, part)
			}
		}
	} else {
		parts = strings.Split(strings.ReplaceAll(text, "[]", ""), ".")
	}
	if len(parts) == 0 {
		return nil
	}
	if o := called(root.children[objectKind], parts[0]); o != nil {
		if found := descend(o, parts[1:]); found != nil {
			return found
		}
	}
	if scope == nil {
		return nil
	}
	return descend(scope, parts)
}

func called(list []*node, name string) *node {
	for _, match := range []func(*node) bool{
		func(n *node) bool { return n.name == name && n.slot == "" },
		func(n *node) bool { return n.id == name },
		func(n *node) bool { return n.physicalName() == name },
	} {
		if i := slices.IndexFunc(list, match); i >= 0 {
			return list[i]
		}
	}
	return nil
}

// descend follows a path of names through properties and the items of arrays.
func descend(n *node, parts []string) *node {
	for _, part := range parts {
		next := called(n.children[propertyKind], part)
		for next == nil && n != nil {
			if n = inItems(n); n != nil {
				next = called(n.children[propertyKind], part)
			}
		}
		if n = next; n == nil {
			return nil
		}
	}
	return n
}

func inItems(n *node) *node {
	i := slices.IndexFunc(n.children[propertyKind], func(c *node) bool { return c.slot == "items" })
	if i < 0 {
		return nil
	}
	return n.children[propertyKind][i]
}

// identities writes references as the identities of what they resolve to. What
// does not resolve keeps its text, marked.
func identities(root, scope *node, texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		if found := resolve(root, scope, t); found != nil {
			out[i] = found.uid
		} else {
			out[i] = unresolved + strings.TrimSpace(t)
		}
	}
	return out
}

const unresolved = "?"

// identify records the references of a tree as facts, once matching has given
// every node its identity.
func identify(root *node) {
	root.walk(func(n *node) {
		switch s := n.source.(type) {
		case *foreignKey:
			n.identifyRelation(root, s)
		case *catalog.Check:
			n.identifySet(root, "columns", columnsOf(s))
		default:
			if n.kind == levelKind {
				n.identifySet(root, "element", n.elements())
			}
		}
	})
}

func (n *node) identifySet(root *node, key string, texts []string) {
	if len(texts) == 0 {
		return
	}
	ids := identities(root, n.object(), texts)
	slices.Sort(ids)
	n.putAt(key, strings.Join(slices.Compact(ids), "\x1f"), strings.Join(texts, ", "), n.place.Of(key))
	n.sortFacts()
}

func (n *node) identifyRelation(root *node, r *foreignKey) {
	from := identities(root, n.parent, r.from)
	fromText := strings.Join(r.from, ", ")
	if r.owner != nil {
		from, fromText = []string{r.owner.uid}, r.owner.path
	}
	to := identities(root, nil, r.to)
	pairs := make([]string, 0, len(from))
	for i := range from {
		if i < len(to) {
			pairs = append(pairs, from[i]+">"+to[i])
		}
	}
	slices.Sort(from)
	slices.Sort(to)
	slices.Sort(pairs)
	n.put("from", strings.Join(from, "\x1f"), fromText)
	n.put("to", strings.Join(to, "\x1f"), strings.Join(r.to, ", "))
	n.put("columns", strings.Join(pairs, "\x1f"), fromText)
	n.sortFacts()
}
