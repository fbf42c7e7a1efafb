// Package search finds products, contracts and properties.
//
// [Build] makes an [Index] of a catalog, [Index.Search] asks it, and
// [Index.NewSession] asks it as somebody types. What is found is ranked in
// stages (see [Stage]) that never mix: no amount of use, and no fuzzy score,
// lifts a hit over one that matches better.
//
// # How
//
// Three tables, of products, contracts and properties, have a row for each
// entry. Its words, its whole names and what qualifiers see of it are terms of
// sorted lexicons with posting lists (lexicon.go, postings.go); a query is
// evaluated on sets of rows, a bit each (finder.go, filter.go), and the rows
// that match are ranked step by step until there are enough hits (rank.go).
// Only when too few match are slips of the finger and letters in order tried
// (guess.go, package subseq). All of it lies in one run of bytes with a checksum
// (file.go), read in place; a small sync adds a second one (update.go,
// segment.go).
//
// The package reads no files: whoever stores the bytes of [Index.Bytes] hands
// them to [Load]. It must not import store or ui.
package search
