package app

import (
	"cmp"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/widget/toast"
)

// keys handles what one read of the terminal brought. Letters typed fast come as
// one key of several runes; each is a key of its own, unless they were pasted.
func (r *Root) keys(k tea.KeyMsg) tea.Cmd {
	serial, told := r.nav.top().serial, r.toasts.Shown()
	defer func() {
		if r.nav.top().serial != serial { // what was noted of a page is of no use on another
			r.toasts.Drop(told)
		}
	}()
	if k.Type != tea.KeyRunes || k.Paste || len(k.Runes) < 2 {
		return r.key(k)
	}
	cmds := make([]tea.Cmd, len(k.Runes))
	for i, c := range k.Runes {
		cmds[i] = r.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{c}, Alt: k.Alt})
	}
	return tea.Batch(cmds...)
}

// key handles one key: what is open first, then the page, then the program.
func (r *Root) key(k tea.KeyMsg) tea.Cmd {
	if len(r.dialogs) > 0 {
		return r.dialogKey(k)
	}
	top := r.nav.top()
	contexts := r.contexts()
	if len(contexts) > 0 && contexts[0] == action.Input {
		if id, ok := r.lookup(k, action.Always, action.Input); ok {
			return r.do(id)
		}
		if taken, cmd := top.page.Type(k); taken {
			return r.address(top.serial, cmd)
		}
		contexts = contexts[1:]
	}
	if id, ok := r.lookup(k, append(append([]action.Context{action.Always}, contexts...), action.Global)...); ok {
		return r.do(id)
	}
	return nil
}

// lookup finds the action of a key. What is pasted is text and never a key.
func (r *Root) lookup(k tea.KeyMsg, contexts ...action.Context) (action.ID, bool) {
	if k.Paste {
		return "", false
	}
	return r.env.Actions.Lookup(k.String(), contexts...)
}

// do performs an action, whichever way it was asked for. One that can not be done
// says why.
func (r *Root) do(id action.ID) tea.Cmd {
	r.trail.add(string(id))
	if why := r.disabled(id); why != "" {
		return r.say(toast.Info, why)
	}
	if cmd, own := r.doOwn(id); own {
		return cmd
	}
	top := r.nav.top()
	intent, cmd := top.page.Do(id)
	return tea.Batch(r.address(top.serial, cmd), r.perform(intent))
}

// disabled says why an action can not be done now, "" if it can.
func (r *Root) disabled(id action.ID) string {
	switch id {
	case actBack:
		if r.nav.depth() < 2 {
			return "this is the first page; " + r.quitKey() + " quits"
		}
	case actForward:
		if len(r.nav.forward) == 0 {
			return "there is nothing to go forward to"
		}
	case action.Reload:
		if r.cfg.Reload == nil {
			return "this catalog does not change"
		}
	default:
		if isGuideAction(id) {
			return r.disabledGuide(id)
		}
		if a, _ := r.env.Actions.Get(id); a.Context != action.Global && a.Context != action.Always {
			return r.nav.top().page.Disabled(id)
		}
	}
	return ""
}

// doOwn performs one of the program's own actions, and reports whether it was one.
func (r *Root) doOwn(id action.ID) (cmd tea.Cmd, own bool) {
	switch id {
	case action.Escape:
		return r.escape(), true
	case actExit:
		return tea.Quit, true
	case actQuit:
		return r.quit(), true
	case actBack:
		r.nav.pop()
	case actForward:
		r.nav.unpop()
	case actSuspend:
		return tea.Suspend, true
	case actRedraw:
		return tea.ClearScreen, true
	case action.Reload:
		return r.reload(), true
	case actMouse:
		return r.toggleMouse(), true
	case actMessages:
		return r.open(page.Target{Page: "messages"}), true
	case actTopics:
		return r.open(page.Target{Page: "help"}), true
	default:
		return r.doDialog(id)
	}
	return nil, true
}

// doDialog performs the actions that open something over the page.
func (r *Root) doDialog(id action.ID) (cmd tea.Cmd, own bool) {
	switch id {
	case actHelp:
		r.openKeys()
	case actPalette:
		return r.openPalette(), true
	case actCommand:
		return r.openCommandLine(""), true
	case actTheme:
		r.openThemes()
	case actIcons:
		r.openIcons()
	default:
		return r.doGuide(id)
	}
	return nil, true
}

// escape leaves the innermost thing there is to leave: a dialog, what the page
// has open, the page. It never ends the program.
func (r *Root) escape() tea.Cmd {
	if len(r.dialogs) > 0 {
		r.closeDialog()
		return nil
	}
	top := r.nav.top()
	if left, cmd := top.page.Escape(); left {
		return r.address(top.serial, cmd)
	}
	if r.nav.pop() {
		return nil
	}
	if leave := r.env.Key(actGuideLeave); r.guide != nil && leave != "" {
		return r.say(toast.Info, leave+" leaves the walkthrough, "+r.quitKey()+" quits")
	}
	return r.say(toast.Info, "press "+r.quitKey()+" to quit")
}

// quitKey is a key that quits: somebody may have taken the usual one away.
func (r *Root) quitKey() string { return cmp.Or(r.env.Key(actQuit), r.env.Key(actExit), ":q") }

// quit ends the program on the first page and goes back on the others.
func (r *Root) quit() tea.Cmd {
	if r.nav.pop() {
		return nil
	}
	return tea.Quit
}
