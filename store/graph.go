package store

import (
	"bytes"
	"context"
	"fmt"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
)

// graphFile is the slot of the lineage graph. It is made when somebody first asks
// for the lineage of a state, not by every sync: most syncs are followed by the
// next one before anybody does.
const graphFile = "lineage.graph"

// Graph returns the lineage of a snapshot of this store.
func (db *DB) Graph(ctx context.Context, snap *catalog.Snapshot) (*lineage.Graph, error) {
	if g := db.storedGraph(snap); g != nil {
		return g, nil
	}
	var gathered lineage.Gatherer
	c, err := db.collect(ctx, func(c *collection) error { return c.visit(gathered.Add) })
	if err != nil {
		return nil, fmt.Errorf("load lineage: %w", err)
	}
	g := gathered.Build(snap, lineage.Options{Versions: db.versionTexts})
	if c.state.Generation == snap.Generation() && snap.Generation() > 0 {
		_ = writeSlot(db.path(graphFile), slotTag{c.state.ID, c.state.Generation}, bytes.NewReader(g.Bytes())) // else the next one makes it again
	}
	return g, nil
}

// storedGraph is what the slot holds, nil when that is not of the snapshot.
func (db *DB) storedGraph(snap *catalog.Snapshot) *lineage.Graph {
	var of slotTag
	viewSlot(db.path(snapshotFile), func(tag slotTag, _ []byte) { of = tag })
	tag, data, err := db.openSlot(graphFile)
	if err != nil || tag != of || tag.Generation != snap.Generation() {
		return nil
	}
	g, err := lineage.Load(data)
	if err != nil {
		return nil
	}
	return g
}

// versionTexts lists the versions of a contract by their texts. Of one that cannot
// be read there are none: an unknown version then matches nothing, which is true.
func (db *DB) versionTexts(contract string) []string {
	versions, err := db.Versions(contract)
	if err != nil {
		return nil
	}
	texts := make([]string, len(versions))
	for i, v := range versions {
		texts[i] = v.Text
	}
	return texts
}
