package sync

import (
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
		c.News, c.Problems = store.Unreadable, []catalog.Problem{unreadable(f.Path, err)}
		return c
	}
	var doc *catalog.Document
	beside := &neighbours{}
	if mayRefer(data) {
		doc, beside = o.parse(&f, data)
	}
	c.Hash, c.Refs = store.HashOfAll(data, beside.read), beside.refs
	isNew := false
	if err = o.ctx.Err(); err == nil { // what is missing because the sync was stopped is not missing
		isNew, err = o.take(c.Hash) // from here on nothing keeps it from being brought
	}
	if err != nil {
		c.News, c.Problems = store.Unreadable, []catalog.Problem{unreadable(f.Path, err)}
		return c
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
