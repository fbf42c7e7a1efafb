package walkthroughs_test

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
	"meshdex/ui/page/walkthroughs"
)

func some() []walkthroughs.Row {
	return []walkthroughs.Row{
		{ID: "way", Title: "Find your way", Summary: "Search, read, judge, and ask for access.", Audience: "consumer", Minutes: 5, Steps: 12, Done: 12},
		{ID: "ideas", Title: "What is a data product?", Summary: "The ideas.", Audience: "everybody", Minutes: 8, Steps: 13, Done: 4},
		{ID: "change", Title: "Change a contract without breaking anyone", Summary: "Lint, diff, tell.", Audience: "producer", Minutes: 9, Steps: 13},
		{ID: "other", Title: "Of another mesh", Summary: "About trains.", Audience: "steward", Steps: 9, Missing: "it needs trains, which is not in the catalog"},
		{ID: "first-week-sales", Title: "Your first week in sales", Audience: "newcomer", Minutes: 10, Done: 2},
	}
}

func list(rows []walkthroughs.Row, err error) walkthroughs.Deps {
	return walkthroughs.Deps{List: func(context.Context, *catalog.Snapshot) ([]walkthroughs.Row, error) { return rows, err }}
}

func open(t testing.TB, deps walkthroughs.Deps, w, h int) *pagetest.Driver {
	p, cmd := walkthroughs.New(pagetest.Env(walkthroughs.Actions()), deps, nil)
	return pagetest.Open(t, p, cmd, w, h)
}

func cases() pagetest.Cases {
	return pagetest.Cases{
		"some": func(t *testing.T, w, h int) *pagetest.Driver { return open(t, list(some(), nil), w, h) },
		"none": func(t *testing.T, w, h int) *pagetest.Driver { return open(t, list(nil, nil), w, h) },
		"failed": func(t *testing.T, w, h int) *pagetest.Driver {
			return open(t, list(nil, errors.New("the store is locked")), w, h)
		},
		"found": func(t *testing.T, w, h int) *pagetest.Driver {
			return open(t, list(some(), nil), w, h).Do("walkthroughs.find").Type("mesh steward").Do(action.InputAccept)
		},
		"missing": func(t *testing.T, w, h int) *pagetest.Driver {
			return open(t, list(some(), nil), w, h).Do(action.Bottom, action.Up)
		},
	}
}

func TestPage_golden(t *testing.T) { t.Parallel(); cases().Run(t) }

func TestPage_everySize(t *testing.T) {
	t.Parallel()
	all := cases()
	all["hostile"] = func(t *testing.T, w, h int) *pagetest.Driver {
		bad := "\x1b]52;c;ZXZpbA==\x07\x1b[2J数据\u202e\r\n" + strings.Repeat("long ", 60)
		return open(t, list([]walkthroughs.Row{{ID: bad, Title: bad, Summary: bad, Audience: bad, Missing: bad}}, nil), w, h)
	}
	all.SweepAll(t)
}

func TestPage_monkey(t *testing.T) {
	t.Parallel()
	cases().Monkey(t, walkthroughs.Actions(), walkthroughs.Stacks())
}

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, walkthroughs.Actions()) }

func TestPage_begins(t *testing.T) {
	t.Parallel()
	d := open(t, list(some(), nil), 80, 24).Do(action.Bottom, "walkthroughs.begin")
	if got, want := d.Last(), (page.Intent{Kind: page.Run, Text: "walkthrough first-week-sales"}); got.Kind != want.Kind || got.Text != want.Text {
		t.Errorf("wants %+v, want %+v", got, want)
	}
}

func TestPage_whatTheCatalogLacksDoesNotBegin(t *testing.T) {
	t.Parallel()
	d := open(t, list(some(), nil), 80, 24).Do(action.Bottom, action.Up)
	if got := d.Page.Disabled("walkthroughs.begin"); got != some()[3].Missing {
		t.Errorf("disabled for %q", got)
	}
	if d.Do("walkthroughs.begin"); len(d.Intents) != 0 {
		t.Errorf("began: %+v", d.Intents)
	}
}

func TestPage_findsByWords(t *testing.T) {
	t.Parallel()
	d := open(t, list(some(), nil), 80, 24).Do("walkthroughs.find").Type("WEEK new").Shows("Your first week").Lacks("Find your way")
	if got := d.Page.Status(); got != "1 of 5 walkthroughs" {
		t.Errorf("Status() = %q", got)
	}
	d.Do(action.InputAccept, "walkthroughs.begin")
	if got := d.Last().Text; got != "walkthrough first-week-sales" {
		t.Errorf("began %q", got)
	}
	d.Do("walkthroughs.find").Type("x").Shows("No walkthrough has these words")
	left := []bool{d.Escape(), d.Escape(), d.Escape()}
	if !slices.Equal(left, []bool{true, true, false}) {
		t.Error("esc does not leave the typing, then the words, then nothing")
	}
	d.Shows("Find your way", "1 of 5")
}

func TestPage_loading(t *testing.T) {
	t.Parallel()
	p, _ := walkthroughs.New(pagetest.Env(walkthroughs.Actions()), list(some(), nil), nil)
	pagetest.OpenLoading(t, p, 80, 24).Shows("Looking for walkthroughs")
}
