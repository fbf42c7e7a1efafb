package sync

import (
	"cmp"
	"context"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	stdsync "sync"
	"time"

	"meshdex/store"
	"meshdex/store/source"
)

// Mode says whether a sync writes.
type Mode uint8

// The modes.
const (
	Write  Mode = iota
	DryRun      // do everything on a copy of the cache, which is thrown away
)

// Trust says what is believed about files that look unchanged.
type Trust uint8

// The degrees of trust.
const (
	TrustStamps Trust = iota
	Verify            // read and hash every file
)

// Options of a Run. The zero Options are fine.
type Options struct {
	Mode  Mode
	Trust Trust
	// Progress is told how far the sync is: at most ten times a second for each
	// source, and the last word on it always. It is called by one goroutine, which
	// nothing waits for but the end of the Run.
	Progress func(Progress)
	// Open opens a source; nil means source.Open with its clones in the store's
	// folder and the given environment.
	Open    func(source.Config) (source.Source, error)
	Environ []string
	// Workers is how many files are read and parsed at once; 0: one for each CPU.
	Workers int
	// Now is the clock; nil: time.Now.
	Now func() time.Time
}

// Progress is how far the sync of one source is.
type Progress struct {
	Source   string       // "" for what is done with all that they brought
	Stage    source.Stage // what it takes until the next file comes; of no name while files come
	Files    int          // seen so far
	Read     int          // of them, with a new stamp, and therefore read
	Parsed   int          // of them, with a new content
	Problems int          // in what was parsed
	Elapsed  time.Duration
	Done     bool // the last word on this source
	Err      error
}

// Report is what a Run did. Sources are in the order of their names.
type Report struct {
	Sources  []SourceReport
	Problems []store.Problem // all that the sources have now, not only the new
	Changed  bool            // there is a new generation
}

// SourceReport is what happened to one source. Every file is added, changed or
// unchanged, so Files is the sum of the three.
type SourceReport struct {
	Name string
	// What the source has now.
	Files, Contracts, Products, Versions, Problems int
	// Files since the sync before.
	Added, Changed, Unchanged, Removed int
	Broken                             int // files that could be read before and cannot now; their last good state stays
	NewVersions                        int
	Seconds                            float64
	Err                                error // why it did not come to its end; its last good state stays
}

// Run syncs the sources into the store. It returns an error only when the store
// itself cannot be written or is in use, or the context ends while that is waited
// for; what is wrong with a source is in its report. A cancelled context ends it soon;
// what was committed until then stays, is published, and the next Run goes on from
// there.
func Run(ctx context.Context, db *store.DB, sources []source.Config, opts Options) (Report, error) {
	opts = opts.filled(db)
	if opts.Mode == DryRun {
		scratch, discard, err := db.Scratch()
		if err != nil {
			return Report{}, err
		}
		defer discard()
		db = scratch
	}
	session, err := db.Begin(ctx)
	if err != nil {
		return Report{}, err
	}
	defer session.Close()
	r := &run{
		db: db, session: session, opts: opts,
		contents: db.KnownContents(), teller: startTelling(opts.Progress, opts.Now),
	}
	defer r.teller.close()
	reports := r.all(ctx, sources)
	return r.finish(context.WithoutCancel(ctx), reports)
}

func (o Options) filled(db *store.DB) Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	if o.Open == nil {
		env := source.Env{CacheDir: db.Dir(), Environ: o.Environ}
		o.Open = func(cfg source.Config) (source.Source, error) { return source.Open(cfg, env) }
	}
	return o
}

// run is one Run.
type run struct {
	db       *store.DB
	session  *store.Session
	opts     Options
	crew     *crew // reads and parses the files of all sources
	contents *store.KnownContents
	teller   *teller
}

// gcPercent is that of the garbage collector while files are parsed. Little of what
// parsing makes lives for long, and little is alive at any time, so collecting
// seldom costs some megabytes and saves a tenth of the time. When more is alive, as
// of a hundred thousand files, it must not grow to five times that: from scanMemory
// on, beside what the process had before, it is collected as often as that takes.
// What publishing makes lives longer: it is left at what it was.
const (
	gcPercent  = 400
	scanMemory = 160 << 20
)

// collectSeldom sets the garbage collector to the above until end is called.
func collectSeldom() (end func()) {
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	percent := debug.SetGCPercent(gcPercent)
	limit := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(limit, int64(before.Sys-before.HeapReleased)+scanMemory))
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

// all syncs the sources side by side. They share the workers.
func (r *run) all(ctx context.Context, sources []source.Config) []SourceReport {
	defer collectSeldom()()
	r.crew = hire(r.opts.Workers)
	defer r.crew.dismiss()
	reports := make([]SourceReport, len(sources))
	var wg stdsync.WaitGroup
	for i, cfg := range sources {
		wg.Go(func() { reports[i] = r.one(ctx, cfg) })
	}
	wg.Wait()
	slices.SortFunc(reports, func(a, b SourceReport) int { return cmp.Compare(a.Name, b.Name) })
	return reports
}

// finish publishes what changed and fills the reports with what there is now.
func (r *run) finish(ctx context.Context, reports []SourceReport) (Report, error) {
	out := Report{Sources: reports, Changed: r.session.Changed()}
	stale, err := r.session.NeedsPublish()
	if err != nil {
		return out, err
	}
	if stale {
		publishing := r.teller.word("")
		publishing.update(func(p *Progress) { p.Stage.Name = "making the index" })
		defer publishing.update(func(p *Progress) { p.Done = true })
		if err := r.session.Publish(ctx); err != nil {
			return out, err
		}
	}
	if err := r.addTotals(out.Sources); err != nil {
		return out, err
	}
	problems, err := r.db.Problems()
	out.Problems = slices.DeleteFunc(problems, func(p store.Problem) bool { return !has(reports, p.Source) })
	return out, err
}

func has(reports []SourceReport, name string) bool {
	_, ok := slices.BinarySearchFunc(reports, name, func(r SourceReport, n string) int { return strings.Compare(r.Name, n) })
	return ok
}

func (r *run) addTotals(reports []SourceReport) error {
	states, err := r.db.SourceStates()
	if err != nil {
		return err
	}
	for i := range reports {
		for _, st := range states {
			if st.Name == reports[i].Name {
				to := &reports[i]
				to.Files, to.Contracts, to.Products = st.Files, st.Contracts, st.Products
				to.Versions, to.Problems = st.Versions, st.Problems
				to.Unchanged = max(0, st.Files-to.Added-to.Changed)
			}
		}
	}
	return nil
}
