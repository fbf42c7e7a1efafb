package app_test

import (
	"slices"
	"testing"
	"time"

	"meshdex/catalog/walkthrough"
)

// What a person does becomes a walkthrough that can be done the same way.
func TestRecord_canBeDoneAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	cfg := w.config()
	var events []walkthrough.Event
	cfg.Record = func(e walkthrough.Event) { events = append(events, e) }
	d, _ := start(t, cfg, 100, 30)
	d.Press("/").Type("returns").Press("enter").Advance(time.Second)
	d.Press("enter").Advance(time.Second).Press("2").Advance(time.Second).Press("4").Advance(time.Second)
	d.Press("esc").Advance(time.Second)

	draft := walkthrough.Draft("mine", "Mine", w.snapshot, events)
	var got []string
	for _, s := range draft.Steps {
		got = append(got, s.Checks[0].String())
	}
	want := []string{"found returns", "opened product returns", "tab schema of returns", "tab sla of returns"}
	if !slices.Equal(got, want) {
		t.Fatalf("recorded %q, want %q", got, want)
	}
	again := guided(t, &guides{more: map[string]*walkthrough.Walkthrough{"mine": draft}}, "mine", 100, 30)
	again.Press("/").Type("returns").Press("enter").Advance(time.Second).Shows("Done").Press(")")
	again.Press("enter").Advance(time.Second).Shows("Done").Press(")")
	again.Press("2").Advance(time.Second).Shows("Done").Press(")")
	again.Press("4").Advance(time.Second).Shows("Done").Press(")").Shows("That was all: 4 steps done")
}
