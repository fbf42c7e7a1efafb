package app_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"meshdex/ui/action"
	"meshdex/ui/app"
	"meshdex/ui/widget/input"
)

func TestBindKeys_saysWhichActionHidesWhich(t *testing.T) {
	t.Parallel()
	type keys = map[action.ID][]string
	for name, c := range map[string]struct {
		keys keys
		want []string
	}{
		"the defaults": {keys{}, nil},
		"one context": {keys{"browse.mark": {"s"}}, []string{
			"s is taken by browse.mark, and no longer does browse.sort",
		}},
		"a key of all lists hides those of pages": {keys{"list.down": {"x"}}, []string{
			"x is taken by list.down, and no longer does browse.explain on browse",
			"x is taken by list.down, and no longer does diff.swap on diff",
			"x is taken by list.down, and no longer does problems.errors-only",
			"x is taken by list.down, and no longer does sources.cancel",
		}},
		"a key of all lists, where the page has it": {keys{"browse.mark": {"j"}}, []string{
			"j is taken by list.down, not given to browse.mark",
			"j is taken by detail.down, not given to browse.mark",
		}},
		"some places are left": {keys{"product.copy": {"k"}, "list.up": {"up"}}, []string{
			"k is taken by detail.up on product, not given to product.copy",
		}},
		"a page hides the program": {keys{"browse.mark": {"q"}}, []string{
			"q is taken by browse.mark, and no longer does app.quit on browse",
		}},
		"the program does not get what pages have": {keys{"app.back": {"x"}}, []string{
			"x is taken by browse.explain on browse, not given to app.back",
			"x is taken by diff.swap on diff, not given to app.back",
			"x is taken by problems.errors-only on problems, not given to app.back",
			"x is taken by sources.cancel on sources, not given to app.back",
		}},
		"both are given the key": {keys{"list.down": {"b"}, "browse.bookmark": {"b"}, "product.bookmark": {}}, []string{
			"b is taken by list.down on browse, not given to browse.bookmark",
		}},
		"trees stand before lists": {keys{"list.half-up": {"="}}, []string{
			"= is taken by tree.unfold-all on product, on lineage and on preview, not given to list.half-up",
		}},
		"a page's key, moved with what it would hide": {keys{"list.down": {"F"}, "browse.facets": {"f9"}}, nil},
		"what was hidden before is not hidden by it": {keys{"lineage.centre": {"h"}, "lineage.upstream": {"left"}}, []string{
			"h is taken by tree.fold on lineage, not given to lineage.centre",
		}},
		"during a walkthrough": {keys{"guide.next": {"q"}, "browse.mark": {"A"}}, []string{
			"A is taken by browse.mark, and no longer does guide.answer on browse",
			"q is taken by guide.next, and no longer does app.quit during a walkthrough",
		}},
		"menus": {keys{"list.top": {"right"}, "browse.open": {}, "fields.open": {}, "sources.products": {}, "problems.edit": {}, "diff.source": {}}, []string{
			"right is taken by browse.pick-facet on browse, not given to list.top",
			"right is taken by tree.unfold on product, on lineage and on preview, not given to list.top",
			"right is taken by wide.right on product, not given to list.top",
			"right is taken by help.open on help, not given to list.top",
			"right is taken by dialog.choose in menus, not given to list.top",
		}},
		"questions": {keys{"app.redraw": {"Q", "n"}, "guide.leave": {}, "browse.next": {}, "product.next-hit": {}, "diff.next-finding": {}, "problems.next-file": {}, "preview.next-finding": {}, "help.next": {}}, []string{
			"n is taken by app.redraw, and no longer does dialog.no",
			"Q is taken by app.redraw, and no longer edits what is typed",
			"n is taken by app.redraw, and no longer edits what is typed",
		}},
		"letters of what is typed": {keys{"app.escape": {"esc", "!"}, "input.down": {"ctrl+w", "down"}}, []string{
			"! is taken by app.escape, and no longer does guide.run",
			"! is taken by app.escape, and no longer edits what is typed",
			"ctrl+w is taken by input.down, and no longer edits what is typed",
		}},
		"a page's letters are typed in its input": {keys{"browse.mark": {"z"}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			_, slips := app.BindKeys(pageActions(), pageStacks(), c.keys)
			for _, s := range slips {
				got = append(got, s.Text)
				if _, given := c.keys[s.ID]; !given {
					t.Errorf("%q stands at %s, of which no keys are given", s.Text, s.ID)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("slips:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}

// Whatever keys are set: in every place a key does what was asked for, or a slip says
// that it does not; and whatever a slip says is so somewhere.
func TestBindKeys_nothingIsLostUnsaid(t *testing.T) {
	t.Parallel()
	actions, rng := all(), rand.New(rand.NewPCG(3, 5))
	for range 200 {
		if checkRemap(t, actions, randomKeys(rng, actions)); t.Failed() {
			return
		}
	}
}

// randomKeys are a few other keys for a few actions, mostly such as others have.
func randomKeys(rng *rand.Rand, actions []action.Action) map[action.ID][]string {
	keys := map[action.ID][]string{}
	for range 1 + rng.IntN(4) {
		a := actions[rng.IntN(len(actions))]
		keys[a.ID] = []string{}
		for range rng.IntN(3) {
			others := append(slices.Clone(actions[rng.IntN(len(actions))].Keys), "Z", "f9")
			keys[a.ID] = append(keys[a.ID], others[rng.IntN(len(others))])
		}
	}
	return keys
}

// heldAt are the contexts of every place in which keys are pressed.
func heldAt() [][]action.Context {
	out := [][]action.Context{{action.Always, "dialog", action.List}, {action.Always, "confirm"}}
	for _, s := range pageStacks() {
		out = append(out, slices.Concat([]action.Context{action.Always}, s.Contexts, []action.Context{"guide", action.Global}))
	}
	return out
}

// rivals are a key, the action that has it, and the one that does not get it.
type rivals struct {
	key        string
	have, want action.ID
}

var takenBy = regexp.MustCompile(`^(.+?) is taken by ([^ ,]+).*(?:no longer does|not given to) ([^ ]+)`)

func checkRemap(t *testing.T, actions []action.Action, keys map[action.ID][]string) {
	t.Helper()
	defaults, _ := action.New(actions)
	bound, slips := app.BindKeys(pageActions(), pageStacks(), keys)
	seen := map[rivals]bool{} // of what the slips say
	for _, s := range slips {
		if m := takenBy.FindStringSubmatch(s.Text); m != nil {
			if m[1] == "space" {
				m[1] = " "
			}
			seen[rivals{m[1], action.ID(m[2]), action.ID(m[3])}] = false
		}
	}
	for _, place := range heldAt() {
		for _, a := range actions {
			for _, key := range wanted(keys, a) {
				contexts := place
				if place[1] == action.Input && input.Edits(key) {
					contexts = place[:2]
				}
				if !slices.Contains(contexts, a.Context) {
					continue
				}
				before, _ := defaults.Lookup(key, contexts...)
				after, _ := bound.Lookup(key, contexts...)
				if own, _ := bound.Lookup(key, a.Context); own != a.ID { // lost in its own context
					after = own
				}
				pair := rivals{key, after, a.ID}
				_, isSaid := seen[pair]
				isSet := slices.Contains(keys[a.ID], key)
				switch {
				case after == a.ID:
				case isSaid:
					seen[pair] = true
				case isSet && before == after && slices.Contains(a.Keys, key): // as by default
				case isSet || before == a.ID:
					t.Errorf("%v: %q does %s and not %s in %v, unsaid", keys, key, after, a.ID, contexts)
				}
			}
		}
	}
	for pair, isSo := range seen {
		if !isSo {
			t.Errorf("%v: nowhere is it so that %v", keys, pair)
		}
	}
}

// wanted are the keys that an action asks for.
func wanted(keys map[action.ID][]string, a action.Action) []string {
	if own, given := keys[a.ID]; given {
		return own
	}
	return a.Keys
}
