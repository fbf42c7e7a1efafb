package store

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"unsafe"

	bolt "go.etcd.io/bbolt"

	"meshdex/catalog"
)

// Pack is a pack whose bytes were found to be whole, and signed as was asked for.
type Pack struct {
	packParts
	format byte
}

// OpenPack checks a pack. With a key, the pack must be signed by it. The data must
// not change while the Pack is in use.
func OpenPack(data []byte, key ed25519.PublicKey) (*Pack, error) {
	body, err := packBody(data, key)
	if err != nil {
		return nil, err
	}
	p := &Pack{format: data[len(packMagic)]}
	switch p.format {
	case firstPack:
		p.Database = unsafeText(body)
	case presentPack:
		err = decodeInPlace(body, func(c *coder) { c.packParts(&p.packParts) })
	default:
		return nil, fmt.Errorf("%w: it was written by a later version", ErrPack)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPack, err)
	}
	return p, nil
}

// unsafeText is data as a string without a copy.
func unsafeText(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// packBody checks the frame of a pack and returns what is in it.
func packBody(data []byte, key ed25519.PublicKey) ([]byte, error) {
	if len(data) < packHead || !IsPack(data) {
		return nil, ErrPack
	}
	sum := data[packSumAt : packSumAt+sha256.Size]
	rest := data[packHead:]
	n := int(data[packHead-1])
	if n > len(rest) {
		return nil, ErrPack
	}
	signature, body := rest[:n], rest[n:]
	switch {
	case binary.BigEndian.Uint64(data[packSumAt-8:]) != uint64(len(body)):
		return nil, fmt.Errorf("%w: it is cut off", ErrPack)
	case sha256.Sum256(body) != [sha256.Size]byte(sum):
		return nil, fmt.Errorf("%w: it is damaged", ErrPack)
	case key != nil && !ed25519.Verify(key, sum, signature):
		return nil, fmt.Errorf("%w: it is not signed by the key that was asked for", ErrPack)
	}
	return body, nil
}

// Each gives every state of every file in the pack, those of one file together and
// oldest first, as changes that need no parsing. Paths begin with the name of the
// source they had where the pack was written.
func (p *Pack) Each(visit func(Change) error) error {
	dir, err := os.MkdirTemp("", "meshdex-pack-*")
	if err != nil {
		return fmt.Errorf("open pack: %w", err)
	}
	defer os.RemoveAll(dir)
	b, err := p.open(dir + "/" + databaseFile)
	if err != nil {
		return fmt.Errorf("open pack: %w", err)
	}
	defer b.Close()
	return guard(func() error {
		return b.View(func(t *bolt.Tx) error {
			if p.format == firstPack {
				return tx{t}.eachPacked(visit)
			}
			return tx{t}.eachReceived(visit)
		})
	})
}

// open writes the database of the pack to a new file and opens it, in the present
// format.
func (p *Pack) open(path string) (*bolt.DB, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, translate(err)
	}
	_, err = f.WriteString(p.Database)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, translate(err)
	}
	var b *bolt.DB
	if err := mustBeSound(path, wholeFile); err != nil {
		return nil, err
	}
	err = guard(func() error {
		if b, err = bolt.Open(path, 0o600, &bolt.Options{NoFreelistSync: true}); err != nil {
			return translate(err)
		}
		return b.Update(func(t *bolt.Tx) error { return migrate(t, migrations, Format) })
	})
	if err != nil && b != nil {
		err = errors.Join(err, b.Close())
	}
	return b, err
}

// eachReceived is eachPacked for a database that has taken a catalog in: the names
// of the sources begin its paths already.
func (t tx) eachReceived(visit func(Change) error) error {
	names, err := t.sourceNames()
	if err != nil {
		return err
	}
	p := packReader{t.digests(), t.raws(), visit}
	for number := range names {
		err := t.eachFile(number, func(path string, f *fileRecord) error { return t.packedFile(&p, path, f) })
		if err != nil {
			return err
		}
	}
	return nil
}

// eachPacked gives every state of every file under the name of its source and its
// path.
func (t tx) eachPacked(visit func(Change) error) error {
	names, err := t.sourceNames()
	if err != nil {
		return err
	}
	p := packReader{t.digests(), t.raws(), visit}
	for number, name := range names {
		err := t.eachFile(number, func(path string, f *fileRecord) error {
			return t.packedFile(&p, name+"/"+path, f)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// packReader gives out the states of files in a pack.
type packReader struct {
	digests, raws *blocks
	visit         func(Change) error
}

func (t tx) packedFile(p *packReader, path string, f *fileRecord) error {
	for seq := range f.Revs {
		r, err := t.revision(f.Number, seq)
		if err != nil {
			return err
		}
		if r.Content == 0 {
			continue
		}
		if err := p.give(path, r); err != nil {
			return err
		}
	}
	if f.State == gone && f.Revs > 0 {
		return p.visit(Change{Path: path, News: Gone})
	}
	return nil
}

func (p *packReader) give(path string, r revision) error {
	digest, hash, err := p.digests.digest(r.Content)
	if err != nil {
		return err
	}
	raw, beside, err := p.raws.whole(r.Content, hash)
	if err != nil {
		return err
	}
	return p.visit(Change{
		Path: path, Stamp: hash.String(), News: Content, Again: true, Hash: hash, Parsed: NewParsed(hash, raw, beside, digest),
		Origin: catalog.Origin{Time: r.Time, Commit: r.Commit, Author: r.Author, Message: r.Message, Tag: r.Tag},
	})
}
