// Package store keeps what was synced, and what the user marked, in one folder.
// [Open] is the entry point. A *[DB] is a [catalog.Library]; it gives out the
// [catalog.Snapshot] and the search index of its present state, and package
// store/sync writes to it through a [Session].
//
// # The folder
//
//	catalog.db     bbolt: sources' files, their revisions, the contents, problems
//	catalog.snap   the snapshot of catalog.db, one checksummed file
//	search.idx     the search index of the same or an earlier state, likewise
//	search.delta   what has changed since that earlier state
//	lineage.graph  the lineage of the state for which it was last asked for
//	*.seen         which of these files was checked, so that it is not checked again
//	sources.json   what the user wants synced
//	marks.json     bookmarks, recents, progress, saved searches
//	git/           bare clones
//	*.lock         held while written; never removed
//
// The first six are a cache: all of it can be synced again. The two JSON files
// are the user's; they are plain text, replaced whole by a rename, and never
// touched when the cache is repaired.
//
// # Who waits for whom
//
// bbolt locks its file for as long as it is open, so nobody keeps it open: a
// reader opens it for one lookup, a sync for one short batch. Lists and search
// read only the mapped files and wait for nobody. A *DB holds no open file,
// has no Close, and is safe for concurrent use, in one process or in many.
//
// The package imports catalog; it must not import ui.
package store
