package product_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/page/pagetest"
	"meshdex/ui/page/product"
)

func TestPage_turnsTabs(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 80, 24, page.Target{Product: "orders"})
	d.Shows("[Overview]")
	d.Do("product.next-tab").Shows("[Schema]")
	d.Do("product.previous-tab", "product.previous-tab").Shows("[Source]")
	d.Do("product.tab-team").Shows("[Team & access]")
	if got := d.Page.Target(); got.Tab != product.Team || got.Product != "orders" || got.Contract != "orders" {
		t.Errorf("Target() = %+v", got)
	}
}

func TestPage_followsLinksToItsTabs(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 80, 40, page.Target{Product: "orders"})
	d.Do(action.ScrollDown, "product.open") // the first link is the owner's
	d.Shows("[Team & access]")
	if len(d.Intents) != 0 {
		t.Errorf("a link inside the page left it: %+v", d.Intents)
	}
}

func TestPage_opensAtTheProperty(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 80, 24, page.Target{Contract: "orders", Tab: product.Schema, Path: "orders.lines[].sku"})
	d.Shows("orders.lines[].sku", "Stock keeping unit.")
	if got := d.Page.Target().Path; got != "orders.lines[].sku" {
		t.Errorf("the cursor is on %q", got)
	}
}

func TestPage_followsAReferenceInsideTheContract(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 120, 40, page.Target{Product: "orders", Tab: product.Schema, Path: "orders.lines[].sku"})
	d.Do("product.open", action.ScrollDown, "product.open")
	if got := d.Page.Target().Path; got != "articles.sku" {
		t.Errorf("the reference led to %q, want articles.sku", got)
	}
}

func TestPage_filterKeepsWhatMatchesAndItsParents(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 80, 24, page.Target{Product: "orders", Tab: product.Schema})
	d.Do("product.find").Type("pii")
	d.Shows("customer_email", "▾ orders", "1 of 12 rows").Lacks("placed_at", "voucher")
	d.Do(action.InputAccept).Shows("customer_email") // kept
	if c := d.Page.Contexts(); c[0] == action.Input {
		t.Error("accepting leaves the input focused")
	}
	if !d.Escape() {
		t.Error("esc does not clear the filter")
	}
	d.Shows("placed_at")
	if d.Escape() {
		t.Error("esc finds more to leave")
	}
}

func TestPage_filterThatMatchesNothingSaysSo(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 80, 24, page.Target{Product: "orders", Tab: product.Schema})
	d.Do("product.find").Type("zebra").Shows("Nothing of 12 rows", "esc clears")
}

func TestPage_comparesMarkedVersions(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 120, 24, page.Target{Product: "orders", Tab: product.Versions})
	d.Shows("✗ breaking", "first known")
	d.Do("product.open")
	want := page.Target{Page: "diff", Product: "orders", Contract: "orders", Base: "orders@2.0.0", Revision: "orders@2.1.0"}
	if got := d.Last().Target; got != want {
		t.Errorf("enter opens %+v, want %+v", got, want)
	}
	d.Do("product.mark-version", action.Bottom, "product.open")
	want.Base, want.Revision = "orders@1.0.0", "orders@2.1.0"
	if got := d.Last().Target; got != want {
		t.Errorf("with a mark enter opens %+v, want %+v", got, want)
	}
}

func TestPage_firstVersionHasNothingBefore(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 120, 24, page.Target{Product: "orders", Tab: product.Versions})
	d.Do(action.Bottom, "product.open")
	if i := d.Last(); i.Kind != page.Toast || !strings.Contains(i.Text, "first known version") {
		t.Errorf("enter on the first version gives %+v", i)
	}
}

// The items of a list have no name; looking for it found every column there is.
func TestPage_looksForNoItemsElsewhere(t *testing.T) {
	t.Parallel()
	for path, elsewhere := range map[string]bool{"orders.lines": true, "orders.lines[]": false, "orders.lines[].sku": true} {
		d := newBench(orders()).open(t, 80, 40, page.Target{Product: "orders", Tab: product.Schema, Path: path}).Shows("─ " + path + " ")
		if why := d.Page.Disabled("product.fields"); (why == "") != elsewhere {
			t.Errorf("of %s the page says %q", path, why)
		}
	}
}

