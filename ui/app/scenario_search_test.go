package app_test

import (
	"testing"
	"time"
)

func TestSearch_asYouTypeThenOpen(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30)
	d.Press("/").Type("chargeb").Header("1 of 50").Selected("Chargebacks").Lacks("Exchange rates")
	d.Press("enter").Selected("Chargebacks")
	d.Press("enter").Advance(time.Second).Header("Chargebacks").Shows("Overview", "Schema")
}

func TestSearch_cursorMovesWhileTyping(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30)
	d.Press("/").Type("customer").Press("down", "ctrl+n").Type("s")
	d.Press("up", "pgdown", "pgup").Header("Products: customers")
}

func TestSearch_nothingFoundSaysWhatNext(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30)
	d.Press("/").Type("zzqqxxyy").Advance(time.Second)
	d.Lacks("Chargebacks").Golden("nothing-found")
	d.Press("esc", "esc").Shows("Chargebacks")
}

func TestSearch_lettersAreTextWhileTyping(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30)
	d.Press("/").Type("q?:m]hT r").Header("Products: q?:m]hT r")
	if d.Quit {
		t.Fatal("a letter of the search has quit the program")
	}
}

func TestSearch_hintsAreThoseOfTheInput(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("/").Footer("enter accept").Lacks("f columns", "enter open", "? help", "ctrl+p go to")
	d.Press("enter").Footer("f columns").Footer("ctrl+p go to").Footer("? help")
}

func TestSearch_pasteIsOneLineOfText(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30)
	d.Press("/").Paste("charge\nbacks\x1b[2J\tq").Header("Products: charge")
	if d.Quit {
		t.Fatal("pasted text was taken for keys")
	}
	d.Press("esc", "esc")
	before := d.Frame()
	if d.Paste("jjjq"); d.Quit || d.Frame() != before {
		t.Error("what is pasted outside an input does something")
	}
}

func TestSearch_severalRunesOfOneReadAreKeys(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Selected("Acquirer settlements")
	d.Send(burst("jjj")).Selected("Campaign calendar")
	d.Send(burst("/cust")).Header("Products: cust")
}
