package sync

import "time"

// Who reads waits while a batch is written, for as long as the disk and the other
// programs make that take. So a batch is as large as was written within holdFor
// lately: large ones are cheaper for the sync, and small ones hardly noticed.
//
// pace is the part of the largest batch that the next one may be. It follows what
// the last one took, grows to no more than twice itself at a time, and does not
// shrink below what keeps a sync going on a disk that is slow to flush.
type pace float64

const (
	mostFiles = 2000
	mostBytes = 8 << 20
	holdFor   = 40 * time.Millisecond

	firstPace pace = 1.0 / 8
	leastPace pace = 1.0 / 16
)

// isEnough reports whether a batch is to be written.
func (p pace) isEnough(files, bytes int) bool { return sizeOf(files, bytes) >= p }

// took adapts the pace to a batch and how long readers were kept out by it.
func (p *pace) took(files, bytes int, held time.Duration) {
	fits := sizeOf(files, bytes) * pace(holdFor) / pace(max(held, 1))
	if size := sizeOf(files, bytes); size < *p/2 && fits > size {
		return // a small one that was quick tells nothing of large ones
	}
	*p = min(max(fits, leastPace), *p*2, 1)
}

// sizeOf is the size of a batch beside that of the largest.
func sizeOf(files, bytes int) pace {
	return max(pace(files)/mostFiles, pace(bytes)/mostBytes)
}
