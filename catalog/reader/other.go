package reader

import (
	"strings"

	"meshdex/catalog"
)

// This file keeps what is recognised but is neither contract nor product: parts
// of a contract, lookalikes, and the smaller standards of Bitol.

// other keeps a document as a labelled heap of extensions.
func (r *reading) other(n node, d catalog.Dialect) {
	o := catalog.Other{Dialect: d}
	m := n.open(nil)
	m.text("kind", &o.Dialect.Kind)
	m.text("apiVersion", &o.Dialect.Declared)
	if o.Dialect.Kind == "" {
		o.Dialect.Kind = d.Kind
	}
	m.text("id", &o.ID)
	m.text("name", &o.Name)
	m.close(&o.Element)
	if n.isList() {
		o.Extensions = append(o.Extensions, catalog.Extension{Path: "items", Value: valueOf(n.y), Pos: n.pos})
	}
	r.doc.Others = append(r.doc.Others, o)
}

// isLookalike recognises what calls itself a contract or product but has the
// shape of a Kubernetes object, or a version of no standard.
func isLookalike(n node) bool {
	kind := n.peek("kind")
	if kind != "DataContract" && kind != "DataProduct" {
		return false
	}
	version := n.peek("apiVersion")
	return n.has("spec") || n.has("metadata") && !n.has("id") || strings.Contains(version, "/")
}

func (r *reading) lookalike(n node) {
	r.report(ruleLookalike, n.pos, "kind", "It is called "+n.peek("kind")+" but follows no standard that is read.",
		"Bring it to ODCS, or exclude it from the source.")
	r.other(n, catalog.Dialect{Family: catalog.NotContract})
}

// isFragment recognises a part of a contract that was put in a file of its own.
func isFragment(n node) bool {
	if n.isList() {
		return isTableList(n)
	}
	if n.hasAny("apiVersion", "kind", "version") || !n.isMap() {
		return false
	}
	switch {
	case n.hasAny("stakeholders", "slaProperties", "slaDefaultColumn", "logicalType"):
		return true
	case n.has("price"):
		price, _ := n.get("price")
		return price.has("priceAmount")
	case n.has("roles"):
		roles, _ := n.get("roles")
		for _, ro := range roles.items() {
			return ro.has("role", "access")
		}
	}
	return isPropertyList(n)
}

// isTableList reports whether a list is a v2 dataset without its contract.
func isTableList(n node) bool {
	for _, it := range n.items() {
		return it.has("table") && it.hasAny("columns", "quality", "physicalName", "description")
	}
	return false
}

// isPropertyList reports whether all of a mapping is a list of custom properties
// or of v2 tables.
func isPropertyList(n node) bool {
	if custom, ok := n.get("customProperties"); ok && len(n.y.Content) <= 8 {
		for _, it := range custom.items() {
			return it.has("property")
		}
	}
	dataset, _ := n.get("dataset")
	return isTableList(dataset)
}

func (r *reading) fragment(n node) {
	r.report(ruleFragment, n.pos, "", "This is a part of a contract, without the contract around it.",
		"Put it into a contract that has an id and a version.")
	r.other(n, catalog.Dialect{Family: catalog.ODCS, Kind: "fragment"})
}
