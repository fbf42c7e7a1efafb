// Package sync brings sources into a store. [Run] is the entry point: it scans
// the sources side by side, reads only files with a new stamp, parses only
// contents that the store has never seen, and commits in short batches, so that
// it can be stopped at any moment without loss and nobody waits for it.
//
// One bad file never stops the others, one bad source never stops the others:
// what went wrong is in the [Report].
package sync
