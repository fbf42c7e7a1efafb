// Package preview judges a file of contracts while it is being written: what it
// says, what lint finds in it, and what it changes against the versions that are
// known. [Read] is the entry point.
//
// It touches neither disk nor terminal: what the file refers to is opened through
// Options.Open, what it is compared with comes from Options.Library. The package
// must not import store or ui.
package preview

import (
	"time"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/catalog/lint"
	"meshdex/catalog/reader"
)

// Options say how a file is judged, and connect it with what is known. The zero
// Options judge the file by itself.
type Options struct {
	Now  time.Time
	Lint lint.Config
	Diff diff.Options
	// Open reads a file that the document refers to, by a path relative to it.
	Open func(path string) ([]byte, error)
	// Library has the histories to compare with; nil for none.
	Library catalog.Library
	// Snapshot lists what is in the Library; nil for nothing.
	Snapshot *catalog.Snapshot
	// Origin is the Source and Path by which the catalog knows the file; zero for a
	// file of no source.
	Origin catalog.Origin
	// Bases are what to compare with instead of the newest version, by the id of the
	// contract: a version of it, or REF or REF@VERSION of another one.
	Bases map[string]string
}

// Preview is one state of a file. It does not change.
type Preview struct {
	Path     string
	Raw      []byte
	Document *catalog.Document
	Findings []lint.Finding // in the order of the file
	// Fault is why the file, or the rest of it, cannot be shown; nil when it can.
	Fault *catalog.Problem
	// Snapshot lists the products and contracts of this file alone.
	Snapshot *catalog.Snapshot
	Changes  []Change // one for each contract, in the order of the file
}

// Read judges one state of the file at path. It keeps data, which must not change.
// It never fails: what is wrong is in the Preview.
func Read(path string, data []byte, opts Options) *Preview {
	doc := reader.Read(path, data, reader.Options{Open: opts.Open})
	p := &Preview{Path: path, Raw: data, Document: doc, Findings: lint.Document(doc, data, opts.Lint), Fault: fault(doc)}
	for i := range doc.Contracts {
		p.Changes = append(p.Changes, opts.change(doc, i))
	}
	p.Snapshot = opts.assemble(p)
	return p
}

// fault is why a document cannot be shown: a part of it was not read, or it holds
// nothing that the catalog would list.
func fault(doc *catalog.Document) *catalog.Problem {
	if p, broken := reader.Fault(doc); broken {
		return &p
	}
	if len(doc.Contracts)+len(doc.Products) > 0 {
		return nil
	}
	if len(doc.Problems) > 0 {
		return &doc.Problems[0]
	}
	return &catalog.Problem{
		Path: doc.Path, Pos: catalog.Pos{Line: 1, Column: 1}, Severity: catalog.Warning,
		Message: "The file holds no contract and no product.", Hint: "meshdex help contracts lists what is read.",
	}
}

// assemble makes the rows of what the file holds.
func (o Options) assemble(p *Preview) *catalog.Snapshot {
	var records []catalog.Record
	add := func(s catalog.Summary, index, versions int) {
		origin := catalog.Origin{Source: o.Origin.Source, Path: p.Path, Hash: p.Document.Hash, Index: index}
		records = append(records, catalog.Record{Summary: s, Origin: origin, Versions: versions})
	}
	for i, c := range p.Document.Contracts {
		add(c.Summarize(o.Now), i, len(p.Changes[i].Known))
	}
	for i, product := range p.Document.Products {
		add(product.Summarize(o.Now), i, 1)
	}
	return catalog.Assemble(records, catalog.Stamp{})
}
