// Package source brings in the files that contracts are in: from folders, git
// repositories, HTTP servers, S3 buckets and commands. It knows nothing of
// contracts and nothing of the database; package sync reads what it yields.
//
// [Open] turns a [Config] into a [Source]. Nothing is fetched until Scan, and
// nothing outside the configured place is ever read: no link out of a folder, no
// redirect to another kind of address.
package source

import (
	"context"
	"iter"
	"time"
)

// Config is a source as the user set it up. It holds no secrets: Settings name
// environment variables or profiles, never their values.
type Config struct {
	Name     string            `json:"name"`
	Kind     string            `json:"kind"` // dir, git, http, s3, exec
	Location string            `json:"location"`
	Include  []string          `json:"include,omitempty"` // globs; empty means every file that may hold something
	Exclude  []string          `json:"exclude,omitempty"`
	Settings map[string]string `json:"settings,omitempty"`
}

// File is one state of one file. Two files of a source with the same path and
// stamp have the same content, so sync reads only what has a new stamp.
type File struct {
	Path    string // slash-separated, relative to the source
	Stamp   string // size, time and inode; a blob id; an ETag
	Size    int64
	Time    time.Time // when this state was made: of the commit, else of the file
	Commit  string    // git only, as are the next three
	Author  string
	Message string // subject line
	Tag     string
	Gone    bool // the path does not exist any more from this state on
	Again   bool // an earlier scan may have yielded this state, for this one started over
	Summed  bool // the stamp is of the content, so that it is to be believed however new the file is

	// Pack is a whole catalog, to be opened by store.OpenPack; there is nothing
	// to Read then.
	Pack []byte

	// Read returns the content, or an error that says why there is none: one with
	// more than LargestFile bytes is refused with a *TooLargeError before it is
	// read. It may be called from several goroutines at once, and only until the
	// one that ranges over Scan asks for the end of it.
	Read func(context.Context) ([]byte, error)

	// Beside returns the content of another file of the source, wanted or not, as it
	// was when this state was made; an fs.ErrNotExist if there was none, and another
	// error if it cannot be had. It never leaves the source, and is nil where there are
	// no other files.
	Beside func(ctx context.Context, path string) ([]byte, error)
}

// Reopener is a Source that can tell what a file is after a Scan, whether or not
// that yielded it.
type Reopener interface {
	// Reopen gives the file at a path, which must exist, as it is now. It has nothing
	// Beside it when nothing in the source can have changed.
	Reopen(path string) File
}

// Distant is a Source whose files are fetched one by one from far away: each takes long
// and costs this machine little, so that many are read at once, and none of them is
// waited for by those of other sources.
type Distant interface {
	AtOnce() int
}

// Source is a place that files come from.
type Source interface {
	// Scan yields the states of files that are new since the scan that returned
	// cursor ("" for everything), those of one path oldest first. An error that
	// concerns one file is yielded with that file's path and the scan goes on; an
	// error without a path ends it. A source without history yields every file
	// once; what it does not yield is gone. See ErrUnchanged and ErrStartedOver for
	// the two that are none.
	Scan(ctx context.Context, cursor string) iter.Seq2[File, error]
	// Cursor is where the last complete Scan ended; to be stored with its results.
	Cursor() string
	// HasHistory tells whether Scan yields changes (git, versioned S3) or the whole
	// present state (all others).
	HasHistory() bool
}
