package sources_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
	"meshdex/ui/page/pagetest"
	"meshdex/ui/page/sources"
)

func states() []sources.State {
	now := pagetest.Today()
	return []sources.State{
		{Name: "shop", Kind: "git", Location: "https://git.shop.example/contracts.git", Synced: now.Add(-2 * time.Hour), Tried: now.Add(-2 * time.Hour), Files: 120, Contracts: 98, Problems: 3},
		{Name: "finance", Kind: "dir", Location: "/srv/contracts/finance", Synced: now.Add(-40 * 24 * time.Hour), Files: 12, Contracts: 12},
		{Name: "partner", Kind: "http", Location: "https://partner.example/contract.yaml", Synced: now.Add(-26 * time.Hour), Tried: now.Add(-time.Hour), Err: "GET contract.yaml: 503 Service Unavailable", Files: 1, Contracts: 1},
		{Name: "lake", Kind: "s3", Location: "s3://lake/contracts/"},
	}
}

type bench struct {
	env  *page.Env
	deps sources.Deps
}

func newBench(all []sources.State, err error) *bench {
	b := &bench{env: pagetest.Env(sources.Actions())}
	b.deps.States = func(context.Context) ([]sources.State, error) { return all, err }
	b.deps.Sync = func(context.Context, string, func(sources.Progress)) error { return nil }
	return b
}

func (b *bench) open(t testing.TB, w, h int) *pagetest.Driver {
	p, cmd := sources.New(b.env, b.deps, nil, page.Target{})
	return pagetest.Open(t, p, cmd, w, h)
}

// syncing is the page while a sync is half done.
func syncing(t testing.TB, w, h int) *pagetest.Driver {
	return syncingAt(t, sources.Progress{Source: "shop", Stage: "reading", Done: 40, Total: 120, Problems: 1}, w, h)
}

func syncingAt(t testing.TB, at sources.Progress, w, h int) *pagetest.Driver {
	b := newBench(states(), nil)
	b.deps.Sync = func(_ context.Context, name string, progress func(sources.Progress)) error {
		progress(at)
		return nil
	}
	d := b.open(t, w, h)
	_, cmd := d.Page.Do("sources.sync")
	cmd().(tea.BatchMsg)[0]() // it reports; its end has not come yet
	return d
}

func cases() pagetest.Cases {
	return pagetest.Cases{
		"some": func(t *testing.T, w, h int) *pagetest.Driver { return newBench(states(), nil).open(t, w, h) },
		"none": func(t *testing.T, w, h int) *pagetest.Driver { return newBench(nil, nil).open(t, w, h) },
		"error": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(nil, errors.New("the store is busy")).open(t, w, h)
		},
		"syncing": func(t *testing.T, w, h int) *pagetest.Driver { return syncing(t, w, h) },
		"failed": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(states(), nil).open(t, w, h).Do("list.down", "list.down")
		},
		"loading": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(nil, nil)
			p, _ := sources.New(b.env, b.deps, nil, page.Target{})
			return pagetest.OpenLoading(t, p, w, h)
		},
	}
}

func TestPage_golden(t *testing.T) { t.Parallel(); cases().Run(t) }

func TestPage_everySize(t *testing.T) {
	t.Parallel()
	all := cases()
	all["hostile"] = func(t *testing.T, w, h int) *pagetest.Driver {
		evil := "\x1b]52;c;ZXZpbA==\x07\x1b[2J数据\u202e\r\n\tΏ👩‍👩‍👧‍👦" + strings.Repeat("long", 60)
		return newBench([]sources.State{{Name: evil, Kind: evil, Location: evil, Err: evil}}, nil).open(t, w, h)
	}
	all.SweepAll(t)
}

func TestPage_monkey(t *testing.T) {
	t.Parallel()
	cases().Monkey(t, sources.Actions(), sources.Stacks())
}

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, sources.Actions()) }

func TestPage_syncsOneOrAll(t *testing.T) {
	t.Parallel()
	var got []string
	b := newBench(states(), nil)
	b.deps.Sync = func(_ context.Context, name string, _ func(sources.Progress)) error {
		got = append(got, name)
		return nil
	}
	d := b.open(t, 100, 30).Do("sources.sync")
	if i := d.Last(); i.Text != "Synced shop" {
		t.Errorf("told %+v", i)
	}
	d.Do("sources.sync-all")
	if strings.Join(got, ",") != "shop," || d.Last().Text != "Synced all sources" {
		t.Errorf("synced %q, told %q", got, d.Last().Text)
	}
}

// TestPage_tellsWhatASyncWaitsFor has none of its files come yet.
func TestPage_tellsWhatASyncWaitsFor(t *testing.T) {
	t.Parallel()
	for said, at := range map[string]sources.Progress{
		"shop: receiving objects 42%": {Source: "shop", Stage: "receiving objects 42%"},
		"making the index":            {Stage: "making the index"},
	} {
		d := syncingAt(t, at, 100, 30)
		d.Shows(said).Lacks("so far")
		if busy := d.Page.(*sources.Page).Busy(); busy != said+"." {
			t.Errorf("says %q, want %q", busy, said)
		}
	}
}

func TestPage_tellsWhyASyncFailed(t *testing.T) {
	t.Parallel()
	b := newBench(states(), nil)
	b.deps.Sync = func(context.Context, string, func(sources.Progress)) error { return errors.New("no route to host") }
	d := b.open(t, 100, 30).Do("sources.sync")
	if i := d.Last(); !strings.Contains(i.Text, "no route to host") {
		t.Errorf("told %+v", i)
	}
}

func TestPage_stopsASync(t *testing.T) {
	t.Parallel()
	b := newBench(states(), nil)
	stopped := false
	b.deps.Sync = func(ctx context.Context, _ string, _ func(sources.Progress)) error {
		stopped = ctx.Err() != nil
		return ctx.Err()
	}
	d := b.open(t, 100, 30)
	_, cmd := d.Page.Do("sources.sync")
	if why := d.Page.Disabled("sources.sync"); why == "" {
		t.Error("a second sync may begin while one is under way")
	}
	d.Shows("syncing").Do("sources.cancel").Lacks("syncing")
	if d.Last().Text != "Stopped syncing shop" {
		t.Errorf("told %q", d.Last().Text)
	}
	if msg := cmd().(tea.BatchMsg)[0](); msg != nil || stopped {
		t.Errorf("what was stopped before it began still runs: %v", msg)
	}
}

func TestPage_opensTheProductsOfASource(t *testing.T) {
	t.Parallel()
	d := newBench(states(), nil).open(t, 100, 30).Do("sources.products")
	if got := d.Last().Target; got.Page != "browse" || got.Query != "source:shop" {
		t.Errorf("enter opens %+v", got)
	}
}

// Names of repositories begin alike, so the end of one tells it from the next; they
// take the room that there is and no column that matters.
func TestPage_tellsNamesApart(t *testing.T) {
	t.Parallel()
	one, other := "contracts-of-the-finance-team", "contracts-of-the-finance-tools"
	now := pagetest.Today()
	b := newBench([]sources.State{{Name: one, Kind: "git", Synced: now}, {Name: other, Kind: "git", Synced: now, Problems: 7}}, nil)
	b.open(t, 80, 24).Shows("…finance-team ", "…inance-tools ", "● fine", "just now", "Problems", "7│")
	b.open(t, 160, 24).Shows(one+" ", other+" ", "Problems")
}
