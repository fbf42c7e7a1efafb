package browse_test

import (
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/text"
)

func TestPage_sortsByAnyColumn(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"name": "clicks", "owner": "customers", "updated": "orders", "columns": "order-lines", "domain": "customers", "status": "clicks",
	} {
		d := newBench(contracts()...).open(t, 200, 60, page.Target{}).Do("browse.sort").Choose(title)
		d.Do(action.Top)
		if got := cursor(d); got != want {
			t.Errorf("by %s the first is %q, want %q:\n%s", title, got, want, d.Frame())
		}
	}
}

func TestPage_showsTheColumnsThatTheUserWants(t *testing.T) {
	t.Parallel()
	b := newBench(contracts()...)
	b.deps.Columns = []string{"updated", "status"}
	b.open(t, 80, 24, page.Target{}).Shows("Name", "Updated", "Status").Lacks("Owner", "Version")
	b.open(t, 44, 24, page.Target{}).Shows("Updated").Lacks("Status")
}

func TestPage_reversesTheOrder(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 200, 60, page.Target{Sort: "name"})
	first := cursor(d)
	d.Do("browse.reverse", action.Top)
	if cursor(d) == first {
		t.Errorf("the order is the same: %q is first", first)
	}
	if got := d.Page.Target().Sort; got != "-name" {
		t.Errorf("Target().Sort = %q", got)
	}
}

func TestPage_clickOnATitleSorts(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 80, 24, page.Target{})
	before, _, _ := strings.Cut(strings.Split(d.Frame(), "\n")[2], "Domain")
	at := text.Width(before)
	_, cmd := d.Page.Mouse(mouse.Event{X: at, Y: 2, Kind: mouse.Click})
	if d.Send(cmdMsg(cmd)); d.Page.Target().Sort != "domain" {
		t.Errorf("a click on Domain sorts by %q", d.Page.Target().Sort)
	}
}

func TestPage_sortsWhatIsUnknownLast(t *testing.T) {
	t.Parallel()
	for _, order := range []string{"domain", "-domain", "type", "-type"} {
		all := append(contracts(), &catalog.Contract{Annotations: catalog.Annotations{ID: "bare"}})
		d := newBench(all...).open(t, 200, 60, page.Target{Sort: order}).Do(action.Bottom)
		if got := cursor(d); got != "clicks" && got != "bare" {
			t.Errorf("by %s the last is %q", order, got)
		}
	}
}

func TestPage_columnsStandStillWhileOneTypes(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 120, 40, page.Target{})
	titles := func() string {
		list, _, _ := strings.Cut(strings.Split(d.Frame(), "\n")[2], "││")
		return list
	}
	before := titles()
	if d.Do("browse.find").Type("stock"); titles() != before {
		t.Errorf("the titles moved:\n%s\n%s", before, titles())
	}
}

func TestPage_sortsNamesThatBeginAlikeAndForgetsNoneWithout(t *testing.T) {
	t.Parallel()
	b := newBench(
		contract("1", "Invoices, weekly", "", "", ""), contract("2", "INVOICES, daily", "", "zoo", ""),
		contract("3", "invoices", "", "Apes", ""), contract("4", "Invoices, Daily", "", "", ""),
	)
	for sort, want := range map[string]string{
		"": "3 2 4 1", "name": "3 2 4 1", "-name": "1 2 4 3", "owner": "3 2 4 1", "-owner": "2 3 4 1",
	} {
		d := b.open(t, 80, 24, page.Target{Sort: sort})
		var ids []string
		for range 4 {
			ids = append(ids, cursor(d))
			d.Do(action.Down)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("sorted by %q: %s, want %s", sort, got, want)
		}
	}
}
