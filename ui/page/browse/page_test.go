package browse_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/page/browse"
	"meshdex/ui/page/pagetest"
)

// cursor is the id of the product under the cursor.
func cursor(d *pagetest.Driver) string { return d.Page.Target().Product }

// TestPage_tellsOnceThatAllWasRead counts how often the page says that it has gone
// through all products: for the list of all by name, and not for a search.
func TestPage_tellsOnceThatAllWasRead(t *testing.T) {
	t.Parallel()
	b := newBench(many(30)...)
	told := 0
	b.deps.Passed = func() { told++ }
	d := b.open(t, 120, 30, page.Target{Query: "report"})
	if told != 0 {
		t.Errorf("told %d times of a search, want never", told)
	}
	d.Escape()
	d.Escape()
	if told != 1 {
		t.Errorf("told %d times of all products, want once", told)
	}
}

func TestPage_searchesAsYouType(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 120, 40, page.Target{})
	d.Do("browse.find").Type("refu").Shows("Refunds", "1 found").Lacks("Shipments")
	if got := cursor(d); got != "refunds" {
		t.Errorf("the cursor is on %q", got)
	}
	d.Do(action.InputAccept, "browse.open")
	if got := d.Last().Target; got.Page != "product" || got.Product != "refunds" {
		t.Errorf("enter opens %+v", got)
	}
}

// TestPage_recallsSearches goes back through what was searched for, from an empty
// prompt, and round to it again.
func TestPage_recallsSearches(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 120, 40, page.Target{})
	search := func() *pagetest.Driver { return d.Do("browse.clear", "browse.find") }
	up := func(want string) {
		t.Helper()
		if d.Do(action.Up); d.Page.Target().Query != want {
			t.Errorf("up brings %q, want %q", d.Page.Target().Query, want)
		}
	}
	search()
	up("") // nothing was searched for yet
	d.Type("refunds").Do(action.InputAccept)
	search().Type("ship").Escape()
	search()
	for _, want := range []string{"ship", "refunds", "", "ship"} {
		up(want)
	}
	d.Shows("Shipments", "1 found")
	d.Type("m")
	up("shipm") // what is typed does not give way
	search().Do(action.Down)
	up("") // back where down came from
	if cursor(d) != "clicks" {
		t.Errorf("the cursor is on %q", cursor(d))
	}
	search().Type("ship").Do(action.InputAccept).Escape() // the cursor stays on what was found
	d.Do("browse.find")
	up("ship")
}

func TestPage_opensAtTheColumnThatWasFound(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]page.Target{
		"placed_a":    {Page: "product", Product: "orders", Tab: "schema", Path: "placed_at", Query: "placed_a"},
		"shipment_id": {Page: "product", Product: "shipments", Tab: "schema", Path: "shipment_id", Query: "shipment_id"},
		"refunds":     {Page: "product", Product: "refunds", Query: "refunds"},
		"plaecd_at":   {Page: "product", Product: "orders", Tab: "schema", Path: "placed_at", Query: "plaecd_at"},
		"refudns":     {Page: "product", Product: "refunds", Query: "refudns"},
	} {
		d := newBench(contracts()...).open(t, 120, 40, page.Target{Query: query}).Do("browse.open")
		if got := d.Last().Target; got != want {
			t.Errorf("%s opens %+v, want %+v", query, got, want)
		}
	}
}

func cmdMsg(cmd tea.Cmd) tea.Msg {
	if cmd == nil {
		return nil
	}
	return cmd()
}

func TestPage_facetsNarrowAndCount(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 200, 60, page.Target{})
	d.Do("browse.facets", action.Down, "browse.pick-facet")
	d.Shows("domain: sales").Lacks("Shipments")
	if got := d.Page.Status(); got != "3 of 8 products" {
		t.Errorf("Status() = %q", got)
	}
	d.Shows("customer care               2") // alternatives keep their counts
	d.Do(action.Down, "browse.pick-facet").Shows("domain: sales or customer care", "Customers")
	d.Do("browse.clear").Shows("Shipments").Lacks("domain: sales")
}

func TestPage_marksAndCopiesThem(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 80, 24, page.Target{Sort: "name"})
	d.Do("browse.mark", action.Down, "browse.mark", "browse.copy-id")
	if got := d.Last().Text; got != "clicks\nstock" {
		t.Errorf("the marked ids are copied as %q", got)
	}
	if !strings.Contains(d.Page.Status(), "2 marked") {
		t.Errorf("Status() = %q", d.Page.Status())
	}
	if !d.Escape() || strings.Contains(d.Page.Status(), "marked") {
		t.Error("esc does not let the marks go")
	}
}

