package store

import (
	"bytes"
	"path"
	"time"

	bolt "go.etcd.io/bbolt"
)

// lookAgainAtReferring leads from format 1 to 2, and from 2 to 3. The first did not read
// the files that a contract refers to, the second not in archives and buckets: what they
// have of such a contract is read without them, and as the file itself does not change,
// no sync would ever mend that. So each file that may refer to others, and is not known
// to, is said to refer to itself, as it was when it was empty. The next sync finds that
// this does not hold, and reads it with all that it refers to.
func lookAgainAtReferring(t *bolt.Tx) error {
	if _, err := t.CreateBucketIfNotExists(refBucket); err != nil {
		return err
	}
	raws := tx{t}.raws()
	return t.Bucket(fileBucket).ForEach(func(key, data []byte) error {
		var f fileRecord1
		if err := decode(data, f.walk); err != nil {
			return err
		}
		if f.Content == 0 || t.Bucket(refBucket).Get(key) != nil {
			return nil
		}
		item, err := raws.item(f.Content)
		if err != nil || !bytes.Contains(item, []byte("$ref")) {
			return err
		}
		_, name := splitFileKey(key)
		return tx{t}.putReferences(key, []Reference{{Path: path.Base(name), Hash: HashOf(nil)}})
	})
}

// fileRecord1 is fileRecord as of format 1.
type fileRecord1 struct {
	Number  fileNumber
	Stamp   string
	Content contentNumber
	Revs    uint32
	State   fileState
	Read    time.Time
}

func (f *fileRecord1) walk(c *coder) {
	number(c, &f.Number)
	c.text(&f.Stamp)
	number(c, &f.Content)
	number(c, &f.Revs)
	number(c, &f.State)
	c.time(&f.Read)
}
