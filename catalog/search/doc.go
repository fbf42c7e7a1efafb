// Package search finds products, contracts and properties.
//
// [Build] makes an [Index] of a catalog, [Index.Search] asks it, and
// [Index.NewSession] asks it as somebody types. What is found is ranked in
// stages (see [Stage]) that never mix: no amount of use, and no fuzzy score,
// lifts a hit over one that matches better.
//
// # How
//
// Three tables have the products, the contracts, and the kinds of objects and
// properties (kinds.go, spread.go): a mesh has millions of columns, but far fewer
// that say something new. Rows lie in the order in which they rank when a query
// does not tell them apart (order.go). Their words, names and what qualifiers see
// of them have posting lists (lexicon.go, names.go, postings.go).
//
// A query is evaluated on sets of rows, a bit each (finder.go, piece.go,
// filter.go): what is found in a table is lifted to the rows of the scope that is
// searched (window.go, lift.go). The rows that match are ranked step by step
// until there are enough hits (rank.go, step.go, planes.go). Only when too few
// match are slips of the finger and letters in order tried (guess.go, package
// subseq).
//
// An index is built in one pass over the records and some over what they come to
// (build.go). All of it lies in one run of bytes with checksums (file.go), read in
// place: numbers in as many bits as they need (column.go), long texts in symbols
// (texts.go, package fsst). A small sync adds a second one (update.go, segment.go).
//
// The package reads no files: whoever stores the bytes of [Index.Bytes] hands
// them to [Load]. It must not import store or ui.
package search
