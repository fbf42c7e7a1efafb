package preview_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	draft "meshdex/catalog/preview"
	"meshdex/ui/action"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/page/pagetest"
	"meshdex/ui/page/preview"
)

func TestPage_everySaveIsShown(t *testing.T) {
	t.Parallel()
	d := newBench(first, first).open(t, 100, 30, page.Target{Tab: preview.Changes})
	d.Shows("NO CHANGE", "It is what the catalog has as 1.0.0.", "No change in meaning.")
	d.Send(save(second, 5)).Shows("BREAKING", "Needs a major version; declares a minor one. Next: 2.0.0", "orders.voucher  removed")
	if got := d.Page.Status(); !strings.Contains(got, "saved 09:00:05") {
		t.Errorf("Status() = %q", got)
	}
	d.Send(save(strings.Replace(first, "version: 1.0.0", "version: 1.0.1", 1), 9)).Lacks("BREAKING")
}

func TestPage_keepsThePlaceInTheSchema(t *testing.T) {
	t.Parallel()
	both := strings.Replace(second, "slaProperties", "  - name: lines\n    properties:\n      - name: sku\n        logicalType: string\nslaProperties", 1)
	d := newBench(both, first).open(t, 100, 30, page.Target{Tab: "schema"})
	d.Do(action.Bottom, action.Up, action.Fold).Shows("▸ lines")
	d.Do(action.Top, action.Down, action.Down).Shows("▌├   customer_email")
	d.Send(save(strings.Replace(both, "      - name: customer_email\n", "      - name: before_it\n      - name: customer_email\n", 1), 1))
	d.Shows("before_it", "▌├   customer_email", "▸ lines", "[Schema]")
	d.Do("preview.open").Send(save(both, 2))
	if c := d.Page.Contexts(); c[0] != "preview.property" {
		t.Errorf("the detail has lost the focus: %v", c)
	}
}

func TestPage_keepsTheFindingThatLinesMove(t *testing.T) {
	t.Parallel()
	d := newBench(second, first).open(t, 100, 30, page.Target{Tab: preview.Findings})
	d.Do(action.Bottom).Shows("▌○ 17:7")
	d.Send(save("# a line\n# and another\n"+second, 1)).Shows("▌○ 19:7")
	d.Do("preview.open")
	if i := d.Last(); i.Kind != page.Edit || i.Path != file || i.Line != 19 {
		t.Errorf("enter gives %+v", i)
	}
}

func TestPage_aBrokenFileKeepsTheLastGoodState(t *testing.T) {
	t.Parallel()
	d := newBench(second, first).open(t, 100, 30, page.Target{Tab: "schema"}).Do(action.Bottom).Shows("channel")
	d.Send(save(broken, 5)).Shows("✗ 29:12", "Mapping values are not allowed", "unit: h: m", "Shown is its last good state, saved 09:00:00.", "▌└   channel")
	d.Do("preview.edit")
	if i := d.Last(); i.Kind != page.Edit || i.Line != 29 {
		t.Errorf("e gives %+v", i)
	}
	d.Do("preview.tab-findings").Shows("▌✗ 29:12")
	if why := d.Page.Disabled("preview.choose-base"); !strings.Contains(why, "mended") {
		t.Errorf("choosing a version of a broken file is disabled because %q", why)
	}
	d.Send(save(first, 6)).Lacks("last good state").Do("preview.tab-schema").Shows("voucher")
}

// An editor may truncate the file first: nothing of what is read is lost by that.
func TestPage_anEmptyFileKeepsTheLastGoodState(t *testing.T) {
	t.Parallel()
	d := newBench(second, first).open(t, 100, 30, page.Target{})
	for _, half := range []string{"", "\n", "apiVersion: v3", second[:40]} {
		d.Send(save(half, 1)).Shows("last good state", "Order Platform")
	}
}

func TestPage_theFileGoesAndComesBack(t *testing.T) {
	t.Parallel()
	d := newBench(second, first).open(t, 100, 30, page.Target{}).Send(gone())
	d.Shows("The file is not there", "It is read again", "last good state", "Order Platform")
	d.Send(save(first, 9)).Lacks("not there", "last good state").Shows("version 1.0.0")
}

func TestPage_severalContractsInOneFile(t *testing.T) {
	t.Parallel()
	d := newBench(second+"---\n"+refunds, first).open(t, 100, 30, page.Target{Tab: preview.Changes})
	d.Shows("BREAKING")
	d.Do("preview.contract").Choose("Refunds").Shows("refunds is not in the catalog")
	if got := d.Page.Target(); got.Contract != "refunds" || got.Path != file {
		t.Errorf("Target() = %+v", got)
	}
	d.Send(save(refunds+"---\n"+second, 1)).Shows("refunds is not in the catalog")
	d.Do("preview.tab-overview").Send(save(refunds+"---\n"+strings.Replace(second, "id: orders", "id: sold", 1), 2)).Shows("Refunds")
}

