package app_test

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/sample"
	"meshdex/ui/action"
	"meshdex/ui/guide"
	"meshdex/ui/page"
	"meshdex/ui/page/output"
	"meshdex/ui/page/walkthroughs"
	"meshdex/ui/uitest"
)

// guides are the walkthroughs of the sample, and what was kept of them.
type guides struct {
	kept  map[string]walkthrough.Progress
	moved map[string]string
	more  map[string]*walkthrough.Walkthrough // beside those of the sample
	fails error

	noCommands bool
	keys       map[action.ID][]string
}

func (g *guides) Names() []string { return []string{"find-your-way", "what-is-a-data-product"} }

func (g *guides) Open(_ context.Context, _ *catalog.Snapshot, name string) (guide.Guide, error) {
	if name == "long" {
		return guide.Guide{Walkthrough: longOne()}, nil
	}
	if w := g.more[name]; w != nil {
		return guide.Guide{Walkthrough: w}, nil
	}
	path := name + walkthrough.Suffix
	data, err := fs.ReadFile(sample.Walkthroughs(), path)
	if err != nil {
		return guide.Guide{}, errors.New("there is no walkthrough " + name)
	}
	w, _ := walkthrough.Parse(path, data)
	return guide.Guide{Walkthrough: w, Progress: g.kept[name], Moved: g.moved}, nil
}

func (g *guides) Keep(id string, p walkthrough.Progress) error {
	if g.fails != nil {
		return g.fails
	}
	g.kept[id] = p
	return nil
}

func (g *guides) list(context.Context, *catalog.Snapshot) ([]walkthroughs.Row, error) {
	return []walkthroughs.Row{{ID: "find-your-way", Title: "Find your way", Steps: 12, Done: len(g.kept["find-your-way"].Done)}}, nil
}

// runs prints what it was given to run.
func runs(_ context.Context, words []string, _ int) (string, error) {
	line := strings.Join(words, " ")
	if slices.Contains(words, "--fail") {
		return "", errors.New("it failed")
	}
	return "printed by " + line, nil
}

// longOne has a text that fills no panel, hostile letters, and no place.
func longOne() *walkthrough.Walkthrough {
	text := "# 数据\x1b[2J \u202e\n\n"
	for range 40 {
		text += "* A line that is long enough to be wrapped in every panel there is, with `code` and **more**.\n"
	}
	return &walkthrough.Walkthrough{ID: "long", Title: "Long", Steps: []walkthrough.Step{{
		ID: "only", Title: "数据\x1b]52;c;eA==\x07", Text: text, Question: "Who\x1b[2J?", Hint: text,
		Checks: []walkthrough.Check{{Kind: walkthrough.CheckAnswer}, {Kind: walkthrough.CheckRan, Words: []string{"audit"}}},
	}}}
}

// guided starts the program with walkthroughs, and one of them by its name.
func guided(t testing.TB, g *guides, name string, width, height int) *uitest.Driver {
	t.Helper()
	if g.kept == nil {
		g.kept = map[string]walkthrough.Progress{}
	}
	w := newWorld(t)
	cfg := w.config()
	cfg.Guides, cfg.Keys = g, g.keys
	cfg.Actions = slices.Concat(cfg.Actions, walkthroughs.Actions(), output.Actions())
	if !g.noCommands {
		cfg.Commands = commandLine{}
	}
	cfg.Open = func(env *page.Env, snap *catalog.Snapshot, t page.Target) (page.Page, tea.Cmd, error) {
		switch t.Page {
		case walkthroughs.Name:
			p, cmd := walkthroughs.New(env, walkthroughs.Deps{List: g.list}, snap)
			return p, cmd, nil
		case output.Name:
			p, cmd := output.New(env, output.Deps{Run: runs}, strings.Fields(t.Query))
			return p, cmd, nil
		}
		return w.open(env, snap, t)
	}
	d, _ := start(t, cfg, width, height)
	if name != "" {
		d.Press(":").Type("walkthrough " + name).Press("enter")
	}
	return d.Advance(time.Second)
}
