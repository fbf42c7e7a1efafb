package browse_test

import (
	"testing"

	"meshdex/ui/action"
	"meshdex/ui/page"
)

func TestPage_tellsWhatItDoesNotUnderstand(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"pii:maybe":      "pii takes",
		"updated:banana": "updated takes an age",
		`order "open`:    "this quote is not closed",
		"order (refunds": "this parenthesis is not closed",
		"pii:":           "pii needs a value",
		"orders OR":      "OR needs something on both sides",
	} {
		for _, size := range [][2]int{{200, 60}, {80, 24}, {40, 12}, {40, 5}} {
			d := newBench(contracts()...).open(t, size[0], size[1], page.Target{})
			d.Do("browse.find").Type(typed).Lacks(want)
			d.Do(action.InputAccept).Shows(want)
			d.Do("browse.find").Lacks(want).Escape()
			d.Shows(want).Escape()
			d.Lacks(want)
		}
	}
}

// What is finished is told at once, and the rest of the query still finds.
func TestPage_tellsAMistakeBeforeTheLastWord(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 80, 24, page.Target{}).Do("browse.find").Type("pii:maybe ")
	d.Shows("pii takes").Type("refu").Shows("pii takes", "1 found", "Refunds").Lacks("Shipments")
}

func TestPage_isSilentWhileAQueryIsUnfinished(t *testing.T) {
	t.Parallel()
	for _, whole := range []string{
		`owner:"Order Platform" (pii:no OR NOT "two words") updated:<30d`, `((a b) OR (c d))`, `~"almost so" -tag:x,y missing:owner`,
	} {
		b := newBench(contracts()...)
		runes := []rune(whole)
		for n := range len(runes) + 1 {
			d := b.open(t, 80, 24, page.Target{Query: string(runes[:n])}).Do("browse.find")
			d.Lacks("needs", "takes", "not closed", "nothing", "never")
		}
	}
}
