package app_test

import (
	"testing"
	"time"
)

func TestPalette_goesToAProduct(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("ctrl+p").Type("fraud sig").Shows("Fraud signals")
	d.Golden("palette")
	d.Press("enter").Header("› Fraud signals")
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

func TestPalette_hasNothing(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("ctrl+p").Type("zzqqzzqq").Shows("nothing has this name")
	d.Press("enter", "esc").Header("50 products")
}
