package app_test

import (
	"slices"
	"testing"
	"time"
)

func TestMouse_clickSelectsAndDoubleClickOpens(t *testing.T) {
	t.Parallel()
	const row = "Care cases               customers" // the preview has the name as well
	d := begin(t, 100, 30).ClickOn("Carbon ledger").Selected("Carbon ledger")
	d.Advance(time.Second).ClickOn("Card payments").Selected("Card payments").Header("50 products")
	d.Advance(time.Second).ClickOn(row).ClickOn(row).Header("› Care cases")
}

func TestMouse_twoClicksFarApartAreNoDoubleClick(t *testing.T) {
	t.Parallel()
	const row = "Care cases               customers"
	d := begin(t, 100, 30).ClickOn(row).Advance(401 * time.Millisecond)
	d.ClickOn(row).Selected("Care cases").Lacks("› Care cases")
}

func TestMouse_wheelScrollsWhatIsUnderIt(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Wheel(5, 10, 1).Advance(time.Second)
	d.Lacks("Acquirer settlements     payments").Shows("Item master")
	list := d.LineAt(3)
	d.Wheel(70, 10, 2).Advance(time.Second)
	if d.LineAt(3) != list && d.LineAt(3)[:40] != list[:40] {
		t.Error("the wheel over the preview has scrolled the list")
	}
	d.Wheel(5, 10, -4).Advance(time.Second).Shows("Acquirer settlements")
}

func TestMouse_aFlickIsFewFrames(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 12)
	before := d.Handled
	d.Wheel(5, 6, 100)
	if n := d.Handled - before; n > 3 {
		t.Errorf("a flick of a hundred notches came as %d messages", n)
	}
	d.Advance(time.Second).Shows("Workshop jobs")
}

func TestMouse_hintsAndCrumbsAreButtons(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).ClickOn("? help").Shows("▌Keys")
	d.Press("esc").ClickOn("/ search").Type("fraud").Press("enter", "enter", "d").Advance(time.Second)
	d.Header("› Fraud").ClickOn("Products: fraud").Lacks("›").Header("Products: fraud")
}

func TestMouse_hintsOfADialogAreButtonsToo(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("T").ClickOn("/ narrow down").Type("light").Shows("/ light")
	d.ClickOn("enter accept").Footer("theme light").Lacks("▌Theme")
	d.Press("T").ClickOn("esc leave").Lacks("▌Theme")
}

func TestMouse_clickBesideADialogClosesIt(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("T").Shows("Theme").Click(0, 0).Lacks("▌Theme")
	d.Press("T").ClickOn("light").Footer("theme light")
}

func TestMouse_canBeGivenBack(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("m").Footer("mouse off").Advance(time.Minute).Footer("mouse off")
	d.Press("m").Footer("mouse on")
	for _, want := range []string{"tea.disableMouseMsg", "tea.enableMouseCellMotionMsg"} {
		if !slices.Contains(d.Outside, want) {
			t.Errorf("the terminal was not told %s but %v", want, d.Outside)
		}
	}
}

func TestMouse_anywhereAtAnySizeIsHarmless(t *testing.T) {
	t.Parallel()
	d := begin(t, 40, 12)
	for _, size := range [][2]int{{40, 12}, {20, 5}, {10, 3}, {170, 50}} {
		d.Resize(size[0], size[1])
		for y := -1; y <= size[1]; y += 2 {
			for x := -1; x <= size[0]; x += 7 {
				d.Click(x, y).Wheel(x, y, 1)
			}
		}
	}
}
