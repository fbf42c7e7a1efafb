package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
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

// Parsed is a content that the store may not have yet, ready to be stored: whoever
// parses does the encoding, too, and nothing large waits for the next batch.
type Parsed struct {
	hash   Hash
	raw    []byte  // the item
	digest []byte  // encoded
	shown  *Digest // what the tables show of it
}

// NewParsed makes a content with the files it refers to ready to be stored. The
// hash is that of HashOfAll.
func NewParsed(h Hash, data []byte, beside []Neighbour, d *Digest) *Parsed {
	return &Parsed{h, rawItem(data, beside), d.encode(h), d.shown()}
}

// Size is about how many bytes of memory it takes.
func (p *Parsed) Size() int { return len(p.raw) + len(p.digest) }

// shown is the digest without what no table shows. It shares no memory with what
// was parsed but the problems.
func (d *Digest) shown() *Digest {
	return &Digest{
		Path: d.Path, Contracts: shown(d.Contracts), Products: shown(d.Products),
		Results: d.Results, Agreements: d.Agreements, Others: d.Others, Problems: d.Problems,
	}
}

func shown(of []catalog.Summary) []catalog.Summary {
	out := make([]catalog.Summary, len(of))
	for i := range of {
		s := &of[i]
		out[i] = catalog.Summary{
			ID: strings.Clone(s.ID), Version: strings.Clone(s.Version), Status: strings.Clone(s.Status), Name: strings.Clone(s.Name),
		}
	}
	return out
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
	return encodeSized(2<<10, func(c *coder) {
		c.out = append(c.out, h[:]...)
		c.digest(d)
	})
}

// decodeDigest reads a digest; its texts are part of data.
func decodeDigest(data []byte) (*Digest, Hash, error) {
	if len(data) < len(Hash{}) {
		return nil, Hash{}, ErrCorrupt
	}
	d := &Digest{}
	return d, Hash(data[:len(Hash{})]), decodeInPlace(data[len(Hash{}):], func(c *coder) { c.digest(d) })
}

// decodeAgain is decodeDigest into a digest that is not needed any more.
func (d *Digest) decodeAgain(data []byte) (Hash, error) {
	if len(data) < len(Hash{}) {
		return Hash{}, ErrCorrupt
	}
	return Hash(data[:len(Hash{})]), decodeAgain(data[len(Hash{}):], func(c *coder) { c.digest(d) })
}

// digests and raws read the two block buckets.
func (t tx) digests() *blocks { return &blocks{bucket: t.bucket(digestBucket)} }
func (t tx) raws() *blocks    { return &blocks{bucket: t.bucket(rawBucket)} }

func (b *blocks) digest(n contentNumber) (*Digest, Hash, error) {
	data, err := b.item(n)
	if err != nil {
		return nil, Hash{}, err
	}
	d, h := b.lent, Hash{}
	if d != nil {
		h, err = d.decodeAgain(data)
	} else {
		d, h, err = decodeDigest(data)
	}
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
