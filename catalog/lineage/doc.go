// Package lineage answers where data comes from and who stands downstream of a
// change.
//
// [Build] makes a [Graph] of a catalog's records: its nodes are products,
// contracts, and those schema objects and properties that something refers to;
// its edges are what documents declare: ports, required contracts, sources of
// transformations and foreign keys. Every edge points the way the data flows,
// from provider to reader, and says where it was declared and whether it is
// certain (an id was given) or likely (a name was resolved through servers,
// databases, schemas and physical names). An end that is not in the catalog is
// a node all the same, marked missing. Nothing is inferred: two things are
// related only if a document says so.
//
// [Graph.Walk], [Graph.Path], [Graph.Cycles] and [Graph.Impact] ask the graph;
// [Arrange] lays out what a walk saw, as pure geometry in character cells; the
// Write functions render it as text, Mermaid and DOT.
//
// It must not import store, ui or any library for terminals.
package lineage
