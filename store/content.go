package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/store/source"
)

// Hash identifies a content: the SHA-256 of its bytes.
type Hash [sha256.Size]byte

// HashOf returns the hash of data.
func HashOf(data []byte) Hash { return sha256.Sum256(data) }

// String is the hash in hex, as catalog.Origin carries it.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// ParseHash is the inverse of Hash.String.
func ParseHash(text string) (Hash, error) {
	var h Hash
	b, err := hex.DecodeString(text)
	if err != nil || copy(h[:], b) != len(h) || len(b) != len(h) {
		return Hash{}, fmt.Errorf("content %q: %w", text, catalog.ErrNotFound)
	}
	return h, nil
}

// Digest is what the store keeps at hand of one content, so that nothing is read
// twice: the summaries that make the catalog, the problems, and whether there is
// more to be found in the document.
type Digest struct {
	Path       string // under which it was first seen; tells a reader the file's kind
	Contracts  []catalog.Summary
	Products   []catalog.Summary
	Results    []string // contract ids, one for each contract that has results
	Agreements []string // ids
	Others     []string // ids
	Problems   []catalog.Problem
}

// DigestOf digests a document. The time decides which owners have left.
func DigestOf(doc *catalog.Document, now time.Time) *Digest {
	d := &Digest{Path: doc.Path, Problems: doc.Problems}
	for _, c := range doc.Contracts {
		s := c.Summarize(now)
		d.Contracts = append(d.Contracts, s)
	}
	for _, p := range doc.Products {
		d.Products = append(d.Products, p.Summarize(now))
	}
	seen := map[string]bool{}
	for _, r := range doc.Results {
		if !seen[r.Contract] {
			seen[r.Contract] = true
			d.Results = append(d.Results, r.Contract)
		}
	}
	for _, a := range doc.Agreements {
		d.Agreements = append(d.Agreements, a.ID)
	}
	for _, o := range doc.Others {
		d.Others = append(d.Others, o.ID)
	}
	return d
}

func (d *Digest) summaries(subject byte) []catalog.Summary {
	if subject == ofProduct {
		return d.Products
	}
	return d.Contracts
}

// other is the subject of what is neither contract nor product.
func (d *Digest) other() byte {
	if walkthrough.IsFile(d.Path) {
		return ofWalkthrough
	}
	return ofOther
}

// isEmpty reports whether there is nothing in it that a catalog lists.
func (d *Digest) isEmpty() bool {
	return len(d.Contracts)+len(d.Products)+len(d.Results)+len(d.Agreements)+len(d.Others) == 0
}

// isBroken reports whether the content should have held something but could not
// be read.
func (d *Digest) isBroken() bool {
	if !d.isEmpty() {
		return false
	}
	for i := range d.Problems {
		if d.Problems[i].Severity == catalog.Error {
			return true
		}
	}
	return false
}

func (c *coder) digest(d *Digest) {
	c.text(&d.Path)
	list(c, &d.Contracts, (*coder).summary)
	list(c, &d.Products, (*coder).summary)
	c.texts(&d.Results)
	c.texts(&d.Agreements)
	c.texts(&d.Others)
	list(c, &d.Problems, (*coder).problem)
}

// encode writes the digest, the content's hash first.
func (d *Digest) encode(h Hash) []byte {
	return encode(func(c *coder) {
		c.out = append(c.out, h[:]...)
		c.digest(d)
	})
}

func decodeDigest(data []byte) (*Digest, Hash, error) {
	if len(data) < len(Hash{}) {
		return nil, Hash{}, ErrCorrupt
	}
	d := &Digest{}
	return d, Hash(data[:len(Hash{})]), decode(data[len(Hash{}):], func(c *coder) { c.digest(d) })
}

// digests and raws read the two block buckets.
func (t tx) digests() *blocks { return &blocks{bucket: t.bucket(digestBucket)} }
func (t tx) raws() *blocks    { return &blocks{bucket: t.bucket(rawBucket)} }

func (b *blocks) digest(n contentNumber) (*Digest, Hash, error) {
	data, err := b.item(n)
	if err != nil {
		return nil, Hash{}, err
	}
	d, h, err := decodeDigest(data)
	if err != nil {
		return nil, h, fmt.Errorf("digest %d: %w", n, err)
	}
	return d, h, nil
}

// hash finds the hash of a content by its number.
func (b *blocks) hash(n contentNumber) (Hash, error) {
	data, err := b.item(n)
	if err != nil || len(data) < len(Hash{}) {
		return Hash{}, fmt.Errorf("digest %d: %w", n, ErrCorrupt)
	}
	return Hash(data[:len(Hash{})]), nil
}

// raw returns the bytes of a content. It compares them with the hash, so that
// damage never passes for a contract.
func (b *blocks) raw(n contentNumber, want Hash) ([]byte, error) {
	data, _, err := b.whole(n, want)
	return data, err
}

// whole is raw with the neighbours of the content.
func (b *blocks) whole(n contentNumber, want Hash) ([]byte, []Neighbour, error) {
	item, err := b.item(n)
	if err != nil {
		return nil, nil, err
	}
	if HashOf(item[1:]) != want {
		return nil, nil, fmt.Errorf("content %s: %w", want, ErrCorrupt)
	}
	return splitItem(item)
}

// LargestFile bounds the bytes of one content.
const LargestFile = source.LargestFile
