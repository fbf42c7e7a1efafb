package app_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/page/sources"
	"meshdex/ui/uitest"
)

// newSources takes every place below contracts, and knows a few paths.
type newSources struct{ added, synced []string }

func (s *newSources) Complete(typed string) []string {
	var out []string
	for _, p := range []string{"conf/", "contracts/", "contracts/sales/", "contracts/sales/eu/", "contracts/stock/"} {
		if rest, ok := strings.CutPrefix(p, typed); ok && strings.Count(strings.TrimSuffix(rest, "/"), "/") == 0 && rest != "" {
			out = append(out, p)
		}
	}
	return out
}

func (s *newSources) Add(place string) (string, error) {
	if !strings.HasPrefix(place, "contracts") {
		return "", errors.New("there is no folder or file " + place)
	}
	s.added = append(s.added, place)
	return "core", nil
}

func (s *newSources) Edited(context.Context, string) (bool, error) { return false, nil }

func (s *newSources) sync(_ context.Context, name string, _ func(sources.Progress)) error {
	s.synced = append(s.synced, name)
	return nil
}

func (s *newSources) states(context.Context) ([]sources.State, error) {
	return []sources.State{{Name: "core", Kind: "dir", Location: "contracts"}}, nil
}

// adding starts the program with sources that can be added to.
func adding(t *testing.T, s *newSources) *uitest.Driver {
	t.Helper()
	w := newWorld(t)
	cfg := w.config()
	if s != nil {
		cfg.Sources = s
	}
	cfg.Open = func(env *page.Env, snap *catalog.Snapshot, t page.Target) (page.Page, tea.Cmd, error) {
		if t.Page != sources.Name {
			return w.open(env, snap, t)
		}
		p, cmd := sources.New(env, sources.Deps{States: s.states, Sync: s.sync}, snap, t)
		return p, cmd, nil
	}
	d, _ := start(t, cfg, 80, 24)
	return d
}

func TestAdd_completesAPathAndBringsTheSourceIn(t *testing.T) {
	t.Parallel()
	s := &newSources{}
	d := adding(t, s)
	d.Press(":").Type("add").Press("enter").Shows("Where are your contracts?", "conf/", "contracts/").Golden("add")
	d.Type("con").Press("tab").Shows("> con", "conf/", "contracts/") // either is meant
	d.Type("t").Press("tab").Shows("> contracts/", "contracts/sales/", "contracts/stock/").Lacks("conf/")
	d.Type("sa").Press("tab", "tab").Shows("> contracts/sales/eu/")
	d.Press("enter").Advance(time.Second).Header("Sources").Lacks("Where are your contracts?")
	if !slices.Equal(s.added, []string{"contracts/sales/eu/"}) || !slices.Equal(s.synced, []string{"core"}) {
		t.Errorf("added %q and synced %q", s.added, s.synced)
	}
}

func TestAdd_theRowUnderTheCursorIsMeantOnceItWasMoved(t *testing.T) {
	t.Parallel()
	d := adding(t, &newSources{})
	d.Press(":").Type("add").Press("enter", "down", "tab").Shows("> contracts/", "contracts/sales/")
}

func TestAdd_aMistypedPlaceCanBeCorrected(t *testing.T) {
	t.Parallel()
	s := &newSources{}
	d := adding(t, s)
	d.Press(":").Type("add").Press("enter", "enter").Footer("type a path or an address first")
	d.Type("nowhere").Press("enter").Footer("there is no folder or file nowhere").Shows("> nowhere")
	d.Press("ctrl+u").Type("contracts").Press("enter").Advance(time.Second).Header("Sources")
	if !slices.Equal(s.added, []string{"contracts"}) {
		t.Errorf("added %q", s.added)
	}
}

func TestAdd_pagesOfSourcesDoNotPileUp(t *testing.T) {
	t.Parallel()
	d := adding(t, &newSources{})
	for range 3 {
		d.Press(":").Type("add contracts").Press("enter").Advance(time.Minute)
	}
	d.Press("esc").Advance(time.Minute).Header("Products").Press("esc").Footer("press q to quit")
}

func TestAdd_byItsKeyOnThePageOfSources(t *testing.T) {
	t.Parallel()
	adding(t, &newSources{}).Press(":").Type("sources").Press("enter", "a").Shows("Where are your contracts?").Press("esc").Lacks("Where are")
}

func TestAdd_whereNothingIsKept(t *testing.T) {
	t.Parallel()
	adding(t, nil).Press(":").Type("add contracts").Press("enter").Footer("no source can be added")
}
