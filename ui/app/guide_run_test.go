package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/page"
)

// commandLine is a command line with commands that read, and others,
// which do not.
type commandLine struct{}

func (commandLine) Commands() []page.Command {
	return []page.Command{{Name: "audit", Argument: "[REF]", Help: "judge the history"}, {Name: "lint", Argument: "[PATH]"}, {Name: "impact", Argument: "A B"}}
}

func (commandLine) Words(line string) ([]string, error) {
	words := strings.Fields(line)
	if !slices.Contains([]string{"audit", "lint", "impact"}, words[0]) {
		return nil, errors.New("meshdex " + words[0] + " is left to a shell")
	}
	return words, nil
}

// at starts a shipped walkthrough at one of its steps.
func at(step string) map[string]walkthrough.Progress {
	return map[string]walkthrough.Progress{"change-a-contract": {Step: step}}
}

func TestGuide_runsACommandWhenAskedTo(t *testing.T) {
	t.Parallel()
	g := &guides{kept: at("audit")}
	d := guided(t, g, "change-a-contract", 80, 24)
	d.Shows("To do", "! runs it").Golden("guide-command")
	d.Press("!").Shows("meshdex audit returns", "Run it here", "Copy it").Golden("guide-run")
	d.Press("esc").Lacks("Run it here")
	if got := g.kept["change-a-contract"].Done; len(got) > 0 {
		t.Fatalf("nothing was run, and done are %q", got)
	}
	d.Press("!", "r").Advance(time.Second).Shows("printed by audit returns", "Done", ") goes on")
	if got := g.kept["change-a-contract"].Done; len(got) != 1 || got[0] != "audit" {
		t.Errorf("done are %q", got)
	}
	d.Press("!").Footer("this step waits for no command")
}

func TestGuide_aCommandTypedAsALineCounts(t *testing.T) {
	t.Parallel()
	d := guided(t, &guides{kept: at("audit")}, "change-a-contract", 80, 24)
	d.Press(":").Type("audit").Shows("judge the history").Type(" returns").Press("enter").Advance(time.Second).Shows("Done")
}

func TestLine_outputsDoNotPileUp(t *testing.T) {
	t.Parallel()
	d := guided(t, &guides{}, "", 80, 24)
	for range 3 {
		d.Press(":").Type("audit returns").Press("enter").Advance(time.Second).Shows("printed by audit returns")
	}
	d.Press("esc").Advance(time.Second).Header("Products").Press("esc").Footer("press q to quit")
}

func TestGuide_aCommandThatFailedDoesNotCount(t *testing.T) {
	t.Parallel()
	d := guided(t, &guides{kept: at("audit")}, "change-a-contract", 80, 24)
	d.Press(":").Type("audit returns --fail").Press("enter").Advance(time.Second).Shows("it failed", "To do")
}

func TestGuide_whatChangesThingsIsOnlyCopied(t *testing.T) {
	t.Parallel()
	w := &walkthrough.Walkthrough{ID: "one-step", Title: "W", Steps: []walkthrough.Step{{
		ID: "one", Title: "One", Checks: []walkthrough.Check{{Kind: walkthrough.CheckRan, Words: []string{"sync", "/etc"}}},
	}}}
	g := &guides{more: map[string]*walkthrough.Walkthrough{"one-step": w}}
	d := guided(t, g, "one-step", 80, 24)
	d.Shows("In a shell, run meshdex sync /etc").Press("!", "r").Footer("meshdex sync is left to a shell")
	d.Press("c").Footer("copied the command")
	d.Press(":").Type("sync /etc").Press("enter").Footer("there is no command sync /etc")
}

func TestGuide_withoutACommandLineItIsCopied(t *testing.T) {
	t.Parallel()
	g := &guides{kept: at("audit"), noCommands: true}
	d := guided(t, g, "change-a-contract", 80, 24)
	d.Shows("In a shell, run meshdex audit returns").Press("!", "r").Footer("there is no command line here")
}
