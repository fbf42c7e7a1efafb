// Package reader turns the bytes of a file, of any dialect, into the contracts
// and products of package catalog, and says exactly what it could not place.
//
// [Read] is the entry point. It decodes YAML (or JSON) to nodes, through package
// tidy where that will do, decides the dialect by structure alone, and hands the
// nodes to the one file that reads that dialect. Every element is read through a
// [mapping], which knows which keys were taken: what nobody took becomes an
// extension of the element, so no key of the input is ever dropped by omission.
//
// The package must not touch the disk or the network: what a contract refers to
// is opened through [Options.Open] alone.
package reader

import (
	"crypto/sha256"
	"encoding/hex"

	"meshdex/catalog"
	"meshdex/catalog/reader/tidy"
	"meshdex/catalog/walkthrough"
)

// Options bound and connect a Read.
type Options struct {
	// Open reads a file that the document refers to, by a path relative to the
	// document. Nil means that references to other files stay unresolved.
	Open func(path string) ([]byte, error)
}

// Read reads one file. It never fails: what is wrong is among the document's
// problems, in the order of the file, and a file that holds nothing for a catalog gives an empty document
// without problems. The bounds on its time and memory are in limits.go. It is
// safe for concurrent use, and keeps no reference to data.
func Read(path string, data []byte, opts Options) *catalog.Document {
	sum := sha256.Sum256(data)
	r := &reading{
		path: path, opts: opts,
		doc: &catalog.Document{Path: path, Hash: hex.EncodeToString(sum[:])},
	}
	if walkthrough.IsFile(path) {
		r.walkthrough(data)
		return r.doc
	}
	for _, root := range r.decode(data) {
		r.document(root)
	}
	if r.doc.IsEmpty() && len(r.doc.Problems) == 0 && isContractName(path) {
		r.report(ruleNothing, catalog.Pos{Line: 1, Column: 1}, "", "The file is named like a contract, but holds none that is read.",
			"Write a contract into it, or name it otherwise.")
	}
	r.sortProblems()
	if r.tree != nil {
		r.tree.Free()
	}
	return r.doc
}

// reading is the work on one file.
type reading struct {
	path string
	opts Options
	doc  *catalog.Document
	tree *tidy.Tree // of the nodes; nil if the library made them

	elements int // read so far
	dropped  int // problems that were not kept
}

// document hands the root of one YAML document to the dialect that knows it.
func (r *reading) document(root node) {
	if s := shapeOf(root); s != nil {
		s.read(r, root)
	}
}
