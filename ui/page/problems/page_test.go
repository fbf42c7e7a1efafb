package problems_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/page/pagetest"
	"meshdex/ui/page/problems"
)

func rows() []problems.Row {
	row := func(path string, line, column int, severity catalog.Severity, rule, message, hint string) problems.Row {
		return problems.Row{Source: "shop", Problem: catalog.Problem{Path: path, Pos: catalog.Pos{Line: line, Column: column}, Severity: severity, Rule: rule, Message: message, Hint: hint}}
	}
	return []problems.Row{
		row("contracts/sales/orders.yaml", 12, 3, catalog.Error, "yaml-syntax", "mapping values are not allowed here", "Put the text in quotes."),
		row("contracts/sales/orders.yaml", 40, 9, catalog.Warning, "unknown-key", "clusterStatus is not a key of a property", ""),
		row("contracts/sales/notes.yaml", 0, 0, catalog.Error, "not-text", "the file is not text", "Exclude it from the source."),
		row("contracts/stock.yaml", 3, 1, catalog.Note, "old-standard", "written in ODCS 2.2.2", ""),
	}
}

type bench struct {
	env  *page.Env
	deps problems.Deps
	snap *catalog.Snapshot
}

func newBench(all []problems.Row, err error) *bench {
	b := &bench{env: pagetest.Env(problems.Actions())}
	b.deps.Problems = func(context.Context) ([]problems.Row, error) { return all, err }
	b.deps.Locate = func(source, path string) (string, bool) {
		return "/home/amira/" + path, !strings.Contains(path, "stock")
	}
	c := catalog.Contract{Annotations: catalog.Annotations{ID: "orders"}, Name: "Orders", Version: "1.2.0"}
	b.snap = catalog.Assemble([]catalog.Record{{
		Summary: c.Summarize(pagetest.Today()), Stale: true, Versions: 3,
		Origin: catalog.Origin{Source: "shop", Path: "contracts/sales/orders.yaml"},
	}}, catalog.Stamp{})
	return b
}

func (b *bench) open(t testing.TB, w, h int, target page.Target) *pagetest.Driver {
	p, cmd := problems.New(b.env, b.deps, b.snap, target)
	return pagetest.Open(t, p, cmd, w, h)
}

func cases() pagetest.Cases {
	return pagetest.Cases{
		"some": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(rows(), nil).open(t, w, h, page.Target{})
		},
		"none": func(t *testing.T, w, h int) *pagetest.Driver { return newBench(nil, nil).open(t, w, h, page.Target{}) },
		"error": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(nil, errors.New("the store is busy")).open(t, w, h, page.Target{})
		},
		"found": func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(rows(), nil).open(t, w, h, page.Target{}).Do("problems.find").Type("orders").Do(action.InputAccept)
		},
		"loading": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(rows(), nil)
			p, _ := problems.New(b.env, b.deps, b.snap, page.Target{})
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
		return newBench([]problems.Row{{Source: evil, Problem: catalog.Problem{Path: evil, Message: evil, Hint: evil, Rule: evil, At: evil}}}, nil).open(t, w, h, page.Target{})
	}
	all.SweepAll(t)
}

func TestPage_monkey(t *testing.T) {
	t.Parallel()
	cases().Monkey(t, problems.Actions(), problems.Stacks())
}

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, problems.Actions()) }

func TestPage_findsByWords(t *testing.T) {
	t.Parallel()
	d := newBench(rows(), nil).open(t, 100, 30, page.Target{})
	all := d.Page.Status()
	d.Do("problems.find").Type("ORDERS zzz").Shows("No problem has these words")
	left := []bool{d.Escape(), d.Escape(), d.Escape()}
	if !slices.Equal(left, []bool{true, true, false}) || d.Page.Status() != all {
		t.Errorf("esc does not leave the typing, then the words, then nothing: %s", d.Page.Status())
	}
	d.Do("problems.find").Type("stock").Do(action.InputAccept).Lacks("orders.yaml")
	if got := d.Page.Target().Path; got != "contracts/stock.yaml" {
		t.Errorf("the cursor is on %q", got)
	}
}