// Where there is nothing to compare, nothing is offered to be marked for it.
func TestPage_marksNoOnlyVersion(t *testing.T) {
	t.Parallel()
	d := newBench(sparse()).open(t, 80, 24, page.Target{Product: "urn:shop:clicks", Tab: product.Versions}).Shows("Only this version is known")
	if why := d.Page.Disabled("product.mark-version"); why == "" {
		t.Error("the only version can be marked, to no end")
	}
}

func TestPage_copiesWhatIsSafe(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 80, 24, page.Target{Product: "orders", Tab: product.Schema, Path: "orders.customer_email"})
	d.Do("product.copy").Choose("SELECT without sensitive columns")
	sql := d.Last().Text
	for _, want := range []string{"SELECT\n  \"order_id\",\n  \"placed_at\",\n", `FROM "sales"."orders";`} {
		if !strings.Contains(sql, want) {
			t.Errorf("the SELECT lacks %q:\n%s", want, sql)
		}
	}
	if _, query, _ := strings.Cut(sql, "SELECT"); strings.Contains(query, "customer_email") {
		t.Errorf("the SELECT reads a personal column:\n%s", sql)
	}
	d.Do("product.copy").Choose("DDL")
	if ddl := d.Last().Text; !strings.Contains(ddl, `CREATE TABLE "sales"."orders"`) || !strings.Contains(ddl, "customer_email") {
		t.Errorf("the DDL is\n%s", ddl)
	}
	d.Do("product.copy").Choose("YAML as written")
	if got, want := d.Last().Text, "- name: customer_email\n  logicalType: string\n  clusterStatus: \"warm\"\n"; got != want {
		t.Errorf("the fragment is %q, want %q", got, want)
	}
}

func TestPage_accessRequestNamesWhoApproves(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 80, 24, page.Target{Product: "orders"})
	d.Do("product.access-request").Choose("orders_reader")
	for _, want := range []string{"To: Amira Haddad\n", "Access to Orders", "orders_reader (read)", "postgresql db.shop.example/sales/public", "1 property is marked as personal", "<what you need it for>"} {
		if !strings.Contains(d.Last().Text, want) {
			t.Errorf("the request lacks %q:\n%s", want, d.Last().Text)
		}
	}
}

func TestPage_disabledActionsSayWhy(t *testing.T) {
	t.Parallel()
	d := newBench(sparse()).open(t, 80, 24, page.Target{Product: "urn:shop:clicks"})
	for _, id := range []action.ID{"product.contract", "product.diff", "product.lineage", "product.edit", "product.bookmark", "product.browser", "product.fields"} {
		if d.Page.Disabled(id) == "" {
			t.Errorf("%s is not disabled", id)
		}
	}
}

// twoContracts are two contracts of one product.
func twoContracts() []*catalog.Contract {
	a, b := orders(), sparse()
	b.ID, b.Name, b.Domain, b.DataProduct = "refunds", "Refunds", "sales", "Orders mesh"
	a.DataProduct = "Orders mesh"
	return []*catalog.Contract{a, b}
}

func TestPage_choosesAContract(t *testing.T) {
	t.Parallel()
	d := newBench(twoContracts()...).open(t, 80, 40, page.Target{Contract: "orders"})
	d.Shows("Contracts", "Refunds")
	d.Do("product.contract").Choose("Refunds")
	if got := d.Page.Target().Contract; got != "refunds" {
		t.Errorf("the page shows %q, want refunds", got)
	}
}

func TestPage_refreshKeepsThePlace(t *testing.T) {
	t.Parallel()
	b := newBench(orders(), wide(10))
	d := b.open(t, 80, 24, page.Target{Product: "orders", Tab: product.Schema, Path: "orders.channel"})
	after := newBench(sparse(), orders())
	d.Page.Refresh(after.snap)
	d.Shows("[Schema]", "orders.channel")
}

