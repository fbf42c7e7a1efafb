package store

import (
	"os"
	"runtime/debug"
)

// Going through a large catalog keeps much for long: texts, postings, the pages of
// the snapshot. At the usual pace the collector would let as much again come
// together before it looks, all of it in vain, because what is made in passing is
// little. So of a large catalog the memory that parsing left is given back first,
// and the collector comes at every sixth part that is added: what it looks at is
// mostly bytes without pointers, which costs it next to nothing.
const (
	largeDatabase = 32 << 20 // bytes: some ten thousand contracts
	frugalPercent = 16
)

// frugal makes the process use little memory until the function that it gives is
// called, if the catalog is large.
func (db *DB) frugal() (end func()) {
	info, err := os.Stat(db.path(databaseFile))
	if err != nil || info.Size() < largeDatabase {
		return func() {}
	}
	debug.FreeOSMemory()
	before := debug.SetGCPercent(frugalPercent)
	return func() { debug.SetGCPercent(before) }
}
