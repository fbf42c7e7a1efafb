package reader

import (
	"meshdex/catalog"
	"meshdex/catalog/lazy"
)

// shape is one way in which a document can be written, with what reads it.
type shape struct {
	is   func(node) bool
	read func(*reading, node)
}

// shapeOf decides what the document is, by its structure and never by its
// version text: the first of the shapes that it has, or nil.
func shapeOf(root node) *shape {
	for _, s := range shapes() {
		if s.is(root) {
			return &s
		}
	}
	return nil
}

// shapes lists what is recognised, the most telling first.
func shapes() []shape {
	return []shape{
		{isDCS, (*reading).dcs},
		{isDPS, (*reading).dps},
		{isDPDS, (*reading).dpds},
		{isODPSLF, (*reading).odpsLF},
		{isLFOther, (*reading).lfOther},
		{isLookalike, (*reading).lookalike},
		{isODPS, (*reading).odps},
		{isResults, (*reading).results},
		{isAgreement, (*reading).agreement},
		{isSibling, (*reading).sibling},
		{isHybrid, (*reading).hybrid},
		{isODCS2, (*reading).odcs2},
		{isODCS, (*reading).odcs},
		{isManifest, (*reading).manifest},
		{isDBT, (*reading).dbt},
		{isFragment, (*reading).fragment},
		{isList, (*reading).list},
		{isEnvelope, (*reading).envelope},
	}
}

func isList(n node) bool { return n.isList() }

// list reads a root that is a list of documents. If there is one that is
// recognised, the others are listed with it.
func (r *reading) list(n node) {
	var rest []node
	found := false
	for _, it := range n.items() {
		if s := shapeOf(it); s != nil && it.isMap() {
			found = true
			s.read(r, it)
			continue
		}
		rest = append(rest, it)
	}
	for _, it := range rest {
		if found && it.isMap() {
			r.other(it, catalog.Dialect{})
		}
	}
}

// bitolVersion is a version of the standards of Bitol: "v3.1.0", "3.1", never
// the "apps/v1" of Kubernetes.
var bitolVersion = lazy.Regexp(`^[vV]?\d+(\.\d+)+`)

func isODPS(n node) bool {
	return n.peek("kind") == "DataProduct" && !n.has("spec") ||
		n.hasAny("inputPorts", "outputPorts") && bitolVersion().MatchString(n.peek("apiVersion"))
}

func isODCS(n node) bool {
	if n.peek("kind") == "DataContract" && !n.has("spec") {
		return true
	}
	schema, ok := n.get("schema")
	return ok && schema.isList() && n.hasAny("id", "version") && n.hasAny("apiVersion", "kind", "status")
}
