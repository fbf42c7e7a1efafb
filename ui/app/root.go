package app

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	guides "meshdex/ui/guide"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/term"
	"meshdex/ui/theme"
	"meshdex/ui/widget/toast"
)

// Root is the program's model. All its methods run on the UI goroutine.
type Root struct {
	cfg       Config
	env       *page.Env
	clock     Clock
	sheet     *theme.Sheet
	themeName string // as chosen; the sheet may be another one, for want of colours
	hints     map[action.Context][]action.Action
	hintRoom  []hint // of the last frame, kept for its room
	snap      *catalog.Snapshot
	ctx       context.Context // of the commands; ends when the program does

	nav     stack
	dialogs []dialog // the last one is open and takes the input
	guide   *guide   // nil while no walkthrough is on
	diary   guides.Diary
	toasts  toast.Queue

	screen  screen
	mouseOn bool
	clicked click
	trail   trail
}

// screen is the terminal as it is known, and the frame drawn for it.
type screen struct {
	w, h  int // 0 until the terminal has told
	grid  canvas.Canvas
	frame string // the last frame; "" when something has changed since
}

// click is the last press of the left button, to tell a double click.
type click struct {
	event mouse.Event
	at    time.Time
}

// New makes the program. It reports the keys that two actions ask for, and the
// actions that the person's keys name but that do not exist, as messages on the
// screen: a slip in a configuration stops nobody.
func New(cfg Config) *Root {
	r := &Root{cfg: cfg, clock: cfg.Clock, snap: cfg.Snapshot, ctx: context.Background(), mouseOn: cfg.Look.Mouse == MouseOn}
	if r.clock == nil {
		r.clock = realClock{}
	}
	if r.cfg.Desktop == nil {
		r.cfg.Desktop = noDesktop{}
	}
	icons, ok := theme.IconSet(cfg.Look.Icons)
	if !ok {
		icons, _ = theme.IconSet("")
	}
	r.env = &page.Env{Icons: icons, Now: r.clock.Now, Motion: cfg.Look.Motion, Messages: r.messages}
	r.bindKeys()
	r.chooseTheme(cfg.Session.Theme)
	return r
}

// Init shows the pages of the session, or the first page.
func (r *Root) Init() tea.Cmd {
	cmds := []tea.Cmd{r.awaitChange()}
	for _, t := range r.cfg.Session.Stack {
		if r.isGone(t) {
			cmds = append(cmds, r.say(toast.Info, t.Product+" is no longer in the catalog"))
			continue
		}
		cmds = append(cmds, r.open(t))
	}
	if r.nav.depth() == 0 {
		cmds = append(cmds, r.open(page.Target{Page: "browse"}))
	}
	if r.nav.depth() == 0 {
		r.nav.push(&lost{})
	}
	return tea.Batch(append(cmds, r.perform(r.cfg.Welcome))...)
}

// isGone reports whether the catalog has lost what a target of the last time shows.
func (r *Root) isGone(t page.Target) bool {
	_, product := r.snap.FindProduct(t.Product)
	_, contract := r.snap.FindContract(t.Contract)
	return t.Page != "browse" && t.Product != "" && !product && !contract
}

// Update routes a message to what handles it.
func (r *Root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	r.screen.frame = ""
	cmd := r.route(msg)
	r.record()
	return r, tea.Batch(cmd, r.watch())
}

func (r *Root) route(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		return r.resize(m.Width, m.Height)
	case tea.KeyMsg:
		return r.keys(m)
	case tea.MouseMsg:
		return r.pointer(m)
	case wheelMsg:
		return r.wheel(m)
	case addressed:
		return r.deliver(m)
	case snapshotMsg:
		return r.refresh(m)
	case foldersMsg:
		r.receiveFolders(m)
	case addedMsg:
		return r.receiveAdded(m)
	case placesMsg:
		return r.receivePlaces(m)
	case toastOverMsg:
		r.toasts.Expire(m.id)
	case doneMsg:
		return r.say(m.level, m.text)
	case editedMsg:
		return r.afterEditor(m)
	case openedGuideMsg:
		return r.receiveGuide(m)
	case hintMsg:
		r.receiveHint(m)
	case keptMsg:
		return r.receiveKept(m)
	case groundMsg:
		return r.learnGround(m)
	}
	return nil
}

// View returns the frame: exactly as many lines as the terminal has, each exactly
// as wide. It is drawn once for every change and remembered until the next.
func (r *Root) View() string {
	if r.screen.frame == "" {
		r.screen.frame = r.draw()
	}
	return r.screen.frame
}

// Session is what to remember of where the person is now.
func (r *Root) Session() Session {
	s := Session{Theme: r.cfg.Session.Theme}
	for _, e := range r.nav.back {
		if t := e.page.Target(); t.Page != "" {
			s.Stack = append(s.Stack, t)
		}
	}
	return s
}

// resize lays the screen out anew. Pages keep their place by id; a terminal too
// small to draw them in does not change it.
func (r *Root) resize(w, h int) tea.Cmd {
	r.screen.w, r.screen.h = max(w, 0), max(h, 0)
	r.screen.grid = canvas.New(r.screen.w, r.screen.h)
	if r.screen.tooSmall() {
		return nil
	}
	r.relayout()
	for _, d := range r.dialogs {
		d.resize(r.screen.w, r.screen.h)
	}
	return nil
}

// bindKeys builds the registry from the actions and the person's keys, and tells
// what is wrong with these.
func (r *Root) bindKeys() {
	for _, s := range r.cfg.Slips {
		r.toasts.Push(toast.Warn, s, r.clock.Now())
	}
	reg, slips := BindKeys(r.cfg.Actions, r.cfg.Stacks, r.cfg.Keys)
	for _, s := range slips {
		words := "keys: " + s.Text
		if place := r.cfg.Places[s.ID]; place != "" {
			words = place + ": " + words
		}
		r.toasts.Push(toast.Warn, words, r.clock.Now())
	}
	if n := len(slips) + len(r.cfg.Slips); n > 1 { // only the last one is seen
		r.toasts.Push(toast.Warn, fmt.Sprintf("%d things are wrong in the configuration; :messages lists them", n), r.clock.Now())
	}
	r.env.Actions = reg
	r.hints = map[action.Context][]action.Action{}
	for _, a := range reg.All() {
		if a.Hint != "" && len(a.Keys) > 0 {
			r.hints[a.Context] = append(r.hints[a.Context], a)
		}
	}
}

// chooseTheme makes the named theme the one to draw in, the configured one for "",
// and reports whether there is such a theme.
func (r *Root) chooseTheme(name string) bool {
	look := r.cfg.Look
	if name == "" {
		name = look.Theme
	}
	if own, ok := look.Themes[name]; ok {
		r.sheet, r.themeName = theme.Fit(own, look.Profile).Compile(look.Profile), name
		return true
	}
	sheet, ok := theme.Select(name, look.Profile, look.Ground != term.Light)
	if ok {
		r.sheet, r.themeName = sheet, name
	} else if r.sheet == nil {
		r.toasts.Push(toast.Warn, "there is no theme "+name, r.clock.Now())
		r.sheet, _ = theme.Select("auto", look.Profile, look.Ground != term.Light)
	}
	return ok
}
