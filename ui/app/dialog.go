package app

import (
	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/overlay"
)

// dialog is what lies over the page and takes the input while it is open.
type dialog interface {
	key(tea.KeyMsg) tea.Cmd
	mouse(mouse.Event) tea.Cmd
	resize(w, h int)
	draw(canvas.Canvas)
	// contexts are those of the keys that it takes, for the footer.
	contexts() []action.Context
	// offers reports whether an action of these contexts does anything now, and do
	// performs it.
	offers(action.ID) bool
	do(action.ID) tea.Cmd
}

// openDialog is the dialog that takes the input, nil when there is none.
func (r *Root) openDialog() dialog {
	if len(r.dialogs) == 0 {
		return nil
	}
	return r.dialogs[len(r.dialogs)-1]
}

// push opens a dialog over what is there.
func (r *Root) push(d dialog) {
	d.resize(r.screen.w, r.screen.h)
	r.dialogs = append(r.dialogs, d)
}

// closeDialog closes the one that is open.
func (r *Root) closeDialog() { r.dialogs = r.dialogs[:len(r.dialogs)-1] }

// dialogKey handles a key while a dialog is open: esc and the like first.
func (r *Root) dialogKey(k tea.KeyMsg) tea.Cmd {
	if id, ok := r.lookup(k, action.Always); ok {
		return r.do(id)
	}
	return r.openDialog().key(k)
}

// dialogRoom is where dialogs may be: anywhere but on the footer, which names their
// keys and says what is wrong with a choice.
func (r *Root) dialogRoom() overlay.Rect {
	return overlay.Rect{W: r.screen.w, H: max(r.screen.h-1, 0)}
}

// pick is a dialog of rows to choose from.
type pick struct {
	root   *Root
	picker *overlay.Picker
	// typed gives the rows for what was typed, and a command that may bring more.
	typed  func(query string) ([]overlay.Item, tea.Cmd)
	choose func(overlay.Item) tea.Cmd
	// complete is what tab does with the row under the cursor; nil for nothing.
	complete func(overlay.Item)
	// enter takes the typed line instead of the row under the cursor when it can;
	// nil for never.
	enter func(line string) (tea.Cmd, bool)
	// again is the action that opened it, which closes it as well; "" for none.
	again action.ID
	// area is the part of the screen that it keeps to; nil for all but the footer.
	area func() overlay.Rect
}

var _ dialog = (*pick)(nil)

// sifting narrows fixed rows by what is typed.
func sifting(items []overlay.Item) func(string) ([]overlay.Item, tea.Cmd) {
	return func(query string) ([]overlay.Item, tea.Cmd) { return overlay.Sift(items, query), nil }
}

// openPick opens a dialog of rows.
func (r *Root) openPick(o overlay.Options, p pick) (*pick, tea.Cmd) {
	p.root, p.picker = r, overlay.NewPicker(o)
	cmd := p.refresh()
	r.push(&p)
	return &p, cmd
}

func (p *pick) refresh() tea.Cmd {
	items, cmd := p.typed(p.picker.Query())
	p.picker.SetItems(items)
	p.resize(p.root.screen.w, p.root.screen.h)
	return cmd
}

func (p *pick) resize(int, int) {
	at := p.place()
	p.picker.Resize(at.W, at.H)
}

func (p *pick) draw(c canvas.Canvas) {
	at := p.place()
	p.picker.Draw(c.Region(at.X, at.Y, at.W, at.H), p.root.env.Icons)
}

// place is where the dialog may be.
func (p *pick) place() overlay.Rect {
	if p.area != nil {
		return p.area()
	}
	return p.root.dialogRoom()
}

func (p *pick) contexts() []action.Context {
	if p.picker.Typing() {
		return []action.Context{action.Input}
	}
	return []action.Context{ctxDialog}
}

func (p *pick) offers(id action.ID) bool {
	_, any := p.picker.Current()
	switch id {
	case actChoose:
		return any
	case action.InputAccept:
		return any || p.enter != nil
	case action.InputComplete:
		return any && p.complete != nil
	}
	return true
}

