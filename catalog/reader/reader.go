// Package reader turns the bytes of a file, of any dialect, into the contracts
// and products of package catalog, and says exactly what it could not place.
//
// [Read] is the entry point. It decodes YAML (or JSON) to nodes, decides the
// dialect by structure alone, and hands the nodes to the one file that reads
// that dialect. It must not touch the disk or the network: what a contract
// refers to is opened through [Options.Open] alone.
package reader

import "meshdex/catalog"

// Options bound and connect a Read.
type Options struct {
	// Open reads a file that the document refers to, by a path relative to the
	// document. Nil means that references to other files stay unresolved.
	Open func(path string) ([]byte, error)
}

// Read reads one file. It never fails: what is wrong is among the document's
// problems, and a file that holds nothing for a catalog gives an empty document
// without problems.
func Read(path string, data []byte, opts Options) *catalog.Document {
	panic("being built")
}
