package sync

import (
	"testing"

	"meshdex/store/source"
)

// A repository that was synced by a program which did not read walkthroughs yet has
// them although none of its commits is new.
func TestBoundCursor_holdsForWhatWasRead(t *testing.T) {
	t.Parallel()
	cfg := source.Config{Name: "core", Kind: "git", Location: "https://git.example/core.git"}
	of := func(cfg source.Config, endings ...string) string { return boundCursor(cfg, endings, "tip refs") }
	now := of(cfg, source.Endings()...)
	renamed, narrowed := cfg, cfg
	renamed.Name, narrowed.Include = "kernel", []string{"*.odcs.yaml"}
	if of(renamed, source.Endings()...) != now {
		t.Error("a source that was renamed is read anew")
	}
	for what, other := range map[string]string{
		"other patterns":   of(narrowed, source.Endings()...),
		"fewer file kinds": of(cfg, ".yaml", ".yml", ".json"),
	} {
		if other == now {
			t.Errorf("with %s the cursor still holds", what)
		}
	}
}