func TestPage_findsInText(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 80, 12, page.Target{Product: "orders"})
	d.Do("product.find").Type("runbook").Do(action.InputAccept).Shows("runbook")
	d.Do("product.find").Type("zebra").Do(action.InputAccept)
	if i := d.Last(); i.Kind != page.Toast || !strings.Contains(i.Text, "zebra") {
		t.Errorf("what is not there is told so: %+v", i)
	}
}

// "/" then "n" is in the fingers: on the schema, too, it goes from match to match, and
// passes over the rows that only hold one.
func TestPage_goesFromMatchToMatchOfTheSchema(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 80, 24, page.Target{Product: "orders", Tab: product.Schema})
	d.Do("product.find").Type("string").Do(action.InputAccept)
	var all []string
	for first := d.Page.Target().Path; ; {
		all = append(all, d.Page.Target().Path)
		if d.Do("product.next-hit"); d.Page.Target().Path == first {
			break
		}
	}
	if len(all) < 3 || slices.Contains(all, "orders") || slices.Contains(all, "orders.lines") {
		t.Errorf("the matches are %q", all)
	}
	if d.Do("product.previous-hit"); d.Page.Target().Path != all[len(all)-1] {
		t.Errorf("before the first is %s, want the last, %s", d.Page.Target().Path, all[len(all)-1])
	}
	if len(d.Intents) > 0 {
		t.Errorf("it says %+v", d.Last())
	}
}

// A key that does nothing on a tab is not offered there.
func TestPage_versionsOfferNoSearch(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 80, 24, page.Target{Product: "orders", Tab: product.Versions})
	if why := d.Page.Disabled("product.find"); why == "" {
		t.Error("find is offered, and does nothing")
	}
}

// What is found beyond the edge comes into sight, and so does where its line begins when that is found.
func TestPage_findsFarToTheRight(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 36, 12, page.Target{Product: "orders", Tab: product.Source})
	d.Lacks("discounts").Do("product.find").Type("discounts").Do(action.InputAccept).Shows("…").Shows("discounts")
	d.Do("product.find").Type("version").Do(action.InputAccept).Shows("version: 2.1.0")
}

// BenchmarkMove_456columns is one key and its frame on a wide contract: what has
// to stay far below the 8 ms that the UI goroutine may take.
func BenchmarkMove_456columns(b *testing.B) {
	d := newBench(wide(456)).open(b, 240, 70, page.Target{Product: "wide", Tab: product.Schema})
	c := canvas.New(240, 70)
	for b.Loop() {
		d.Page.Do(action.Down)
		c.Clear()
		d.Page.Draw(c)
	}
}

// BenchmarkFilter_456columns is one letter typed into the filter.
func BenchmarkFilter_456columns(b *testing.B) {
	d := newBench(wide(456)).open(b, 240, 70, page.Target{Product: "wide", Tab: product.Schema})
	d.Do("product.find")
	c := canvas.New(240, 70)
	for b.Loop() {
		d.Page.Type(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'0'}})
		d.Page.Type(tea.KeyMsg{Type: tea.KeyBackspace})
		c.Clear()
		d.Page.Draw(c)
	}
}

func TestPage_marksWhatWasSearchedFor(t *testing.T) {
	t.Parallel()
	d := newBench(orders()).open(t, 80, 24, page.Target{Product: "orders", Tab: product.Schema, Path: "placed_at", Query: "placed_a domain:sales"})
	d.Shows("orders.placed_at") // a mere name finds its row
	if got := d.Page.Target(); got.Path != "orders.placed_at" || got.Query == "" {
		t.Errorf("Target() = %+v", got)
	}
}