// Who changes the id goes on seeing what they edit.
func TestPage_followsAContractWhoseIdChanges(t *testing.T) {
	t.Parallel()
	d := newBench(refunds+"---\n"+second, first).open(t, 100, 30, page.Target{Contract: "orders"})
	d.Send(save(refunds+"---\n"+strings.Replace(second, "id: orders", "id: orders-v2", 1), 1)).Shows("New")
	if got := d.Page.Target().Contract; got != "orders-v2" {
		t.Errorf("it shows %q", got)
	}
}

func TestPage_twoContractsOfOneId(t *testing.T) {
	t.Parallel()
	d := newBench(second+"---\n"+strings.Replace(second, "name: Orders", "name: Orders again", 1), first).open(t, 100, 30, page.Target{})
	d.Do("preview.contract").Choose("Orders again").Shows("Orders again")
}

func TestPage_comparesWithWhatIsChosen(t *testing.T) {
	t.Parallel()
	b := newBench(second, first, second, refunds)
	d := b.open(t, 100, 30, page.Target{Tab: preview.Changes}).Shows("what the catalog has as 1.1.0")
	d.Do("preview.choose-base").Choose("1.0.0").Shows("BREAKING", "Compared with 1.0.0.")
	if got := d.Page.Target(); got.Base != "orders@1.0.0" {
		t.Errorf("Target() = %+v", got)
	}
	d.Send(save(strings.Replace(second, "channel", "channels", 1), 1)).Shows("Compared with 1.0.0.", "orders.channels")
	if !d.Escape() {
		t.Error("esc does not go back to the newest version")
	}
	d.Shows("Compared with 1.1.0.")
	c := d.Page.(page.Commander).Commands()[0]
	_, cmd := c.Run("refunds")
	d.Send(cmd()).Shows("Compared with refunds@1.0.0.")
	_, cmd = c.Run("nobody")
	d.Send(cmd()).Shows("Not compared", "nobody")
}

func TestPage_saysWhatCouldHelpWhenThereIsNothingToCompareWith(t *testing.T) {
	t.Parallel()
	d := newBench(strings.Replace(second, "id: orders", "id: orders-v2", 1), first).open(t, 100, 30, page.Target{Tab: preview.Changes})
	d.Shows("orders-v2 is not in the catalog", "orders  has this name", ":base REF")
	d.Do(action.ScrollDown, "preview.open")
	if i := d.Last(); i.Kind != page.Run || i.Text != "base orders" {
		t.Errorf("the suggestion gives %+v", i)
	}
	d.Do("preview.choose-base").Choose("orders").Shows("Compared with orders@1.0.0.")
}

func TestPage_followsLinks(t *testing.T) {
	t.Parallel()
	d := newBench(second, first).open(t, 100, 30, page.Target{})
	for _, want := range []string{"[Team & access]", "[Schema]", "[SLA]"} {
		d.Do("preview.tab-overview", action.ScrollDown)
		for range 10 {
			if d.Do("preview.open"); strings.Contains(d.Frame(), want) {
				break
			}
			d.Do("preview.tab-overview", action.ScrollDown)
		}
		d.Shows(want)
	}
	if !leads(d, func(i page.Intent) bool { return i.Kind == page.Edit && i.Path == file }) {
		t.Error("no link leads to the file")
	}
	if !leads(d, func(i page.Intent) bool {
		return i.Target == page.Target{Page: "product", Contract: "orders", Tab: "versions"}
	}) {
		t.Error("no link leads to the versions")
	}
}

// leads reports whether a link of the card does something.
func leads(d *pagetest.Driver, is func(page.Intent) bool) bool {
	for n := range 12 {
		d.Do("preview.tab-overview", action.ScrollTop)
		for range n {
			d.Do(action.ScrollDown)
		}
		if d.Do("preview.open"); is(d.Last()) {
			return true
		}
	}
	return false
}

func TestPage_nextFindingAndWhy(t *testing.T) {
	t.Parallel()
	d := newBench(second, first).open(t, 100, 40, page.Target{})
	d.Do("preview.next-finding").Shows("[Findings 5]", "▌▲ 20:15")
	d.Do("preview.next-finding").Shows("▌○ 1:1")
	d.Do("preview.explain").Shows("[Changes 5]", "Why: ")
	d.Do("preview.next-finding").Shows("▌✗ orders.customer_email")
	if !d.Escape() {
		t.Error("esc does not end the explanation")
	}
	d.Lacks("Why: ").Do("preview.open")
	if i := d.Last(); i.Kind != page.Edit || i.Line != 20 {
		t.Errorf("enter on a change gives %+v", i)
	}
}

