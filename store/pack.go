package store

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	bolt "go.etcd.io/bbolt"

	"meshdex/catalog"
)

// A pack is a whole catalog in one file, for organisations whose engineers
// outnumber one machine: it is written once, served by anything that serves files,
// and taken in without parsing, because it carries the digests with the bytes.
//
//	magic | length of the body | SHA-256 of the body | length of the signature | signature | body
//
// The body is a compacted database. The signature, if there is one, is that of
// Ed25519 over the SHA-256.
const packMagic = "mdxpack1"

const packHead = 8 + 8 + sha256.Size + 1

// ErrPack is returned for what is not a whole pack, or not signed by the key that
// was asked for.
var ErrPack = errors.New("the pack cannot be taken in")

// IsPack reports whether data begins like a pack.
func IsPack(data []byte) bool { return bytes.HasPrefix(data, []byte(packMagic)) }

// WritePack writes the catalog as a pack, signed if there is a key.
func (db *DB) WritePack(ctx context.Context, w io.Writer, key ed25519.PrivateKey) error {
	scratch, discard, err := db.Scratch()
	if err != nil {
		return err
	}
	defer discard()
	if _, _, err := scratch.Compact(ctx); err != nil {
		return err
	}
	body, err := os.ReadFile(scratch.path(databaseFile))
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("write pack: the store is empty: %w", catalog.ErrNotFound)
	}
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	var signature []byte
	if key != nil {
		signature = ed25519.Sign(key, sum[:])
	}
	head := binary.BigEndian.AppendUint64([]byte(packMagic), uint64(len(body)))
	head = append(append(head, sum[:]...), byte(len(signature)))
	for _, part := range [][]byte{head, signature, body} {
		if _, err := w.Write(part); err != nil {
			return fmt.Errorf("write pack: %w", err)
		}
	}
	return nil
}

// packBody checks a pack and returns its database. With a key, the pack must be
// signed by it.
func packBody(data []byte, key ed25519.PublicKey) ([]byte, error) {
	if len(data) < packHead || !IsPack(data) {
		return nil, ErrPack
	}
	sum := data[16 : 16+sha256.Size]
	rest := data[packHead:]
	n := int(data[packHead-1])
	if n > len(rest) {
		return nil, ErrPack
	}
	signature, body := rest[:n], rest[n:]
	switch {
	case binary.BigEndian.Uint64(data[8:]) != uint64(len(body)):
		return nil, fmt.Errorf("%w: it is cut off", ErrPack)
	case sha256.Sum256(body) != [sha256.Size]byte(sum):
		return nil, fmt.Errorf("%w: it is damaged", ErrPack)
	case key != nil && !ed25519.Verify(key, sum, signature):
		return nil, fmt.Errorf("%w: it is not signed by the key that was asked for", ErrPack)
	}
	return body, nil
}

// EachPacked reads a pack and gives every state of every file in it, those of one
// file together and oldest first, as changes that need no parsing. Paths begin
// with the name of the source they had where the pack was written.
func EachPacked(data []byte, key ed25519.PublicKey, visit func(Change) error) error {
	body, err := packBody(data, key)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp("", "meshdex-pack-*")
	if err != nil {
		return fmt.Errorf("open pack: %w", err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(body)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("open pack: %w", err)
	}
	b, err := bolt.Open(f.Name(), 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("open pack: %w", translate(err))
	}
	defer b.Close()
	return guard(func() error {
		return b.View(func(t *bolt.Tx) error {
			if err := checkFormat(t); err != nil {
				return fmt.Errorf("open pack: %w", err)
			}
			return tx{t}.eachPacked(visit)
		})
	})
}

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
