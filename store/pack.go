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

	"meshdex/catalog"
)

// A pack is a whole catalog in one file, for organisations whose engineers
// outnumber one machine: it is written once, served by anything that serves files,
// and taken in without parsing, because it carries the digests with the bytes.
//
//	magic | length of the body | SHA-256 of the body | length of the signature | signature | body
//
// The body is packParts: the database of a store that has taken the catalog in, as
// one source, and the search index of that. An empty store puts both in its place
// (packtake.go); one that holds something already goes through the states in the
// database (packread.go). In a pack of the first format, the body is the database
// as it was, with all of its sources. The signature, if there is one, is that of
// Ed25519 over the SHA-256.
const (
	packMagic      = "mdxpack" // and the format, one digit
	firstPack      = '1'
	presentPack    = '2'
	packHead       = len(packMagic) + 1 + 8 + sha256.Size + 1
	packSumAt      = len(packMagic) + 1 + 8
	largestUnpack  = 2 << 30 // of an index; that of a million products is smaller
	packBatchItems = 1000    // states that are written at once
)

// ErrPack is returned for what is not a whole pack, or not signed by the key that
// was asked for.
var ErrPack = errors.New("the pack cannot be taken in")

// IsPack reports whether data begins like a pack.
func IsPack(data []byte) bool { return bytes.HasPrefix(data, []byte(packMagic)) }

// PackOptions say how a pack is written.
type PackOptions struct {
	// Source is the name under which it will mostly be synced: the search index
	// carries it, and fits a store that uses another only after being built anew.
	Source string
	Key    ed25519.PrivateKey // to sign it with; nil for no signature
}

// packParts are what the body of a pack is made of.
type packParts struct {
	Source   string
	Database string // the bytes of the file
	Index    string // compressed
}

func (c *coder) packParts(p *packParts) {
	c.text(&p.Source)
	c.text(&p.Database)
	c.text(&p.Index)
}

// WritePack writes the catalog as a pack.
func (db *DB) WritePack(ctx context.Context, w io.Writer, opts PackOptions) error {
	received, discard, err := db.received(ctx, opts.Source)
	if err != nil {
		return fmt.Errorf("write pack: %w", err)
	}
	defer discard()
	database, err := os.ReadFile(received.path(databaseFile))
	if err != nil {
		return fmt.Errorf("write pack: %w", err)
	}
	var index []byte
	err = showSlot(received.path(indexFile), parseSlot, func(_ slotTag, value []byte) { index = packer().EncodeAll(value, nil) })
	if err != nil {
		return fmt.Errorf("write pack: %w", err)
	}
	parts := packParts{opts.Source, unsafeText(database), unsafeText(index)}
	body := encodeSized(len(parts.Database)+len(parts.Index)+64, func(c *coder) { c.packParts(&parts) })
	return writePack(w, body, opts.Key)
}

func writePack(w io.Writer, body []byte, key ed25519.PrivateKey) error {
	sum := sha256.Sum256(body)
	var signature []byte
	if key != nil {
		signature = ed25519.Sign(key, sum[:])
	}
	head := binary.BigEndian.AppendUint64(append([]byte(packMagic), presentPack), uint64(len(body)))
	head = append(append(head, sum[:]...), byte(len(signature)))
	for _, part := range [][]byte{head, signature, body} {
		if _, err := w.Write(part); err != nil {
			return fmt.Errorf("write pack: %w", err)
		}
	}
	return nil
}

// received is a store, in a temporary folder, that has taken this one in as a
// source. discard deletes it.
func (db *DB) received(ctx context.Context, source string) (to *DB, discard func(), err error) {
	scratch, drop, err := db.Scratch()
	if err != nil {
		return nil, nil, err
	}
	defer drop()
	dir, err := os.MkdirTemp("", "meshdex-pack-*")
	if err != nil {
		return nil, nil, err
	}
	discard = func() { os.RemoveAll(dir) }
	to = newDB(dir, db.opts)
	if err = scratch.giveTo(ctx, to, source); err == nil {
		_, _, err = to.Compact(ctx)
	}
	if err != nil {
		discard()
		return nil, nil, err
	}
	return to, discard, nil
}

// giveTo writes every state of every file to an empty store.
func (db *DB) giveTo(ctx context.Context, to *DB, source string) error {
	s, err := to.Begin(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	var batch []Change
	flush := func() error {
		_, err := s.Apply(source, batch)
		batch = batch[:0]
		return errors.Join(err, ctx.Err())
	}
	err = db.view(func(t tx) error {
		return t.eachPacked(func(c Change) error {
			if batch = append(batch, c); len(batch) < packBatchItems {
				return nil
			}
			return flush()
		})
	})
	if err == nil {
		err = flush()
	}
	if err == nil && !s.Changed() {
		err = fmt.Errorf("the store is empty: %w", catalog.ErrNotFound)
	}
	if err == nil {
		err = s.Ended(source, "", nil)
	}
	if err == nil {
		err = s.Publish(ctx)
	}
	return err
}
