package output_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/page/output"
	"meshdex/ui/page/pagetest"
)

// printing is a command line that prints a text, or fails after it.
func printing(text string, err error) output.Deps {
	return output.Deps{Run: func(context.Context, []string, int) (string, error) { return text, err }}
}

func open(t testing.TB, deps output.Deps, w, h int) *pagetest.Driver {
	t.Helper()
	p, cmd := output.New(pagetest.Env(output.Actions()), deps, []string{"audit", "orders"})
	return pagetest.Open(t, p, cmd, w, h)
}

func long() string {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "orders  1.%d.0  %s\n", i, strings.Repeat("a long line ", 12))
	}
	return b.String()
}

func cases() pagetest.Cases {
	return pagetest.Cases{
		"long":    func(t *testing.T, w, h int) *pagetest.Driver { return open(t, printing(long(), nil), w, h) },
		"nothing": func(t *testing.T, w, h int) *pagetest.Driver { return open(t, printing("", nil), w, h) },
		"failed": func(t *testing.T, w, h int) *pagetest.Driver {
			return open(t, printing("orders  read\n", errors.New(`"nobody" is not in the catalog; meshdex search finds what is there`)), w, h)
		},
	}
}

// "/" was taken for nothing on this page, and the letters after it for keys: "returns"
// ran the command again.
func TestPage_findsInWhatWasPrinted(t *testing.T) {
	t.Parallel()
	d := open(t, printing(long(), nil), 60, 12)
	d.Do("output.find").Type("1.4").Shows("/ 1.4", "orders  1.4.0").Lacks("orders  1.3.0")
	d.Do(action.InputAccept, "output.next").Shows("orders  1.40.0").Lacks("orders  1.39.0")
	d.Do("output.previous").Shows("orders  1.4.0")
	if got, want := d.Page.Status(), "place 1 of 11"; got != want {
		t.Errorf("the status is %q, want %q", got, want)
	}
	if !d.Escape() || d.Page.Status() != "" || d.Escape() {
		t.Error("esc lets go of what is looked for, once")
	}
	if why := d.Page.Disabled("output.next"); why == "" {
		t.Error("next is offered where nothing is found")
	}
}

func TestPage_golden(t *testing.T) { t.Parallel(); cases().Run(t) }

func TestPage_everySize(t *testing.T) {
	t.Parallel()
	all := cases()
	all["hostile"] = func(t *testing.T, w, h int) *pagetest.Driver {
		bad := "\x1b]52;c;ZXZpbA==\x07\x1b[2J数据\u202e\tx\r\n"
		return open(t, printing(bad, errors.New(bad)), w, h)
	}
	all.SweepAll(t)
}

func TestPage_monkey(t *testing.T) {
	t.Parallel()
	cases().Monkey(t, output.Actions(), output.Stacks())
}

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, output.Actions()) }

func TestPage_runsForItsWidthAndAgain(t *testing.T) {
	t.Parallel()
	var widths []int
	deps := output.Deps{Run: func(_ context.Context, words []string, width int) (string, error) {
		widths = append(widths, width)
		return strings.Join(words, "+"), nil
	}}
	d := open(t, deps, 80, 24).Shows("audit+orders", "meshdex audit orders")
	d.Resize(60, 20)
	d.Do("output.again")
	if !slices.Equal(widths, []int{76, 56}) {
		t.Errorf("ran for widths %v", widths)
	}
}

func TestPage_saysWhatRan(t *testing.T) {
	t.Parallel()
	p, cmd := output.New(pagetest.Env(output.Actions()), printing("fine", nil), []string{"audit"})
	if _, ok := p.Ran(); ok {
		t.Error("it ran before it began")
	}
	pagetest.Open(t, p, cmd, 80, 24)
	if words, ok := p.Ran(); !ok || !slices.Equal(words, []string{"audit"}) {
		t.Errorf("ran %q, %v", words, ok)
	}
	failed, cmd := output.New(pagetest.Env(output.Actions()), printing("", errors.New("no")), []string{"audit"})
	pagetest.Open(t, failed, cmd, 80, 24)
	if _, ok := failed.Ran(); ok {
		t.Error("what failed counts as run")
	}
}

func TestPage_copies(t *testing.T) {
	t.Parallel()
	d := open(t, printing("one\ntwo\n", nil), 80, 24)
	if got := d.Do("output.copy").Last(); got.Kind != page.Copy || got.Text != "one\ntwo\n" {
		t.Errorf("copies %+v", got)
	}
	if got := d.Do("output.copy-line").Last(); got.Text != "meshdex audit orders" {
		t.Errorf("copies %+v", got)
	}
}

func TestPage_isNoPlace(t *testing.T) {
	t.Parallel()
	if got := open(t, printing("", nil), 80, 24).Page.Target(); got != (page.Target{}) {
		t.Errorf("a saved session would run it again: %+v", got)
	}
}

func TestPage_loading(t *testing.T) {
	t.Parallel()
	p, _ := output.New(pagetest.Env(output.Actions()), printing("", nil), []string{"audit"})
	pagetest.OpenLoading(t, p, 80, 24).Shows("Running…")
}

func TestPage_scrolls(t *testing.T) {
	t.Parallel()
	open(t, printing(long(), nil), 80, 24).Lacks("1.59.0").Do(action.ScrollBottom).Shows("1.59.0")
}

func TestPage_tellsHowDeepInATreeALineIs(t *testing.T) {
	t.Parallel()
	tree := "orders\n├── payments\n│   └── refunds\n    `-- audit\n"
	told := open(t, printing(tree, nil), 80, 24).Told()
	for _, want := range []string{"\norders\n", "\n1 deep: payments\n", "\n2 deep: refunds\n", "\n2 deep: audit"} {
		if !strings.Contains(told, want) {
			t.Errorf("not told: %q in %q", want, told)
		}
	}
}