func (p *pick) key(k tea.KeyMsg) tea.Cmd {
	if p.picker.Typing() {
		return p.typingKey(k)
	}
	if it, ok := p.picker.ByKey(k.String()); ok {
		return p.take(it)
	}
	if id, ok := p.root.lookup(k, ctxDialog, action.List); ok {
		return p.do(id)
	}
	id, _ := p.root.lookup(k, action.Global)
	return p.doGlobal(id)
}

// doGlobal performs what is in the fingers of those who see a menu, too: to leave, and
// to ask for the keys.
func (p *pick) doGlobal(id action.ID) tea.Cmd {
	switch id {
	case actQuit:
		p.root.closeDialog()
	case actHelp:
		p.root.closeDialog()
		if p.again != actHelp {
			p.root.openKeys()
		}
	}
	return nil
}

func (p *pick) typingKey(k tea.KeyMsg) tea.Cmd {
	if id, bound := p.root.lookup(k, action.Input); bound {
		return p.do(id)
	}
	before := p.picker.Query()
	if !p.picker.Type(k) || p.picker.Query() == before {
		return nil
	}
	return p.refresh()
}

func (p *pick) do(id action.ID) tea.Cmd {
	switch id {
	case actChoose:
		return p.takeCurrent()
	case actSift:
		p.picker.StartTyping()
		p.resize(p.root.screen.w, p.root.screen.h)
	case action.InputAccept:
		return p.accept()
	case action.InputComplete:
		if it, ok := p.picker.Current(); ok && p.complete != nil {
			p.complete(it)
			return p.refresh()
		}
	default:
		p.picker.Do(id)
	}
	return nil
}

// accept takes the line that was typed, if that is something by itself, else the
// row under the cursor.
func (p *pick) accept() tea.Cmd {
	if p.enter != nil {
		if cmd, ok := p.enter(p.picker.Query()); ok {
			return cmd
		}
	}
	return p.takeCurrent()
}

func (p *pick) mouse(e mouse.Event) tea.Cmd {
	at := p.place()
	e.X, e.Y = e.X-at.X, e.Y-at.Y
	switch p.picker.Mouse(e, at.W, at.H) {
	case list.Missed:
		p.root.closeDialog()
	case list.Selected:
		return p.takeCurrent()
	}
	return nil
}

func (p *pick) takeCurrent() tea.Cmd {
	if it, ok := p.picker.Current(); ok {
		return p.take(it)
	}
	return nil
}

// take closes the dialog and does what the row says; a row that cannot be chosen
// says why and leaves the dialog open.
func (p *pick) take(it overlay.Item) tea.Cmd {
	if it.Disabled != "" {
		return p.root.inform(it.Disabled)
	}
	p.root.closeDialog()
	return p.choose(it)
}

// ask is a dialog that is answered by yes or no.
type ask struct {
	root    *Root
	confirm *overlay.Confirm
	yes     func() tea.Cmd
}

var _ dialog = (*ask)(nil)

func (a *ask) key(k tea.KeyMsg) tea.Cmd {
	id, _ := a.root.lookup(k, ctxConfirm)
	return a.do(id)
}

func (a *ask) do(id action.ID) tea.Cmd {
	switch {
	case id == actNo:
		a.root.closeDialog()
	case id == actYes && a.confirm.Accept(a.root.clock.Now()):
		a.root.closeDialog()
		return a.yes()
	}
	return nil
}

func (a *ask) mouse(mouse.Event) tea.Cmd { return nil }
func (a *ask) resize(int, int)           {}

func (a *ask) contexts() []action.Context { return []action.Context{ctxConfirm} }
func (a *ask) offers(action.ID) bool      { return true }

func (a *ask) draw(c canvas.Canvas) {
	at := a.root.dialogRoom()
	a.confirm.Draw(c.Region(at.X, at.Y, at.W, at.H), a.root.env.Icons, a.root.env.Key(actYes), a.root.env.Key(actNo))
}
