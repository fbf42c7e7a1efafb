package sync

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	stdsync "sync"
	"time"

	"meshdex/catalog"
	"meshdex/store"
	"meshdex/store/source"
)

// ahead is how many files may be read before the oldest of them is committed: it
// bounds the memory, and is enough to keep the workers busy during a commit.
const ahead = 256

// one is the sync of one source: a pipeline
//
//	scan → (read, hash, parse: many at once) → collect in the order of the scan → commit
//
// The order is kept because the states of one file must be applied in theirs,
// and because it makes every sync of the same files the same.
type one struct {
	*run
	ctx    context.Context
	cfg    source.Config
	src    source.Source
	crew   *crew // that of the run, or of this source alone if it is distant
	known  store.Known
	cursor string // of the last sync, if it was of the same configuration
	// references are those that the source's files had when they were first asked for.
	references func() ([]store.References, error)
	started    time.Time

	seen   []bool   // known files that the scan yielded
	failed []string // folders that could not be listed: what is below is neither seen nor gone
	queue  chan chan store.Change

	mu    stdsync.Mutex
	taken map[store.Hash]bool // contents that this source brings; true once collected
	word  *word

	batch   batch
	writing chan written        // of the batch before; nil when that is done
	awaited map[store.Hash]bool // contents that the batch needs and a file behind it brings
	pace    pace
	report  SourceReport
	err     error // of a commit
}

func (r *run) one(ctx context.Context, cfg source.Config) SourceReport {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o := &one{
		run: r, cfg: cfg, crew: r.crew, started: r.opts.Now(),
		taken: map[store.Hash]bool{}, awaited: map[store.Hash]bool{},
		report: SourceReport{Name: cfg.Name}, word: r.teller.word(cfg.Name), pace: firstPace,
	}
	o.references = stdsync.OnceValues(func() ([]store.References, error) { return r.db.References(cfg.Name) })
	o.ctx = source.WithStages(ctx, func(s source.Stage) { o.tell(func(p *Progress) { p.Stage = s }) })
	err := o.sync(cancel)
	if o.err != nil {
		err = o.err
	}
	cursor := ""
	if o.src != nil {
		cursor = boundCursor(cfg, o.reads(), o.src.Cursor())
	}
	told := err
	if errors.Is(err, context.Canceled) {
		told = errInterrupted
	}
	if e := r.session.Ended(cfg.Name, cursor, told); err == nil {
		err = e
	}
	o.report.Err, o.report.Seconds = err, r.opts.Now().Sub(o.started).Seconds()
	o.tell(func(p *Progress) { p.Done, p.Err = true, err })
	return o.report
}

// errInterrupted is how it is remembered that a person stopped a sync.
var errInterrupted = errors.New("it was interrupted")

func (o *one) sync(cancel func()) (err error) {
	if o.known, err = o.db.Known(o.cfg.Name); err != nil {
		return err
	}
	o.seen = make([]bool, o.known.Files.Len())
	if o.src, err = o.opts.Open(o.cfg); err != nil {
		return err
	}
	if far, ok := o.src.(source.Distant); ok {
		o.crew = hire(far.AtOnce())
		defer o.crew.dismiss()
	}
	if o.opts.Trust == TrustStamps || o.src.HasHistory() {
		o.cursor, _ = strings.CutPrefix(o.known.Cursor, boundCursor(o.cfg, o.reads(), ""))
	}
	if err = o.pass(cancel, o.scan); err == nil {
		err = o.pass(cancel, o.settle)
	}
	return err
}

// pass lets files be queued, and waits until all of them are committed.
func (o *one) pass(cancel func(), queue func() error) error {
	o.queue = make(chan chan store.Change, ahead)
	collected := make(chan struct{})
	go func() {
		defer close(collected)
		o.collect(cancel)
	}()
	err := queue()
	close(o.queue)
	<-collected
	if err == nil {
		err = o.ctx.Err()
	}
	return err
}

