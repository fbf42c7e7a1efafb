package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"

	"meshdex/catalog"
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

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// digestHead is the checksum and the hash before the body of a stored digest.
const digestHead = 4 + sha256.Size

// encode prefixes the content's hash and a checksum: bbolt has none for its
// pages, and unlike raw bytes a digest cannot be compared with a hash.
func (d *Digest) encode(h Hash) []byte {
	body := encode(func(c *coder) {
		c.out = append(c.out, h[:]...)
		c.digest(d)
	})
	out := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(body)), crc32.Checksum(body, castagnoli))
	return append(out, body...)
}

func decodeDigest(data []byte) (*Digest, Hash, error) {
	if len(data) < digestHead || binary.BigEndian.Uint32(data) != crc32.Checksum(data[4:], castagnoli) {
		return nil, Hash{}, ErrCorrupt
	}
	d := &Digest{}
	return d, Hash(data[4:digestHead]), decode(data[digestHead:], func(c *coder) { c.digest(d) })
}

func (t tx) digest(n contentNumber) (*Digest, Hash, error) {
	d, h, err := decodeDigest(t.bucket(digestBucket).Get(numberKey(n)))
	if err != nil {
		return nil, h, fmt.Errorf("digest %d: %w", n, err)
	}
	return d, h, nil
}

// LargestFile bounds the bytes of one content.
const LargestFile = source.LargestFile

// Pack compresses the bytes of a file as the store keeps them. Safe for
// concurrent use, as many at once as there are CPUs.
func Pack(data []byte) []byte { return packer().EncodeAll(data, nil) }

// packer and unpacker are slow and large to make; they hold no state between
// calls.
var (
	packer = sync.OnceValue(func() *zstd.Encoder {
		enc, err := zstd.NewWriter(nil, zstd.WithWindowSize(1<<20), zstd.WithLowerEncoderMem(true),
			zstd.WithEncoderDictRaw(dictionaryID, dictionary()))
		if err != nil {
			panic("store: encoder options: " + err.Error())
		}
		return enc
	})
	unpacker = sync.OnceValue(func() *zstd.Decoder {
		dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(LargestFile+1),
			zstd.WithDecoderDictRaw(dictionaryID, dictionary()))
		if err != nil {
			panic("store: decoder options: " + err.Error())
		}
		return dec
	})
)

// unpack is the inverse of Pack. It bounds what it makes, and compares it with
// the hash, so that damage never passes for a contract.
func unpack(packed []byte, want Hash) ([]byte, error) {
	data, err := unpacker().DecodeAll(packed, nil)
	if err != nil || HashOf(data) != want {
		return nil, fmt.Errorf("content %s: %w", want, ErrCorrupt)
	}
	return data, nil
}

// raw returns the bytes of a content.
func (t tx) raw(n contentNumber, h Hash) ([]byte, error) {
	return unpack(t.bucket(rawBucket).Get(numberKey(n)), h)
}
