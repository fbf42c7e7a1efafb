package reader

import (
	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// This file finds contracts and products under a key of a larger document: the
// answer of a registry, a test case, a catalog's page.

// envelopeDepth is how many levels down a contract is looked for.
const envelopeDepth = 4

// isSelfTelling reports whether a mapping says by a key of its own that it is a
// contract or product, so that it can be believed anywhere in a document.
func isSelfTelling(n node) bool {
	return n.hasAny("dataContractSpecification", "dataProductSpecification", "dataProductDescriptor") ||
		(isODPS(n) || isODCS(n) || isODCS2(n)) && n.has("id") && n.hasAny("apiVersion", "version") && !isLookalike(n)
}

func isEnvelope(n node) bool { return n.isMap() && len(enclosed(n, envelopeDepth)) > 0 }

// enclosed lists the contracts and products below a node.
func enclosed(n node, depth int) []node {
	if depth == 0 {
		return nil
	}
	var out []node
	for _, it := range n.elements() {
		switch {
		case isSelfTelling(it):
			out = append(out, it)
		case it.isMap() || it.isList():
			out = append(out, enclosed(it, depth-1)...)
		}
	}
	return out
}

// envelope reads what it encloses, and keeps the rest as an other.
func (r *reading) envelope(n node) {
	inner := map[*yaml.Node]bool{}
	for _, it := range enclosed(n, envelopeDepth) {
		inner[it.y] = true
		it.label, it.up, it.key = "", nil, ""
		it.index = -1
		r.document(it)
	}
	rest := without(n.y, inner)
	if rest == nil {
		return
	}
	n.y = rest
	r.other(n, catalog.Dialect{Kind: "envelope"})
}

// without copies a tree but for the given nodes; nil when nothing is left.
func without(y *yaml.Node, gone map[*yaml.Node]bool) *yaml.Node {
	y = resolve(y)
	if gone[y] {
		return nil
	}
	if y.Kind == yaml.ScalarNode || len(y.Content) == 0 {
		return y
	}
	c := *y
	c.Content = nil
	step := 1
	if y.Kind == yaml.MappingNode {
		step = 2
	}
	for i := 0; i+step <= len(y.Content); i += step {
		if v := without(y.Content[i+step-1], gone); v != nil {
			c.Content = append(append(c.Content, y.Content[i:i+step-1]...), v)
		}
	}
	if len(c.Content) == 0 {
		return nil
	}
	return &c
}