// scan walks the source and starts the work on every file that may be new.
func (o *one) scan() error {
	for f, err := range o.src.Scan(o.ctx, o.cursor) {
		if o.ctx.Err() != nil {
			return o.ctx.Err()
		}
		switch {
		case errors.Is(err, source.ErrUnchanged):
			return nil
		case errors.Is(err, source.ErrStartedOver):
			o.cursor = ""
			continue
		}
		if err != nil && f.Path == "" {
			return err
		}
		if f.Pack != nil {
			if err := o.unpack(f.Pack); err != nil {
				return err
			}
			continue
		}
		known, isKnown := o.see(f.Path)
		switch {
		case err != nil:
			o.failed = append(o.failed, f.Path+"/")
			o.put(notRead(&f, err))
		case f.Gone:
			o.put(store.Change{Path: f.Path, News: store.Gone})
		case isKnown && o.isUnchanged(&f, known):
		default:
			o.start(f)
		}
	}
	if o.ctx.Err() != nil {
		return o.ctx.Err() // a scan that was cut short has not seen everything
	}
	if !o.src.HasHistory() || o.cursor == "" {
		o.sweep()
	}
	return nil
}

// see notes that the source has a file, and finds out whether it had it before.
func (o *one) see(path string) (known int, isKnown bool) {
	o.tell(func(p *Progress) { p.Files, p.Stage = p.Files+1, source.Stage{} })
	if known, isKnown = o.known.Files.Find(path); isKnown {
		o.seen[known] = true
	}
	return known, isKnown
}

// boundCursor ties a cursor to the configuration that it was made under, and to what
// the program read at all: after a change of the patterns, say, or of the key that a
// pack is signed with, or with a program that reads more kinds of files, or more of them
// as each format of the store did, what was left out or let in has to be looked at again.
func boundCursor(cfg source.Config, reads []string, cursor string) string {
	cfg.Name = ""
	text, _ := json.Marshal([]any{cfg, reads}) // of strings alone, so it cannot fail
	return store.HashOf(text).String()[:16] + " " + cursor
}

// reads says what the program reads of the source. What earlier formats left unread of
// files that have not changed is found by their references, if only the source is gone
// through; those with history always are.
func (o *one) reads() []string {
	reads := source.Endings()
	if !o.src.HasHistory() {
		reads = append(reads, fmt.Sprintf("format %d", store.Format))
	}
	return reads
}

// settled is how old a file must have been when its stamp was taken for the stamp
// to be believed: file systems count time in steps of up to two seconds, and a
// second write within the same step leaves no trace.
const settled = 2 * time.Second

// isUnchanged reports whether a file is as the last sync saw it.
func (o *one) isUnchanged(f *source.File, known int) bool {
	if o.src.HasHistory() || o.opts.Trust == Verify {
		return false
	}
	k := o.known.Files.At(known)
	return !k.Gone && k.Stamp == f.Stamp && f.Stamp != "" && (f.Summed || f.Time.Add(settled).Before(k.Read))
}

// sweep finds the files that are gone from a source that yielded all it has.
func (o *one) sweep() {
	for n, seen := range o.seen {
		if seen {
			continue
		}
		if k := o.known.Files.At(n); !k.Gone && !o.isBelowFailed(k.Path) {
			o.put(store.Change{Path: k.Path, News: store.Gone})
		}
	}
}

func (o *one) isBelowFailed(path string) bool {
	for _, folder := range o.failed {
		if strings.HasPrefix(path, folder) {
			return true
		}
	}
	return false
}

// put queues a change that needs no work.
func (o *one) put(c store.Change) {
	done := make(chan store.Change, 1)
	done <- c
	o.queue <- done
}

// start queues the place of a file, which a worker reads and parses.
func (o *one) start(f source.File) {
	done := make(chan store.Change, 1)
	o.queue <- done
	o.crew.do(func() { done <- o.work(f) })
}

// batch is changes that are committed together.
type batch struct {
	changes []store.Change
	bytes   int
}

// written is what came of a batch.
type written struct {
	batch   batch
	applied store.Applied
	err     error
}