func TestPage_lineageOfAColumn(t *testing.T) {
	t.Parallel()
	d := newBench(orders(), refundsOf()).connected().open(t, 120, 40, page.Target{Product: "orders", Tab: product.Schema, Path: "orders.order_id"})
	d.Shows("Feeds", "refunds#refunds.order_id")
	d.Do("product.open", action.ScrollDown, "product.open")
	want := page.Target{Page: "product", Contract: "refunds", Tab: product.Schema, Path: "refunds.order_id"}
	if got := d.Last().Target; got != want {
		t.Errorf("the link leads to %+v, want %+v", got, want)
	}
}

func TestPage_aReferenceLeadsToTheColumnElsewhere(t *testing.T) {
	t.Parallel()
	for id, word := range map[string]string{"refunds": "Made from", "invoices": "References"} {
		b := newBench(orders(), refundsOf(), invoices()).connected()
		d := b.open(t, 120, 40, page.Target{Product: id, Tab: product.Schema, Path: id + ".order_id"})
		d.Shows(word, "orders.order_id of Orders").Do("product.open", action.ScrollDown, "product.open")
		want := page.Target{Page: "product", Contract: "orders", Tab: product.Schema, Path: "orders.order_id"}
		if got := d.Last().Target; got != want {
			t.Errorf("%s: the link leads to %+v, want %+v", id, got, want)
		}
	}
}

func TestPage_isThereBeforeItsLineage(t *testing.T) {
	t.Parallel()
	b := newBench(orders(), refundsOf())
	b.deps.Graph = func(context.Context) (*lineage.Graph, error) { return nil, errors.New("it is broken") }
	d := b.open(t, 120, 40, page.Target{Product: "orders", Tab: product.Schema}).Shows("customer_email")
	d.Do("product.tab-lineage").Shows("The lineage is not known: read the lineage: it is broken")
	d.Do("product.tab-versions").Shows("breaking")

	b.connected()
	p, cmd := product.New(b.env, b.deps, b.snap, page.Target{Product: "orders", Tab: product.Schema})
	d = pagetest.OpenLoading(t, p, 120, 40)
	_, rest := p.Receive(cmd()) // the document is there, nothing else
	d.Shows("customer_email").Do("product.open", "product.scroll-down")
	scrolled := d.Frame()
	d.Send(rest())
	if got := d.Frame(); got != scrolled {
		t.Errorf("what was read moved when the lineage came:\n%s", got)
	}
}

// marks are bookmarks in memory.
type marks map[string]bool

func (m marks) Bookmarked(id string) bool { return m[id] }
func (m marks) Bookmark(id string) error  { m[id] = !m[id]; return nil }

func TestPage_bookmarks(t *testing.T) {
	t.Parallel()
	b := newBench(orders())
	b.deps.Marks = marks{}
	d := b.open(t, 80, 24, page.Target{Product: "orders"}).Do("product.bookmark")
	if got := d.Page.Status(); !strings.Contains(got, "bookmarked") || d.Last().Text != "Bookmarked Orders" {
		t.Errorf("Status() = %q, told %q", got, d.Last().Text)
	}
	d.Do("product.bookmark")
	if got := d.Page.Status(); strings.Contains(got, "bookmarked") {
		t.Errorf("Status() = %q after it was taken off", got)
	}
}

func TestPage_editsTheSourceAtTheLine(t *testing.T) {
	t.Parallel()
	b := newBench(orders())
	d := b.open(t, 80, 24, page.Target{Product: "orders", Tab: product.Source}).Do(action.Down, action.Down, "product.open")
	if i := d.Last(); !strings.Contains(i.Text, "not on this machine") {
		t.Errorf("without the file enter tells %+v", i)
	}
	b.deps.Locate = func(_, path string) (string, bool) { return "/home/amira/" + path, true }
	d = b.open(t, 80, 24, page.Target{Product: "orders", Tab: product.Source}).Do(action.Down, action.Down, "product.open")
	if i := d.Last(); i.Kind != page.Edit || i.Path != "/home/amira/contracts/orders.yaml" || i.Line != 3 {
		t.Errorf("enter gives %+v", i)
	}
}
