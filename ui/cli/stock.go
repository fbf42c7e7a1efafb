package cli

import (
	"context"
	"errors"
	"sync"

	"meshdex/catalog"
	"meshdex/catalog/search"
	"meshdex/sample"
	"meshdex/store"
	"meshdex/ui/page/problems"
)

// stock is where a desk has its catalog from.
type stock struct {
	catalog.Library
	db       *store.DB // nil for the sample and a generated mesh
	records  func(context.Context) ([]catalog.Record, error)
	index    func(context.Context, *catalog.Snapshot) (*search.Index, error) // nil for one of the records
	results  func(contract string) ([]catalog.Result, error)
	problems func() ([]problems.Row, error)
}

func storeStock(db *store.DB) stock {
	return stock{Library: db, db: db, records: db.Records, index: storedIndex(db), results: db.Results, problems: func() ([]problems.Row, error) {
		all, err := db.Problems()
		rows := make([]problems.Row, len(all))
		for i, p := range all {
			rows[i] = problems.Row{Source: p.Source, Problem: p.Problem}
		}
		return rows, err
	}}
}

// storedIndex finds the index of a snapshot in the store. While a sync has gone on
// since, it has none: the program is about to be given the newer snapshot.
func storedIndex(db *store.DB) func(context.Context, *catalog.Snapshot) (*search.Index, error) {
	return func(_ context.Context, snap *catalog.Snapshot) (*search.Index, error) {
		_, ix, err := db.Catalog()
		if err == nil && ix.Generation() != snap.Generation() {
			err = errors.New("the catalog has changed and is being read again")
		}
		return ix, err
	}
}

func sampleStock() (stock, *catalog.Snapshot, error) {
	lib, records, snap, err := sample.Open()
	if err != nil {
		return stock{}, nil, err
	}
	return stock{
		Library: lib, results: lib.Results,
		records: func(context.Context) ([]catalog.Record, error) { return records, nil },
		problems: func() ([]problems.Row, error) {
			var rows []problems.Row
			for _, p := range lib.Problems() {
				rows = append(rows, problems.Row{Source: sample.SourceName, Problem: p})
			}
			return rows, nil
		},
	}, snap, nil
}

// generatedStock makes documents when they are looked at.
func generatedStock(g *sample.Generated) stock {
	records := sync.OnceValue(collected(g))
	return stock{
		Library:  g,
		index:    indexGenerated(g),
		records:  func(context.Context) ([]catalog.Record, error) { return records(), nil },
		results:  func(string) ([]catalog.Result, error) { return nil, nil },
		problems: func() ([]problems.Row, error) { return nil, nil },
	}
}
