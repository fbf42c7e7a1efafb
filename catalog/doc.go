// Package catalog is the domain of meshdex: data products, the data contracts
// between their producers and consumers, and the immutable [Snapshot] that the
// rest of the program searches, compares and draws.
//
// The model is the Open Data Contract Standard v3.2 (ODCS) and the Open Data
// Product Standard v1.1 (ODPS), both by Bitol, written as Go values. Every
// other dialect is read into it by catalog/reader. A key that has no place in
// the model is kept as an [Extension] beside the element it was written on, and
// the bytes that were read are kept by the store, so nothing is ever lost.
//
// Values are read-only once built: they are shared between goroutines without
// locks. The package does no I/O. It must not import store, ui, or any library
// for terminals, databases or YAML.
package catalog
