package diff_test

import (
	"strings"
	"testing"

	"meshdex/ui/action"
	"meshdex/ui/page"
)

func TestPage_verdictAndVersionClaim(t *testing.T) {
	t.Parallel()
	newBench(first, second).open(t, 120, 40, page.Target{Contract: "orders"}).
		Shows("BREAKING", "Needs a major version; declares a minor one. Next: 2.0.0", "[1]", "breaking", "downstream:")
	newBench(second, third).open(t, 120, 40, page.Target{Contract: "orders"}).Shows("DOCUMENTATION ONLY", "Needs a patch version, and declares a patch one.")
	newBench(first, "# a note\n"+first).open(t, 120, 40, page.Target{Contract: "orders"}).Shows("Nothing changed in meaning.", "No change in meaning.")
}

func TestPage_comparesTheLastTwoUnlessToldOtherwise(t *testing.T) {
	t.Parallel()
	b := newBench(first, second, third)
	d := b.open(t, 120, 40, page.Target{Contract: "orders"})
	if got := d.Page.Target(); got.Base != "orders@1.1.0" || got.Revision != "orders@1.1.1" {
		t.Errorf("compares %s with %s", got.Base, got.Revision)
	}
	d = b.open(t, 120, 40, page.Target{Contract: "orders", Base: "orders@1.0.0", Revision: "orders@1.1.1"})
	d.Shows("BREAKING", "1.0.0 → 1.1.1")
}

func TestPage_resolvesStatesOfOneVersionText(t *testing.T) {
	t.Parallel()
	reused := strings.Replace(second, "version: 1.1.0", "version: 1.0.0", 1)
	d := newBench(first, reused).open(t, 120, 40, page.Target{Contract: "orders"})
	want := page.Target{Page: "diff", Contract: "orders", Base: "orders@1.0.0~0", Revision: "orders@1.0.0~1"}
	if got := d.Page.Target(); got != want {
		t.Fatalf("Target() = %+v, want %+v", got, want)
	}
	newBench(first, reused).open(t, 120, 40, want).Shows("BREAKING")
}

func TestPage_unknownVersionSaysSo(t *testing.T) {
	t.Parallel()
	newBench(first, second).open(t, 80, 24, page.Target{Contract: "orders", Base: "orders@9.9.9"}).Shows("9.9.9", "not in the catalog")
}

func TestPage_hidesSeverities(t *testing.T) {
	t.Parallel()
	d := newBench(first, second).open(t, 120, 40, page.Target{Contract: "orders"})
	before := d.Page.Status()
	d.Do("diff.show-1").Shows("breaking hidden")
	if after := d.Page.Status(); after == before {
		t.Errorf("as many findings as before: %s", after)
	}
	if !d.Escape() {
		t.Error("esc does not show them again")
	}
	d.Lacks("hidden")
	_, all, _ := strings.Cut(before, " of ")
	if got := d.Page.Status(); !strings.HasSuffix(got, " of "+all) {
		t.Errorf("after esc %s, before %s", got, before)
	}
}

func TestPage_walksTheSteps(t *testing.T) {
	t.Parallel()
	d := newBench(first, second, third).open(t, 120, 40, page.Target{Contract: "orders"})
	d.Do("diff.older-step").Shows("1.0.0 → 1.1.0", "BREAKING")
	if why := d.Page.Disabled("diff.older-step"); why == "" {
		t.Error("there is a step before the first")
	}
	d.Do("diff.newer-step").Shows("1.1.0 → 1.1.1", "DOCUMENTATION ONLY")
	d.Do("diff.choose-base").Choose("1.0.0").Shows("1.0.0 → 1.1.1")
}

func TestPage_showsTheSourceOfTheFinding(t *testing.T) {
	t.Parallel()
	d := newBench(first, second).open(t, 160, 40, page.Target{Contract: "orders"})
	for range 10 {
		if d.Do(action.Down); strings.Contains(d.Frame(), "▌23") {
			break
		}
	}
	d.Shows("value: 8", "value: 4")
}

func TestPage_copiesAUnifiedDiff(t *testing.T) {
	t.Parallel()
	d := newBench(first, second).open(t, 120, 40, page.Target{Contract: "orders"}).Do("diff.copy").Choose("The source as a unified diff")
	for _, want := range []string{"--- orders@1.0.0\n+++ orders@1.1.0\n", "-version: 1.0.0\n+version: 1.1.0\n", "-        required: true\n-      - name: voucher\n+        required: false\n+      - name: channel\n", " domain: sales\n"} {
		if !strings.Contains(d.Last().Text, want) {
			t.Errorf("the diff lacks %q:\n%s", want, d.Last().Text)
		}
	}
}

func TestPage_tellsWhoIsHit(t *testing.T) {
	t.Parallel()
	d := newBench(first, second).open(t, 120, 40, page.Target{Contract: "orders"}).Do("diff.impact")
	if c := d.Last().Choices; len(c) != 1 || c[0].Title != "Billing" || c[0].Intent.Target.Product != "billing" {
		t.Errorf("the menu is %+v", c)
	}
}

func TestPage_resolvesTheProductsContract(t *testing.T) {
	t.Parallel()
	newBench(first, second).open(t, 120, 40, page.Target{Product: "orders"}).Shows("BREAKING")
}

// The source has less room beside the changes than alone; the change under the
// cursor is in it all the same, whichever way one comes back.
func TestPage_theChangeStaysInSight(t *testing.T) {
	t.Parallel()
	const mark = "▌18 -" // voucher, which is gone
	more := strings.Repeat("# more\n", 40)
	d := newBench(first+more, second+more).open(t, 80, 22, page.Target{Contract: "orders"}).Shows(mark)
	d.Do("diff.source").Shows(mark).Escape()
	d.Shows(mark).Do("diff.source", action.WideLeft).Shows(mark)
}

// The reason of a change takes the source's place on a low screen; whoever goes to
// the source sees it.
func TestPage_theSourceComesBackFromBehindTheReason(t *testing.T) {
	t.Parallel()
	d := newBench(first, second).open(t, 80, 24, page.Target{Contract: "orders"})
	d.Do("diff.explain").Shows("Why:").Lacks("─ Source: ")
	d.Do("diff.source").Shows("▌Source: ")
	d.Escape()
	d.Shows("Why:").Lacks("─ Source: ")
}
