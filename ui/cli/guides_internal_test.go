package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"meshdex/catalog/search"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/page"
)

// newcomer is the program of somebody who has synced nothing into a store.
func newcomer(dir string) *tool {
	return &tool{storeDir: dir, Streams: Streams{
		In: strings.NewReader(""), Out: &bytes.Buffer{}, Err: &bytes.Buffer{}, Getenv: func(string) string { return "" }, Now: time.Now, Context: context.Background(),
	}}
}

func openDesk(t *testing.T, dir string) *desk {
	t.Helper()
	d, err := newcomer(dir).storeDesk()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDesk_welcomesOncePerStore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := openDesk(t, dir)
	offered := func(c page.Choice) bool { return c.Intent.Text == "walkthrough find-your-way" }
	adds := func(c page.Choice) bool { return c.Intent.Kind == page.Run && c.Intent.Text == "add" }
	if w := first.welcome; w.Kind != page.Menu || !slices.ContainsFunc(w.Choices, offered) || !slices.ContainsFunc(w.Choices, adds) || first.snap.Len() == 0 {
		t.Errorf("the first welcome is %+v over %d products", w, first.snap.Len())
	}
	if w := openDesk(t, dir).welcome; w.Kind != page.Toast || !strings.Contains(w.Text, ":add") {
		t.Errorf("the second welcome is %+v", w)
	}
}

func TestGuides_progressOutlivesTheProgram(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := walkthrough.Progress{Done: []string{"second-day", "search"}, Step: "open"}
	if err := openDesk(t, dir).guides.Keep("find-your-way", p); err != nil {
		t.Fatal(err)
	}
	d := openDesk(t, dir)
	g, err := d.guides.Open(t.Context(), d.snap, "find-your-way")
	if err != nil || !slices.Equal(g.Progress.Done, p.Done) || g.Progress.Step != p.Step {
		t.Errorf("goes on with %+v, %v", g.Progress, err)
	}
	rows, err := d.guides.list(t.Context(), d.snap)
	if err != nil || rows[0].ID != "find-your-way" || rows[0].Done != 2 {
		t.Errorf("lists %+v, %v", rows, err)
	}
	if d.marks.m.Progress != nil {
		t.Error("the marks of the sample hold progress of the store")
	}
}

func TestGuides_everyOneOfTheListOpens(t *testing.T) {
	t.Parallel()
	d := openDesk(t, t.TempDir())
	rows, err := d.guides.list(t.Context(), d.snap)
	if err != nil || len(rows) < 10 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, r := range rows {
		g, err := d.guides.Open(t.Context(), d.snap, r.ID)
		if err != nil || len(g.Walkthrough.Steps) < 8 || len(g.Moved) > 0 || g.Walkthrough.ID != r.ID || g.Walkthrough.Minutes != r.Minutes {
			t.Errorf("%s: %v, moved %v", r.ID, err, g.Moved)
		}
	}
	if _, err := d.guides.Open(t.Context(), d.snap, "first-week-nowhere"); err == nil {
		t.Error("opened the first week in a domain that does not exist")
	}
}

func TestGuides_ofAnotherMeshAreNotBegun(t *testing.T) {
	t.Parallel()
	d := generatedDesk(1, 30)
	d.guides = &guides{tool: newcomer(t.TempDir()), desk: d, progress: d.marks}
	rows, err := d.guides.list(t.Context(), d.snap)
	if err != nil || !strings.HasPrefix(rows[0].ID, "first-week-") || rows[0].Missing != "" {
		t.Errorf("the first row is %+v, %v", rows[0], err)
	}
	if last := rows[len(rows)-1]; last.ID != "keep-a-mesh-healthy" || last.Missing == "" {
		t.Errorf("the last row is %+v", last)
	}
	if _, err := d.guides.Open(t.Context(), d.snap, "find-your-way"); err == nil || !strings.Contains(err.Error(), "meshdex walkthrough find-your-way") {
		t.Errorf("begun without what it needs: %v", err)
	}
}

// Every domain of real contracts has a first week that can be done as told, however
// the domain is called and whatever its contracts lack.
func TestGuides_firstWeekInEveryDomainOfTheCorpus(t *testing.T) {
	t.Parallel()
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	d := openDesk(t, t.TempDir())
	if err := bringIn(t, d, filepath.Join(shared, "corpus")); err != nil {
		t.Fatal(err)
	}
	snap, err := d.reload(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	world := d.guides.worldToRun(t.Context(), &view{
		Snapshot: snap, Library: d, lineage: d.graphOf, index: func() (*search.Index, error) { return d.indexOf(t.Context(), snap) },
	})
	ids := map[string]bool{}
	for _, r := range d.guides.firstWeeks(snap) {
		ids[r.ID] = true
	}
	for id := range ids {
		g, err := d.guides.Open(t.Context(), snap, id)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		w, problems := walkthrough.Parse(id, g.Walkthrough.Marshal())
		if n := len(w.Steps); len(problems) > 0 || n < 8 || n > 15 {
			t.Errorf("%s has %d steps and %v", id, n, problems)
		}
		for _, p := range walkthrough.Lint(w, world) {
			t.Errorf("%s, step %s: %s", id, p.At, p.Message)
		}
		for _, o := range walkthrough.Replay(w, world) {
			if o.Err != nil {
				t.Errorf("%s, step %s: %s: %v", id, o.Step.ID, o.Check, o.Err)
			}
		}
	}
	if len(ids) < 40 {
		t.Errorf("only %d domains", len(ids))
	}
}

func TestPlaceLine_isTakenByAShell(t *testing.T) {
	t.Parallel()
	for place, want := range map[string]string{
		"product orders": "show orders", `product "my orders" sla`: "show 'my orders' sla", "product orders#lines.sku": "show orders#lines.sku",
		"diff a@1 a@2": "diff a@1 a@2", "browse": "", "browse pii:true": "search pii:true", "help": "help", `lineage "it's"`: `lineage 'it'\''s'`,
	} {
		p, err := walkthrough.ParsePlace(place)
		if got := placeLine(p); err != nil || got != want {
			t.Errorf("%s is shown by %q, %v; want %q", place, got, err, want)
		}
	}
}
