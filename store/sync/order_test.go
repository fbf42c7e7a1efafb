package sync_test

import (
	"context"
	"fmt"
	"iter"
	"testing"

	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// slow is a source whose file first is read only after the file last.
type slow struct {
	source.Source
	first, last string
}

func (s slow) Scan(ctx context.Context, cursor string) iter.Seq2[source.File, error] {
	lastRead := make(chan struct{})
	return func(yield func(source.File, error) bool) {
		for f, err := range s.Source.Scan(ctx, cursor) {
			read := f.Read
			switch f.Path {
			case s.first:
				f.Read = func(ctx context.Context) ([]byte, error) {
					<-lastRead
					return read(ctx)
				}
			case s.last:
				f.Read = func(ctx context.Context) ([]byte, error) {
					close(lastRead)
					return read(ctx)
				}
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

// TestRun_sameContentLaterInAnotherBatch: two files have one content, the first is
// the slower, so that the second is parsed for both, and a batch ends between them.
func TestRun_sameContentLaterInAnotherBatch(t *testing.T) {
	t.Parallel()
	db, f := storetest.MustOpen(t), newFolder(t)
	f.write("a.yaml", contract("twice", "1.0.0"))
	for i := range 251 {
		f.write(fmt.Sprintf("b%03d.yaml", i), contract(fmt.Sprintf("b%03d", i), "1.0.0"))
	}
	f.write("c.yaml", contract("twice", "1.0.0"))
	f.write("d.yaml", contract("d", "1.0.0"))
	r, err := sync.Run(t.Context(), db, []source.Config{f.config()}, sync.Options{
		Workers: 2, // one waits, so the other reads the rest in order
		Open: func(cfg source.Config) (source.Source, error) {
			s, err := source.Open(cfg, source.Env{})
			return slow{s, "a.yaml", "d.yaml"}, err
		},
	})
	if err != nil || r.Sources[0].Err != nil {
		t.Fatalf("%v, %v", err, r.Sources[0].Err)
	}
	storetest.MustCheck(t, db)
	if n := snapshot(t, db).ContractCount(); n != 253 {
		t.Errorf("%d contracts", n)
	}
}