func TestPage_filtersTheSchema(t *testing.T) {
	t.Parallel()
	d := newBench(second, first).open(t, 100, 30, page.Target{}).Do("preview.filter").Type("email")
	d.Shows("[Schema]", "customer_email").Lacks("channel ").Do(action.InputAccept)
	d.Send(save(strings.Replace(second, "customer_email", "buyer_email", 1), 1)).Shows("buyer_email").Lacks("channel ")
	if !d.Escape() {
		t.Error("esc does not clear the filter")
	}
	d.Shows("channel")
}

func TestPage_refreshJudgesAnew(t *testing.T) {
	t.Parallel()
	b, synced := newBench(second), newBench(second, first)
	judge := b.deps.Judge
	b.deps.Judge = func(ctx context.Context, q preview.Question) (*draft.Preview, error) { return judge(ctx, q) }
	d := b.open(t, 100, 30, page.Target{Tab: preview.Changes}).Shows("orders is not in the catalog")
	judge = synced.deps.Judge
	d.Send(d.Page.Refresh(synced.snap)()).Shows("BREAKING")
}

func TestPage_followsAgainOnRefresh(t *testing.T) {
	t.Parallel()
	b := newBench(second, first)
	d := b.open(t, 100, 30, page.Target{}).Send(preview.Saved{Failed: errors.New("too many open files")})
	d.Shows("Not followed any more", "too many open files", "r follows it again")
	asked := b.watch.asked
	if d.Page.Refresh(b.snap); b.watch.asked != asked+1 {
		t.Errorf("the watch was asked %d times, then %d", asked, b.watch.asked)
	}
	d.Send(save(first, 9)).Lacks("Not followed")
}

func TestPage_letsGoOfTheFile(t *testing.T) {
	t.Parallel()
	b := newBench(second)
	d := b.open(t, 100, 30, page.Target{})
	d.Page.(page.Closer).Close()
	if !b.watch.closed {
		t.Error("the file is followed for ever")
	}
}

func TestPage_aJudgeThatFailsIsTold(t *testing.T) {
	t.Parallel()
	b := newBench(second, first)
	judge, fails := b.deps.Judge, false
	b.deps.Judge = func(ctx context.Context, q preview.Question) (*draft.Preview, error) {
		if fails {
			return nil, errors.New("the store is busy")
		}
		return judge(ctx, q)
	}
	d := b.open(t, 100, 30, page.Target{})
	fails = true
	d.Send(save(first, 1)).Shows("Not judged", "the store is busy", "last good state", "version 1.1.0")
	fails = false
	d.Send(save(first, 2)).Lacks("Not judged").Shows("version 1.0.0")
}

func TestPage_mouse(t *testing.T) {
	t.Parallel()
	d := newBench(second, first).open(t, 200, 60, page.Target{})
	click := func(x, y int, kind mouse.Kind) {
		i, _ := d.Page.Mouse(mouse.Event{X: x, Y: y, Kind: kind})
		if i.Kind != page.None {
			d.Intents = append(d.Intents, i)
		}
	}
	click(120, 6, mouse.Click)
	d.Shows("[Findings 5]").Shows("│▌○ 1:1 ")
	click(120, 6, mouse.Double)
	if i := d.Last(); i.Kind != page.Edit || i.Line != 1 {
		t.Errorf("a double click gives %+v", i)
	}
	click(2, 0, mouse.Click)
	d.Shows("[Overview]")
}

// told fails the test unless the page says each of the texts.
func told(t *testing.T, d *pagetest.Driver, wants ...string) {
	t.Helper()
	said := d.Told()
	for _, want := range wants {
		if !strings.Contains(said, want) {
			t.Errorf("the page does not say %q:\n%s", want, said)
		}
	}
}

func TestPage_tellsItLineByLine(t *testing.T) {
	t.Parallel()
	d := newBench(second, first).open(t, 100, 30, page.Target{Tab: preview.Changes})
	told(t, d, "orders.odcs.yaml, Changes 5: saved 09:00:00", "Breaking. Needs a major version; declares a minor one.", "1. breaking: orders.voucher: orders.voucher is gone.", "Sections", "Findings 5")
	told(t, d.Do("preview.tab-findings"), "warning in line 20, column 15: orders.customer_email looks personal", "Rule classification-missing.")
	told(t, d.Do("preview.tab-overview"), "Owner: Order Platform")
	told(t, d.Do("preview.tab-schema"), "customer_email: string")
	told(t, d.Send(save(broken, 1)), "Line 29, column 12: Mapping values are not allowed", "Shown is its last good state", "Line 29 is: unit: h: m")
	for _, open := range cases() {
		open(t, 80, 24).Told()
	}
}