func TestPage_editsAtTheLine(t *testing.T) {
	t.Parallel()
	d := newBench(rows(), nil).open(t, 100, 30, page.Target{Path: "contracts/sales/orders.yaml"}).Do("problems.edit")
	if i := d.Last(); i.Kind != page.Edit || i.Path != "/home/amira/contracts/sales/orders.yaml" || i.Line != 12 {
		t.Errorf("enter gives %+v", i)
	}
}

func TestPage_saysWhyAFileCannotBeEdited(t *testing.T) {
	t.Parallel()
	d := newBench(rows(), nil).open(t, 100, 30, page.Target{Path: "contracts/stock.yaml"})
	if why := d.Page.Disabled("problems.edit"); !strings.Contains(why, "not on this machine") {
		t.Errorf("editing is disabled because %q", why)
	}
}

func TestPage_namesTheLastGoodState(t *testing.T) {
	t.Parallel()
	d := newBench(rows(), nil).open(t, 100, 30, page.Target{})
	d.Shows("No version of it could ever be read.")
	d.Do("problems.next-file").Shows("last good state, Orders 1.2.0")
	d.Do("problems.show")
	if got := d.Last().Target; got.Page != "product" || got.Contract != "orders" {
		t.Errorf("o opens %+v", got)
	}
}

func TestPage_errorsOnly(t *testing.T) {
	t.Parallel()
	d := newBench(rows(), nil).open(t, 100, 30, page.Target{}).Do("problems.errors-only")
	d.Lacks("clusterStatus", "ODCS 2.2.2").Shows("1 of 2")
	if !d.Escape() {
		t.Error("esc does not show everything again")
	}
	d.Shows("clusterStatus")
	if got := d.Page.Status(); got != "4 problems in 3 files" {
		t.Errorf("Status() = %q", got)
	}
}

func TestPage_refreshKeepsTheProblem(t *testing.T) {
	t.Parallel()
	b := newBench(rows(), nil)
	p, cmd := problems.New(b.env, b.deps, b.snap, page.Target{})
	d := pagetest.Open(t, p, cmd, 100, 30)
	d.Do(action.Down)
	fixed := newBench(rows()[1:], nil)
	b.deps.Problems = fixed.deps.Problems
	d.Send(p.Refresh(b.snap)())
	if got := p.Target().Path; got != "contracts/sales/orders.yaml" {
		t.Errorf("the cursor is on %q", got)
	}
}

// What has to be mended first comes first: errors before warnings before notes,
// then by file and line, whatever order they come in.
func TestPage_listsTheWorstFirst(t *testing.T) {
	t.Parallel()
	all := rows()
	slices.Reverse(all)
	d := newBench(all, nil).open(t, 120, 30, page.Target{})
	at := 0
	for _, want := range []string{"the file is not text", "mapping values", "clusterStatus is not a key", "written in ODCS 2.2.2"} {
		i := strings.Index(d.Frame()[at:], want)
		if i < 0 {
			t.Fatalf("%q does not come next:\n%s", want, d.Frame())
		}
		at += i
	}
	if got := d.Page.Status(); got != "4 problems in 3 files" {
		t.Errorf("Status() = %q", got)
	}
}

func TestPage_previewsTheFile(t *testing.T) {
	t.Parallel()
	d := newBench(rows(), nil).open(t, 100, 30, page.Target{Path: "contracts/sales/orders.yaml"}).Do("problems.watch")
	if got, want := d.Last().Target, (page.Target{Page: "preview", Path: "/home/amira/contracts/sales/orders.yaml", Tab: "findings"}); got != want {
		t.Errorf("w opens %+v", got)
	}
}
