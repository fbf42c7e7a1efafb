package action_test

import (
	"slices"
	"testing"

	"meshdex/ui/action"
)

func three() []action.Action {
	return []action.Action{
		{ID: "list.down", Context: action.List, Keys: []string{"j", "down"}},
		{ID: "list.sort", Context: action.List, Keys: []string{"s"}},
		{ID: "app.quit", Context: action.Global, Keys: []string{"q"}},
	}
}

func keysOf(t *testing.T, r *action.Registry, id action.ID) []string {
	t.Helper()
	a, ok := r.Get(id)
	if !ok {
		t.Fatalf("there is no action %s", id)
	}
	return a.Keys
}

func TestNew_theFirstKeepsTheKey(t *testing.T) {
	t.Parallel()
	r, conflicts := action.New(append(three(), action.Action{ID: "list.mark", Context: action.List, Keys: []string{"s", "m"}}))
	want := []action.Conflict{{Context: action.List, Key: "s", Have: "list.sort", Want: "list.mark"}}
	if !slices.Equal(conflicts, want) {
		t.Errorf("conflicts %+v, want %+v", conflicts, want)
	}
	if got := keysOf(t, r, "list.mark"); !slices.Equal(got, []string{"m"}) {
		t.Errorf("list.mark says that its keys are %q", got)
	}
}

func TestRemap_theKeysOfThePersonComeFirst(t *testing.T) {
	t.Parallel()
	given := three()
	r, _ := action.New(given)
	own, conflicts, unknown := r.Remap(map[action.ID][]string{"app.quit": {"ctrl+q"}, "list.sort": {"j"}, "no.such": {"x"}})
	if want := []action.Conflict{{Context: action.List, Key: "j", Have: "list.sort", Want: "list.down"}}; !slices.Equal(conflicts, want) {
		t.Errorf("conflicts %+v, want %+v", conflicts, want)
	}
	if !slices.Equal(unknown, []action.ID{"no.such"}) {
		t.Errorf("unknown are %q", unknown)
	}
	for key, want := range map[string]action.ID{"j": "list.sort", "down": "list.down", "ctrl+q": "app.quit"} {
		if id, _ := own.Lookup(key, action.List, action.Global); id != want {
			t.Errorf("%s does %q, want %q", key, id, want)
		}
	}
	if _, bound := own.Lookup("s", action.List, action.Global); bound {
		t.Error("s is bound still")
	}
	if got := keysOf(t, own, "list.down"); !slices.Equal(got, []string{"down"}) {
		t.Errorf("list.down says that its keys are %q", got)
	}
	if got := keysOf(t, r, "list.down"); !slices.Equal(got, []string{"j", "down"}) {
		t.Errorf("remapping has changed the registry: %q", got)
	}
	if id, _ := r.Lookup("j", action.List); id != "list.down" || given[0].Keys[0] != "j" {
		t.Errorf("remapping has changed what was given: %+v", given)
	}
}

func TestRemap_anEmptyListUnbinds(t *testing.T) {
	t.Parallel()
	r, _ := action.New(three())
	own, conflicts, _ := r.Remap(map[action.ID][]string{"list.down": {}})
	if _, bound := own.Lookup("j", action.List); bound || len(conflicts) > 0 {
		t.Errorf("j is bound: %v; conflicts %v", bound, conflicts)
	}
}

func TestRemap_aKeyThatIsGivenTwiceIsNoConflict(t *testing.T) {
	t.Parallel()
	r, _ := action.New(three())
	own, conflicts, _ := r.Remap(map[action.ID][]string{"list.down": {"j", "j"}})
	if got := keysOf(t, own, "list.down"); !slices.Equal(got, []string{"j"}) || len(conflicts) > 0 {
		t.Errorf("keys %q, conflicts %+v", got, conflicts)
	}
}