func TestPage_bookmarks(t *testing.T) {
	t.Parallel()
	b := newBench(contracts()...)
	d := b.open(t, 80, 24, page.Target{})
	d.Do("browse.bookmarks").Shows("Lagerbestand", "bookmarks only").Lacks("Orders")
	d.Do("browse.bookmark").Shows("None of your bookmarks")
	if b.on.on["stock"] || !strings.Contains(d.Last().Text, "Took the bookmark off") {
		t.Errorf("the bookmark is still on; told %q", d.Last().Text)
	}
}

func TestPage_tellsWhenABookmarkIsNotKept(t *testing.T) {
	t.Parallel()
	b := newBench(contracts()...)
	b.on.err = errors.New("the disk is full")
	d := b.open(t, 80, 24, page.Target{}).Do("browse.bookmark")
	if i := d.Last(); i.Severity != catalog.Warning || !strings.Contains(i.Text, "the disk is full") {
		t.Errorf("told %+v", i)
	}
}

func TestPage_recentsLeaveOutWhatIsGone(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 80, 24, page.Target{}).Do("browse.recents")
	var titles []string
	for _, c := range d.Last().Choices {
		titles = append(titles, c.Title)
	}
	if got := strings.Join(titles, ", "); got != "Refunds, Orders" {
		t.Errorf("the menu offers %q", got)
	}
}

func TestPage_keepsSearches(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 80, 24, page.Target{Query: "refund"})
	d.Do("browse.saved-searches").Choose("Keep this search")
	d.Escape()
	d.Do("browse.saved-searches").Choose("refund").Shows("1 found")
	d.Do("browse.saved-searches").Choose("Let this search go")
	if i := d.Last(); i.Text != "Let the search refund go" {
		t.Errorf("told %q", i.Text)
	}
	d.Do("browse.saved-searches")
	if got := d.Last().Choices; len(got) != 1 || got[0].Title != "Keep this search" {
		t.Errorf("the menu offers %+v", got)
	}
}

func TestPage_explainsAHit(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 120, 40, page.Target{Query: "sku"})
	d.Do("browse.explain").Shows("Why it is found", "sku")
}

// Where the list takes all the room, the preview takes its place: no key of the
// page does nothing because the terminal is small.
func TestPage_showsThePreviewInPlaceOfTheList(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 80, 24, page.Target{Query: "sku"})
	d.Lacks("Preview").Do("browse.explain").Shows("Preview", "Why it is found").Lacks("best first")
	d.Do("browse.explain").Lacks("Preview").Shows("best first")
	d.Do("browse.explain").Escape()
	d.Shows("best first").Do("browse.explain").Shows("Why it is found")
	d.Do("browse.next-pane").Shows("best first").Lacks("Preview")
	if why := d.Page.Disabled("browse.scroll-down"); why == "" {
		t.Error("a preview that is not there is offered to be scrolled")
	}
	d.Do("browse.preview").Shows("Preview").Do("browse.preview").Lacks("Preview").Shows("best first")
}

// What is not said leaves no hole.
func TestPage_previewWithoutAVersion(t *testing.T) {
	t.Parallel()
	c := contract("orders", "Orders", "sales", "", "active", "order_id")
	c.Version = ""
	newBench(c).open(t, 120, 40, page.Target{}).Shows("● active  table")
}

// What explains a hit is shown, even where the preview was put away before.
func TestPage_explainsThoughThePreviewIsHidden(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 120, 40, page.Target{Query: "sku"})
	d.Do("browse.preview").Lacks("Preview").Do("browse.explain").Shows("Why it is found", "best first")
}

func TestPage_completesQualifiers(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 80, 24, page.Target{}).Do("browse.find").Type("domain:sal").Do(action.InputComplete)
	if got := d.Page.Target().Query; got != "domain:sales" {
		t.Errorf("tab completes to %q", got)
	}
}

func TestPage_refreshKeepsTheCursorById(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 80, 24, page.Target{Sort: "name", Product: "refunds"})
	next := append(contracts(), contract("aaa", "Aardvarks", "zoo", "", "active", "id"))
	b := newBench(next...)
	d.Page.Refresh(b.snap)
	if got := cursor(d); got != "refunds" {
		t.Errorf("the cursor went to %q", got)
	}
}

func TestPage_bottomReachesTheLastOfManyHits(t *testing.T) {
	t.Parallel()
	d := newBench(many(1200)...).open(t, 80, 24, page.Target{Query: "report"})
	d.Do(action.Bottom).Shows("1200 of 1200")
}

