package reader

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// node is a place in a document: a YAML node, and the way that leads to it.
type node struct {
	r     *reading
	y     *yaml.Node  // never an alias
	pos   catalog.Pos // where it was written; for an alias where the alias is
	up    *mapping    // nil at the root
	key   string      // under up
	index int         // within the list under key; -1 when it is the value itself

	// label is the key of an entry in a map that stands for a list of named
	// things, which then names the thing.
	label    string
	labelPos catalog.Pos
}

var nothing = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}

func posOf(y *yaml.Node) catalog.Pos { return catalog.Pos{Line: y.Line, Column: y.Column} }

// resolve follows aliases. The decoder has checked that they end.
func resolve(y *yaml.Node) *yaml.Node {
	for y.Kind == yaml.AliasNode && y.Alias != nil {
		y = y.Alias
	}
	return y
}

func (n node) isMap() bool    { return n.y.Kind == yaml.MappingNode }
func (n node) isList() bool   { return n.y.Kind == yaml.SequenceNode }
func (n node) isScalar() bool { return n.y.Kind == yaml.ScalarNode }
func (n node) isNull() bool   { return n.isScalar() && n.y.Tag == "!!null" }

// text is the text of a scalar; "" for null and for everything else.
func (n node) text() string {
	if !n.isScalar() || n.isNull() {
		return ""
	}
	return n.y.Value
}

// get peeks at the value under key, without taking it.
func (n node) get(key string) (node, bool) {
	if !n.isMap() {
		return node{y: nothing}, false
	}
	for i := 0; i+1 < len(n.y.Content); i += 2 {
		if n.y.Content[i].Value == key && n.y.Content[i].Kind == yaml.ScalarNode {
			return n.child(n.y.Content[i+1]), true
		}
	}
	return node{y: nothing}, false
}

// child is a node below n that is only looked at.
func (n node) child(y *yaml.Node) node {
	return node{r: n.r, y: resolve(y), pos: posOf(y), index: -1}
}

// has reports whether n is a mapping with all the keys.
func (n node) has(keys ...string) bool {
	for _, k := range keys {
		if _, ok := n.get(k); !ok {
			return false
		}
	}
	return true
}

// hasAny reports whether n is a mapping with one of the keys.
func (n node) hasAny(keys ...string) bool {
	for _, k := range keys {
		if n.has(k) {
			return true
		}
	}
	return false
}

// peek is the text under key, or "".
func (n node) peek(key string) string {
	c, ok := n.get(key)
	if !ok {
		return ""
	}
	return c.text()
}

// items are the entries of a list, still to be taken by the caller.
func (n node) items() []node {
	if !n.isList() {
		return nil
	}
	out := make([]node, len(n.y.Content))
	for i, y := range n.y.Content {
		out[i] = node{r: n.r, y: resolve(y), pos: posOf(y), up: n.up, key: n.key, index: i}
	}
	return out
}

// path says where n is in words that survive edits: a list item goes by its name
// where it has one. "schema[orders].properties[id].unique"
func (n node) path() string {
	var b strings.Builder
	if n.up != nil {
		b.WriteString(n.up.at.path())
	}
	if n.key != "" {
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(n.key)
	}
	if n.label != "" {
		b.WriteString("[" + n.label + "]")
	} else if n.index >= 0 {
		b.WriteString("[" + n.itemName() + "]")
	}
	return b.String()
}

var namingKeys = []string{"name", "table", "column", "server", "property", "role", "channel", "username", "id"}

func (n node) itemName() string {
	for _, k := range namingKeys {
		if s := n.peek(k); s != "" {
			return s
		}
	}
	return strconv.Itoa(n.index)
}

// kindName is what to call the node's type in a message.
func (n node) kindName() string {
	switch {
	case n.isMap():
		return "a mapping"
	case n.isList():
		return "a list"
	case n.isNull():
		return "null"
	}
	switch n.y.Tag {
	case "!!bool":
		return "a boolean"
	case "!!int", "!!float":
		return "a number"
	}
	return "text"
}

// intOf reads a whole number; null is none.
func intOf(n node) (int, bool) {
	if n.isNull() {
		return 0, true
	}
	i, err := strconv.Atoi(strings.TrimSpace(n.text()))
	return i, err == nil
}
