package catalog

// Library gives what a [Snapshot] only names: histories and whole documents,
// loaded when asked for. The store is one; so is the embedded sample. Methods
// may block on I/O and are safe for concurrent use; they return [ErrNotFound]
// for what they do not have.
type Library interface {
	// Versions lists the known versions of a contract or product document,
	// newest first.
	Versions(id string) ([]Version, error)
	// Document reads the file that has the given hash.
	Document(hash string) (*Document, error)
	// Raw returns the bytes of that file as they were synced.
	Raw(hash string) ([]byte, error)
}
