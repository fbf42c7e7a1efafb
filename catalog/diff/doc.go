// Package diff judges what changed between two versions of a data contract from
// the side of a reader of the data, and says which version number the change
// needs.
//
// [Compare] is the entry point; [Audit] repeats it over a history. Everything
// follows from one definition. Let allow(v) be all states of the data and of
// the service that a producer may deliver under version v. A reader who relied
// on the base is safe if allow(revision) is a subset of allow(base), and every
// name, address and encoding the reader binds to still resolves. A promise that
// is loosened or withdrawn therefore breaks; one that is tightened or added does
// not, but is a duty for the producer; what the documents cannot decide is
// potentially breaking, and prose is documentation.
//
// A comparison runs in one direction:
//
//	contract → comparison model → pairs → raw differences → findings → verdict
//
// The model (model.go) leaves out notation, so that spelling, order, defaults
// and dialects never show. Matching (match.go) pairs elements by id, name,
// natural key and likeness. Every fact that differs within a pair, and every
// element without a partner, is a raw difference, and belongs to exactly one
// finding: transitions such as renames claim theirs first, then the judges of
// each kind of element take the rest.
//
// The rules are data (rules_*.go); the polarity of constraints is in effect.go
// alone. The package works on values: it must not import the reader, store, ui,
// or anything that does I/O.
package diff
