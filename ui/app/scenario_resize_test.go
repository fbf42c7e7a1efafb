package app_test

import (
	"testing"
	"time"

	"meshdex/ui/uitest"
)

// places are ways to every page and dialog.
func places() map[string]func(*uitest.Driver) {
	keys := func(keys ...string) func(*uitest.Driver) {
		return func(d *uitest.Driver) { d.Press(keys...).Advance(time.Second) }
	}
	to := func(s string) func(*uitest.Driver) { return func(d *uitest.Driver) { line(d, s) } }
	return map[string]func(*uitest.Driver){
		"list": keys(), "search": func(d *uitest.Driver) { d.Press("/").Type("customer") }, "facets": keys("F"), "nothing found": func(d *uitest.Driver) { d.Press("/").Type("qqzzqq") },
		"product": keys("enter"), "schema": keys("enter", "2"), "quality": keys("enter", "3"), "service levels": keys("enter", "4"),
		"team": keys("enter", "5"), "neighbours": keys("enter", "6"), "versions": keys("enter", "7"), "source": keys("enter", "8"),
		"comparison": keys(" ", " ", "c"), "diff": keys("d"), "lineage": keys("L"), "lineage tree": keys("L", "t"),
		"columns": to("fields customer"), "problems": to("problems"), "sources": to("sources"), "messages": to("messages"),
		"manual": to("help"), "topic": to("help query"),
		"columns typed": func(d *uitest.Driver) { line(d, "fields customer"); d.Press("/").Advance(time.Second) }, "schema filtered": keys("enter", "2", "/"),
		"found in text": keys("enter", "1", "/"), "keys filtered": keys("?", "/"),
		"keys": keys("?"), "palette": keys("ctrl+p"), "line": keys(":"), "themes": keys("T"), "menu": keys("y"), "deep": keys("enter", "d", "?"),
	}
}

func TestResize_everyPageAndDialogAtEverySize(t *testing.T) {
	t.Parallel()
	for name, visit := range places() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := begin(t, 100, 30)
			visit(d)
			uitest.Sweep(func(w, h int) { d.Resize(w, h) })
			d.Advance(time.Minute)
		})
	}
}

func TestResize_tooSmallSaysWhatIsNeeded(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("j", "j").Advance(time.Second)
	before := d.Frame()
	d.Resize(19, 10).Shows("20x5 needed", "have 19x10")
	d.Resize(60, 4).Shows("20x5 needed, have 60x4")
	d.Resize(100, 30)
	if got := d.Frame(); got != before {
		t.Errorf("before\n%s\nafter\n%s", before, got)
	}
}

func TestResize_sizesThatMakeNoSense(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Resize(0, 0).Shows("waiting for the size")
	d.Resize(80, 0)
	d.Resize(-5, -5)
	d.Resize(20, 5).Shows("? help")
}

func TestResize_theNarrowestHeaderSaysWhereOneIs(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("enter").Header("Products › Acquirer settlements")
	d.Resize(20, 5).Header("Acqu").Lacks("Produ")
	d.Resize(60, 12).Header("Products › Acquirer settlements").ClickOn("Products").Header("50 products")
}

func TestResize_keepsTheCursorInSight(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 40).Send(burst("jjjjjjjjjjjjjjjjjjjjjjjj"))
	d.Resize(60, 8).Selected("Item master")
	d.Resize(200, 60).Selected("Item master")
}

// Lines that are longer than the screen is wide are read to their end and back, and
// the footer says so as long as they go on.
func TestSideways_longLinesOfASource(t *testing.T) {
	t.Parallel()
	d := begin(t, 80, 24)
	d.Press("enter", "8").Footer("→ more").Shows("apiVersion: ")
	d.Press("right", "l", "l", "l", "l", "l").Lacks("→ more", "apiVersion: ").Shows("▌  1  …")
	d.Press("l").Footer("no line goes on there; esc goes back")
	d.Press("left", "h", "h", "h", "h", "h", "h").Shows("apiVersion: ", "Source").Footer("no line goes on there")
	d.Press("esc").Shows("1 of 50")
}
