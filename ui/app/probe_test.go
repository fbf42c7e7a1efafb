package app_test

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/app"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/theme"
	"meshdex/ui/uitest"
)

// probe is a page that asks for what the test wants and keeps what comes.
type probe struct {
	page.Base
	name     string
	answer   func(action.ID) (page.Intent, tea.Cmd)
	received []tea.Msg
}

func (p *probe) Title() string                          { return p.name }
func (p *probe) Target() page.Target                    { return page.Target{Page: p.name} }
func (p *probe) Contexts() []action.Context             { return []action.Context{"probe"} }
func (p *probe) Resize(int, int)                        {}
func (p *probe) Draw(c canvas.Canvas)                   { c.Put(1, 1, "probe "+p.name, theme.Text.Plain()) }
func (p *probe) Tell(t *page.Telling)                   { t.Title(p.name) }
func (p *probe) Do(id action.ID) (page.Intent, tea.Cmd) { return p.answer(id) }
func (p *probe) Receive(m tea.Msg) (page.Intent, tea.Cmd) {
	p.received = append(p.received, m)
	return page.Intent{}, nil
}

// probeActions are bound to one letter each.
func probeActions() []action.Action {
	return []action.Action{
		{ID: "probe.ask", Title: "Ask", Context: "probe", Keys: []string{"a"}},
		{ID: "probe.wait", Title: "Wait", Context: "probe", Keys: []string{"w"}},
	}
}

// startProbe starts the program on a probe; every page that is opened is one.
func startProbe(t *testing.T, answer func(action.ID) (page.Intent, tea.Cmd)) (*uitest.Driver, *[]*probe) {
	t.Helper()
	cfg, pages := probeConfig(t, func(p *probe) page.Page { return p }, answer)
	d, _ := start(t, cfg, 80, 24)
	return d, pages
}

// probeConfig is the program on probes, each made a page of.
func probeConfig(t *testing.T, made func(*probe) page.Page, answer func(action.ID) (page.Intent, tea.Cmd)) (app.Config, *[]*probe) {
	t.Helper()
	cfg := newWorld(t).config()
	cfg.Actions = probeActions()
	pages := &[]*probe{}
	cfg.Open = func(_ *page.Env, _ *catalog.Snapshot, target page.Target) (page.Page, tea.Cmd, error) {
		p := &probe{name: target.Page, answer: answer}
		*pages = append(*pages, p)
		return made(p), nil, nil
	}
	return cfg, pages
}

// asking answers every action with one intent.
func asking(i page.Intent) func(action.ID) (page.Intent, tea.Cmd) {
	return func(action.ID) (page.Intent, tea.Cmd) { return i, nil }
}

const late = 3 * time.Second