func TestPage_previewNeverBlocksTheCursor(t *testing.T) {
	t.Parallel()
	b := newBench(contracts()...)
	p, cmd := browse.New(b.env, b.deps, b.snap, page.Target{Sort: "name"})
	d := pagetest.Open(t, p, cmd, 120, 40)
	p.Do(action.Down) // its command is not run: the document has not come
	d.Shows("customer care").Lacks("customer_id")
}

func TestPage_comparesServiceLevels(t *testing.T) {
	t.Parallel()
	all := contracts()
	all[1].SLAs = []catalog.SLA{{Property: "latency", Value: catalog.StringValue("30"), Unit: "min"}, {Property: "availability", Value: catalog.StringValue("99.9%")}}
	for _, w := range []int{50, 120} {
		d := newBench(all...).open(t, w, 40, page.Target{Query: "order", Sort: "name"})
		d.Do("browse.mark", "browse.mark", "browse.compare-sla")
		d.Shows("Service levels of 2 products", "30 minutes ● best", "4 hours", "99.9 %", "not promised")
		d.Do("browse.compare-sla").Lacks("Service levels of")
	}
}

func TestPage_commands(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 200, 60, page.Target{})
	run := func(name, argument string) {
		for _, c := range d.Page.(page.Commander).Commands() {
			if c.Name == name {
				i, cmd := c.Run(argument)
				d.Intents = append(d.Intents, i)
				if cmd != nil {
					d.Send(cmd())
				}
			}
		}
	}
	run("sort", "-owner")
	if got := d.Page.Target().Sort; got != "-owner" {
		t.Errorf(":sort -owner sorts by %q", got)
	}
	run("sort", "colour")
	if i := d.Last(); !strings.Contains(i.Text, "no column") {
		t.Errorf(":sort colour tells %+v", i)
	}
	run("domain", "customer care")
	d.Shows("Customers").Lacks("Refunds")
	for _, c := range d.Page.(page.Commander).Commands() {
		if c.Name == "sort" && strings.Join(c.Complete("-u"), ",") != "-updated" {
			t.Errorf(":sort -u completes to %v", c.Complete("-u"))
		}
	}
}

// BenchmarkMove is one key and its frame over 100,000 products.
func BenchmarkMove(b *testing.B) {
	bench := newBench(many(100_000)...)
	p, cmd := browse.New(bench.env, bench.deps, bench.snap, page.Target{})
	pagetest.Open(b, p, cmd, 240, 70)
	c := canvas.New(240, 70)
	b.ReportAllocs()
	for b.Loop() {
		p.Do(action.Down)
		c.Clear()
		p.Draw(c)
	}
}

// BenchmarkKey is what the UI goroutine does for one letter, its frame included;
// the search itself runs elsewhere.
func BenchmarkKey(b *testing.B) {
	bench := newBench(many(100_000)...)
	p, cmd := browse.New(bench.env, bench.deps, bench.snap, page.Target{})
	pagetest.Open(b, p, cmd, 240, 70)
	p.Do("browse.find")
	c := canvas.New(240, 70)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.Type(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(fmt.Sprint(i % 10))})
		p.Type(tea.KeyMsg{Type: tea.KeyBackspace})
		c.Clear()
		p.Draw(c)
	}
}

// BenchmarkRefresh is what the UI goroutine does when a new snapshot comes.
func BenchmarkRefresh(b *testing.B) {
	bench := newBench(many(100_000)...)
	p, cmd := browse.New(bench.env, bench.deps, bench.snap, page.Target{})
	pagetest.Open(b, p, cmd, 240, 70)
	for b.Loop() {
		p.Refresh(bench.snap)
	}
}

// TestPage_showsTheBestHitsBeforeTheRest has both answers to a search at hand and gives
// them to the page one after the other.
func TestPage_showsTheBestHitsBeforeTheRest(t *testing.T) {
	t.Parallel()
	b := newBench(contracts()...)
	d := b.open(t, 100, 24, page.Target{})
	p := d.Page.(*browse.Page)
	d.Do("browse.find")
	var cmd tea.Cmd
	for _, r := range "orde" {
		_, cmd = p.Type(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	asked := cmd().(tea.BatchMsg)[0]().(tea.BatchMsg)
	whole, part := asked[0](), asked[1]()
	p.Receive(part)
	d.Shows("+ found")
	d.Do(action.Down)
	at := cursor(d)
	p.Receive(whole)
	if d.Lacks("+ found"); cursor(d) != at {
		t.Errorf("the rest of the answer moved the cursor from %s to %s", at, cursor(d))
	}
	p.Receive(part)
	d.Lacks("+ found")
}