// collect gathers changes into batches, one while the one before is committed. After a
// failed commit it cancels the scan and only drains the queue.
func (o *one) collect(cancel func()) {
	for done := range o.queue {
		c := <-done
		if o.err != nil || (o.ctx.Err() != nil && c.News == store.Unreadable) {
			continue // a file whose reading was cancelled is not unreadable
		}
		o.batch.changes = append(o.batch.changes, c)
		if c.Parsed != nil {
			o.batch.bytes += c.Parsed.Size()
		}
		o.await(&c)
		if len(o.awaited) == 0 && o.pace.isEnough(len(o.batch.changes), o.batch.bytes) {
			o.commit(cancel)
		}
	}
	o.commit(cancel)
	o.finishBatch(cancel)
}

// await keeps account of the contents that a batch must not be committed without. Of
// the files with one content the first to be read brings it, which need not be the
// first in the order of the scan.
func (o *one) await(c *store.Change) {
	o.mu.Lock()
	defer o.mu.Unlock()
	isCollected, isTaken := o.taken[c.Hash]
	switch {
	case c.Parsed != nil:
		o.taken[c.Hash] = true
		delete(o.awaited, c.Hash)
	case isTaken && !isCollected:
		o.awaited[c.Hash] = true
	}
}

// commit begins to write the batch, once the one before is written.
func (o *one) commit(cancel func()) {
	o.finishBatch(cancel)
	if o.err != nil || len(o.batch.changes) == 0 {
		return
	}
	full, done := o.batch, make(chan written, 1)
	o.batch, o.writing = batch{}, done
	go func() {
		store.SortChanges(full.changes)
		applied, err := o.session.Apply(o.cfg.Name, full.changes)
		done <- written{full, applied, err}
	}()
}

// finishBatch waits for the batch that is being written, and accounts for it.
func (o *one) finishBatch(cancel func()) {
	if o.writing == nil {
		return
	}
	w := <-o.writing
	o.writing = nil
	if w.err != nil {
		o.err = w.err
		cancel()
		return
	}
	o.pace.took(len(w.batch.changes), w.batch.bytes, w.applied.Held)
	o.report.Added += w.applied.Added
	o.report.Changed += w.applied.Changed
	o.report.Removed += w.applied.Removed
	o.report.Broken += w.applied.Broken
	o.report.NewVersions += w.applied.Revisions
}

// tell updates the progress, which is passed on in its time.
func (o *one) tell(update func(*Progress)) { o.word.update(update) }

// unreadable says why a file could not be read, and what to do about it.
func unreadable(path string, err error) catalog.Problem {
	p := catalog.Problem{
		Path: path, Pos: catalog.Pos{Line: 1, Column: 1}, Rule: "file-unreadable", Severity: catalog.Error,
		Message: fmt.Sprintf("The file could not be read: %v.", cause(err)),
		Hint:    "The last good state of it, if there is one, stays in the catalog.",
	}
	var large *source.TooLargeError
	var link *source.LinkError
	var beside *besideError
	switch {
	case errors.As(err, &beside) && errors.Is(err, fs.ErrPermission):
		p.Rule, p.Message = "reference-forbidden", fmt.Sprintf("The file refers to %s, which may not be read: %v.", beside.path, cause(beside.err))
		p.Hint = "Give the user who syncs the right to read it. The state that was read with it stays in the catalog."
	case beside != nil:
		p.Hint = "See to it that it can be read, or refer to another file. The last good state of this one stays in the catalog."
	case errors.As(err, &large):
		p.Rule, p.Message = "file-too-large", fmt.Sprintf("The file is too large: %v.", large)
		p.Hint = "Exclude it if it is not a contract; split it if it is."
	case errors.As(err, &link):
		p.Rule, p.Severity, p.Message = "link-not-followed", catalog.Warning, fmt.Sprintf("This is %v; it is not followed.", link)
		p.Hint = "Add the place that it leads to as a source of its own."
	case errors.Is(err, source.ErrPointer):
		p.Rule, p.Message = "lfs-pointer", "The file is a Git LFS pointer: its content is not in the repository."
		p.Hint = "Keep contracts in git itself: git lfs untrack."
	case errors.Is(err, fs.ErrPermission):
		p.Rule, p.Message = "file-forbidden", fmt.Sprintf("The file or folder may not be read: %v.", cause(err))
		p.Hint = "Give the user who syncs the right to read it, or exclude it."
	}
	return p
}

// cause strips the path that the system's errors repeat.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
