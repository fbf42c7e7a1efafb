package store

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"

	"meshdex/catalog/reader"
)

// A contract may refer to definitions in other files. What it then says depends on
// them, so they are part of its content: a content is the bytes of a file together
// with those of the files it refers to, and has the hash of all of it. Beside the
// files of the source, the references of each file are kept, by which a sync
// notices that one of the others has changed.

// Neighbour is a file that a content refers to.
type Neighbour struct {
	Path    string // as the content has it: relative to its own
	Missing bool   // it could not be read
	Data    []byte
}

// Reference is a neighbour by the hash of its bytes; the zero Hash of a missing
// one.
type Reference struct {
	Path string
	Hash Hash
}

// References are those of one file.
type References struct {
	Path, Stamp string // of the file that has them
	To          []Reference
}

// The first byte of an item of raw says what follows; an item that is empty was
// collected as garbage.
const (
	itemAlone  = 1
	itemBeside = 2
)

// rawItem is the item of a content; its hash is that of all but the first byte.
func rawItem(data []byte, beside []Neighbour) []byte {
	if len(beside) == 0 {
		return append([]byte{itemAlone}, data...)
	}
	return append([]byte{itemBeside}, encode(func(c *coder) { c.composed(&data, &beside) })...)
}

func (c *coder) composed(data *[]byte, beside *[]Neighbour) {
	list(c, beside, func(c *coder, n *Neighbour) {
		c.text(&n.Path)
		c.flag(&n.Missing)
		c.bytes(&n.Data)
	})
	c.bytes(data)
}

func (c *coder) bytes(b *[]byte) {
	s := string(*b)
	c.text(&s)
	*b = []byte(s)
}

// HashOfAll is the hash of a content with its neighbours.
func HashOfAll(data []byte, beside []Neighbour) Hash {
	if len(beside) == 0 {
		return HashOf(data)
	}
	return HashOf(rawItem(data, beside)[1:])
}

// splitItem takes an item apart.
func splitItem(item []byte) (data []byte, beside []Neighbour, err error) {
	if len(item) == 0 {
		return nil, nil, ErrCorrupt
	}
	if item[0] != itemBeside {
		return item[1:], nil, nil
	}
	err = decode(item[1:], func(c *coder) { c.composed(&data, &beside) })
	return data, beside, err
}

// openBeside gives a reader the neighbours of a content; nil if it has none.
func openBeside(beside []Neighbour) reader.Options {
	if len(beside) == 0 {
		return reader.Options{}
	}
	return reader.Options{Open: func(name string) ([]byte, error) {
		for i := range beside {
			if beside[i].Path == name && !beside[i].Missing {
				return beside[i].Data, nil
			}
		}
		return nil, errors.New("there is no such file beside it")
	}}
}

// refBucket holds the references of files by their keys. It is made by the first.
var refBucket = []byte("reference")

func (t tx) putReferences(key []byte, to []Reference) error {
	b := t.Bucket(refBucket)
	switch {
	case len(to) == 0 && b == nil:
		return nil
	case len(to) == 0:
		return b.Delete(key)
	case b == nil:
		if _, err := t.CreateBucket(refBucket); err != nil {
			return err
		}
	}
	return t.put(refBucket, key, func(c *coder) { c.references(&to) })
}

func (c *coder) references(to *[]Reference) {
	list(c, to, func(c *coder, r *Reference) {
		c.text(&r.Path)
		hash := r.Hash[:]
		if c.bytes(&hash); copy(r.Hash[:], hash) != len(r.Hash) {
			c.fail()
		}
	})
}

// References lists the files of a source that refer to others, by path.
func (db *DB) References(source string) ([]References, error) {
	var all []References
	err := db.view(func(t tx) error {
		b := t.Bucket(refBucket)
		var r sourceRecord
		known, err := t.get(sourceBucket, []byte(source), func(c *coder) { c.source(&r) })
		if b == nil || !known || err != nil {
			return err
		}
		prefix := fileKey(r.Number, "")
		cursor := b.Cursor()
		for key, data := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, data = cursor.Next() {
			_, name := splitFileKey(key)
			refs := References{Path: name}
			var f fileRecord
			if err := decode(data, func(c *coder) { c.references(&refs.To) }); err != nil {
				return fmt.Errorf("references of %q: %w", name, err)
			}
			if _, err := t.get(fileBucket, key, func(c *coder) { c.file(&f) }); err != nil {
				return err
			}
			refs.Stamp = f.Stamp
			all = append(all, refs)
		}
		return nil
	})
	return all, err
}

// Neighbour is the path of a file that another one refers to; false when that
// leads out of the source.
func (r References) Neighbour(to Reference) (string, bool) { return PathBeside(r.Path, to.Path) }

// PathBeside joins the path of a reference to that of the file that has it; false
// when that leads out of the source.
func PathBeside(file, to string) (string, bool) {
	joined := path.Join(path.Dir(file), to)
	return joined, joined != ".." && !path.IsAbs(to) && !strings.HasPrefix(joined, "../")
}

// checkReferences finds references of files that there are not.
func (k *checker) checkReferences() {
	b := k.Bucket(refBucket)
	if b == nil {
		return
	}
	k.each(refBucket, func(key, data []byte) {
		var to []Reference
		if err := decode(data, func(c *coder) { c.references(&to) }); err != nil {
			k.fault(refBucket, key, "%v", err)
		}
		if k.bucket(fileBucket).Get(key) == nil {
			k.fault(refBucket, key, "are of no file")
		}
	})
}
