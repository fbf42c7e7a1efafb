package app_test

import (
	"strings"
	"testing"
	"time"
)

func TestPalette_goesToAProduct(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("ctrl+p").Type("fraud sig").Shows("Fraud signals")
	d.Golden("palette")
	d.Press("enter").Header("› Fraud signals")
}

func TestPalette_beginsWithWhatWasOpenedLately(t *testing.T) {
	t.Parallel()
	cfg := newWorld(t).config()
	row := func(i int) string { return cfg.Snapshot.Product(i).ID }
	cfg.Recents = func() []string { return []string{row(7), "gone", row(3)} }
	first, second := cfg.Snapshot.Product(7).Label(), cfg.Snapshot.Product(3).Label()
	d, _ := start(t, cfg, 100, 30)
	d.Advance(time.Second).Press("ctrl+p").Shows("Opened lately").Selected(first)
	d.Press("down").Selected(second)
	d.Type(strings.ToLower(first)).Selected(first)
	if n := strings.Count(d.Frame(), first); n != 1 {
		t.Errorf("%q is shown %d times:\n%s", first, n, d.Frame())
	}
	d.Press("enter").Header("› " + first)
}

func TestPalette_goesToAnOwner(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("ctrl+p").Type("fraud desk").Shows("Domains, owners")
	d.Press("enter").Advance(time.Second).Header(`owner:"Fraud Desk"`).Shows("Chargebacks")
}

func TestPalette_doesAnAction(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("ctrl+p").Type("choose a theme").Press("enter")
	d.Shows("Theme", "high-contrast")
}

func TestPalette_goesToAPage(t *testing.T) {
	t.Parallel()
	begin(t, 100, 30).Press("ctrl+p").Type("manual").Press("enter").Advance(time.Second).Header("›")
}

func TestPalette_runsACommand(t *testing.T) {
	t.Parallel()
	d := guided(t, &guides{}, "", 80, 24)
	d.Press("ctrl+p").Type("audit").Selected(":audit").Press("enter").Advance(time.Second).Shows("printed by audit")
	d.Press("ctrl+p").Type("impact").Press("enter").Shows("▌Command", ":impact ") // it needs to be told two versions
}

// A page was once found below the products that have its name somewhere in their ids,
// and those came after it, under the finger that pressed enter.
func TestPalette_pageComesBeforeWhatHoldsItsName(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("ctrl+p").Type("man").Advance(time.Second).Shows("Rental demand", "Manual")
	d.Selected("Manual").Press("enter").Advance(time.Second).Header("› Manual")
}

func TestPalette_guessesWhatWasMeant(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("ctrl+p").Type("retruns").Shows("Did you mean", "Returns")
	d.Press("enter").Header("› Returns")
	begin(t, 100, 30).Press("ctrl+p").Type("chosse a theme").Lacks("Did you mean")
}

func TestPalette_hasNothing(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("ctrl+p").Type("zzqqzzqq").Shows("nothing has this name")
	d.Press("enter", "esc").Header("50 products")
}
