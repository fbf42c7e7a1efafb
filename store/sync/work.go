package sync

import (
	"cmp"

	"meshdex/catalog"
	"meshdex/store"
	"meshdex/store/source"
)

// work reads one file and, if its content is new, parses it.
func (o *one) work(f source.File) store.Change {
	c := store.Change{
		Path: f.Path, Stamp: f.Stamp, News: store.Content, Again: f.Again || o.cursor == "" && o.src.HasHistory(),
		Origin: catalog.Origin{Time: f.Time, Commit: f.Commit, Author: f.Author, Message: f.Message, Tag: f.Tag},
	}
	data, err := f.Read(o.ctx)
	o.tell(func(p *Progress) { p.Read++ })
	if err != nil {
		return notRead(&f, err)
	}
	var doc *catalog.Document
	beside := &neighbours{}
	if mayRefer(data) {
		doc, beside = o.parse(&f, data)
	}
	c.Hash, c.Refs = store.HashOfAll(data, beside.read), beside.refs
	isNew := false
	if err = cmp.Or(o.ctx.Err(), beside.failed); err == nil { // what is missing because the sync was stopped is not missing
		isNew, err = o.take(c.Hash) // from here on nothing keeps it from being brought
	}
	if err != nil {
		return notRead(&f, err)
	}
	if isNew {
		if doc == nil {
			doc, _ = o.parse(&f, data)
		}
		c.Parsed = store.NewParsed(c.Hash, data, beside.read, store.DigestOf(doc, o.opts.Now()))
		o.tell(func(p *Progress) { p.Parsed++; p.Problems += len(doc.Problems) })
	}
	return c
}

// notRead is what becomes of a file that could not be read. It has no stamp, for the next
// sync is to try again, though the file may be as it was.
func notRead(f *source.File, err error) store.Change {
	return store.Change{Path: f.Path, News: store.Unreadable, Problems: []catalog.Problem{unreadable(f.Path, err)}}
}

// take reports whether the content must be parsed: the store does not have it,
// and no other file of this source brings it. Another source may be bringing it at
// the same time; the store keeps the first.
func (o *one) take(h store.Hash) (bool, error) {
	if known, err := o.contents.Has(h); known || err != nil {
		return false, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, isTaken := o.taken[h]; isTaken {
		return false, nil
	}
	o.taken[h] = false
	return true, nil
}
