package pagetest

import (
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/mouse"
)

// Monkey does at random what a person can do on every case: actions, keys, clicks,
// menu choices, sizes. Whatever the order, no frame may be inexact and nothing may
// panic; and the contexts are always those of one of the stacks, each of which comes
// up in some case. The seed is fixed, so a failure comes again.
func (cs Cases) Monkey(t *testing.T, actions []action.Action, stacks []action.Stack) {
	t.Helper()
	seen := make([]atomic.Bool, len(stacks))
	t.Cleanup(func() {
		for i := range stacks {
			if !seen[i].Load() {
				t.Errorf("nothing has the focus of %v", stacks[i].Contexts)
			}
		}
	})
	all := append(action.Shared(), actions...)
	for name, open := range cs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t, 100, 30)
			rng := rand.New(rand.NewPCG(7, uint64(len(name))))
			for range 250 {
				d.any(rng, all)
				d.Frame()
				_, _, _ = d.Page.Title(), d.Page.Status(), d.Page.Target()
				i := slices.IndexFunc(stacks, func(s action.Stack) bool { return slices.Equal(s.Contexts, d.Page.Contexts()) })
				if i < 0 {
					t.Fatalf("no stack has the contexts %v", d.Page.Contexts())
				}
				seen[i].Store(true)
			}
		})
	}
}

// any does one thing.
func (d *Driver) any(rng *rand.Rand, actions []action.Action) {
	switch rng.IntN(12) {
	case 0:
		d.Resize(1+rng.IntN(220), 1+rng.IntN(60))
	case 1:
		d.Escape()
	case 2:
		keys := []rune("aeo_ 数:\"-")
		_, cmd := d.Page.Type(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{keys[rng.IntN(len(keys))]}})
		d.run(cmd)
	case 3:
		_, cmd := d.Page.Type(tea.KeyMsg{Type: tea.KeyBackspace})
		d.run(cmd)
	case 4, 5:
		i, cmd := d.Page.Mouse(mouse.Event{X: rng.IntN(d.w), Y: rng.IntN(d.h), Kind: mouse.Kind(rng.IntN(4)), Delta: rng.IntN(7) - 3})
		d.take(i)
		d.run(cmd)
	case 6:
		if c := d.Last().Choices; len(c) > 0 {
			if v := c[rng.IntN(len(c))].Value; v != nil {
				d.Send(v)
			}
		}
	default:
		d.Do(actions[rng.IntN(len(actions))].ID)
	}
}
