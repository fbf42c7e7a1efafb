package store

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
)

// KnownFile is what the last sync saw of a file.
type KnownFile struct {
	Path  string
	Stamp string
	Read  time.Time // when; a file changed in the same second may have changed again unseen
	Gone  bool
}

// KnownFiles are the files of a source as its last sync saw them, by path. A sync
// that finds nothing new does little but look its files up here, so they are few
// pieces of memory, and finding them in their order costs one comparison each. It
// is not safe for concurrent use.
type KnownFiles struct {
	text  string // all paths and stamps
	files []knownFile
	next  int // the one behind that which was found last
}

// knownFile is a KnownFile by the places of its texts, one after the other.
type knownFile struct {
	path, stamp, end int
	read             int64 // Unix seconds
	gone             bool
}

// Len is the number of files.
func (k *KnownFiles) Len() int { return len(k.files) }

// At is file n, 0 ≤ n < Len.
func (k *KnownFiles) At(n int) KnownFile {
	f := &k.files[n]
	return KnownFile{k.path(n), k.text[f.stamp:f.end], time.Unix(f.read, 0), f.gone}
}

func (k *KnownFiles) path(n int) string { return k.text[k.files[n].path:k.files[n].stamp] }

// Find gives the number of the file with a path.
func (k *KnownFiles) Find(path string) (n int, ok bool) {
	if n = k.next; n >= len(k.files) || k.path(n) != path {
		n, ok = slices.BinarySearchFunc(k.files, path, func(f knownFile, path string) int {
			return strings.Compare(k.text[f.path:f.stamp], path)
		})
		if !ok {
			return 0, false
		}
	}
	k.next = n + 1
	return n, true
}

// knownFiles loads the files of a source, which lie in the order of their paths.
func (t tx) knownFiles(source sourceNumber) (KnownFiles, error) {
	var k KnownFiles
	var text []byte
	prefix := fileKey(source, "")
	cursor := t.bucket(fileBucket).Cursor()
	for key, data := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, data = cursor.Next() {
		var f fileRecord
		if err := decodeInPlace(data, func(c *coder) { c.file(&f) }); err != nil {
			return k, fmt.Errorf("file %q: %w", key, err)
		}
		file := knownFile{path: len(text), gone: f.State == gone, read: f.Read.Unix()}
		text = append(text, key[len(prefix):]...)
		file.stamp = len(text)
		text = append(text, f.Stamp...)
		file.end = len(text)
		k.files = append(k.files, file)
	}
	k.text = string(text)
	return k, nil
}
