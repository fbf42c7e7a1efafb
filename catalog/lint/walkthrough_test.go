package lint_test

import (
	"slices"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/lint"
	"meshdex/catalog/walkthrough"
)

// guide is a walkthrough of one step, with further lines in its front matter and in
// its step block.
func guide(front, step string) string {
	return "---\nwalkthrough: 1\nid: g\ntitle: G\n" + front + "---\n\n## One\n\n```step\nid: one\n" + step + "```\n"
}

// emptyMesh is a world with nothing in it.
func emptyMesh() *walkthrough.World {
	return &walkthrough.World{Snapshot: catalog.Assemble(nil, catalog.Stamp{})}
}

func TestWalkthrough_everyRuleFindsItsFailingFile(t *testing.T) {
	t.Parallel()
	failing := map[string]string{
		walkthrough.RuleFormat: "# no front matter\n",
		walkthrough.RuleKey:    guide("colour: red\n", ""),
		walkthrough.RuleStep:   guide("", "") + "\n## One\n\n```step\nid: one\n```\n",
		walkthrough.RuleNeeds:  guide("needs: [nobody]\n", ""),
		walkthrough.RulePlace:  guide("", "place: product nobody\n"),
		walkthrough.RuleCheck:  guide("", "check: found nobody\n"),
	}
	for _, r := range walkthrough.Rules() {
		got := rulesOf(lint.Walkthrough("g.walkthrough.md", []byte(failing[r.ID]), emptyMesh(), lint.Config{}))
		if !slices.Equal(got, []string{r.ID}) {
			t.Errorf("%s: found %v", r.ID, got)
		}
	}
	if got := lint.Walkthrough("g.walkthrough.md", []byte(guide("", "")), emptyMesh(), lint.Config{}); len(got) != 0 {
		t.Errorf("the sound one breaks %v", got)
	}
}

func TestWalkthrough_withoutAWorldOnlyTheFileIsJudged(t *testing.T) {
	t.Parallel()
	raw := []byte(guide("colour: red\n", "place: product nobody\n"))
	if got := rulesOf(lint.Walkthrough("g.walkthrough.md", raw, nil, lint.Config{})); !slices.Equal(got, []string{walkthrough.RuleKey}) {
		t.Errorf("found %v", got)
	}
}

func TestWalkthrough_isConfiguredAndSuppressedLikeContracts(t *testing.T) {
	t.Parallel()
	raw := guide("", "place: product nobody\n")
	off := lint.Config{Levels: map[string]lint.Level{walkthrough.RulePlace: lint.Off}}
	if got := lint.Walkthrough("g.walkthrough.md", []byte(raw), emptyMesh(), off); len(got) != 0 {
		t.Errorf("found %v, which is off", got)
	}
	accepted := strings.Replace(raw, "place:", "# meshdex:ignore walkthrough-place it comes next week\nplace:", 1)
	if got := lint.Walkthrough("g.walkthrough.md", []byte(accepted), emptyMesh(), lint.Config{}); len(got) != 0 {
		t.Errorf("found %v, which is accepted", got)
	}
}

func TestWalkthrough_findsCredentials(t *testing.T) {
	t.Parallel()
	raw := strings.Replace(guide("", ""), "## One\n", "## One\n\nConnect with postgres://reader:hunter2secret@db.example/x\n", 1)
	if got := rulesOf(lint.Walkthrough("g.walkthrough.md", []byte(raw), nil, lint.Config{})); len(got) != 1 {
		t.Errorf("found %v", got)
	}
}
