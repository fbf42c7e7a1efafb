package app

import (
	"runtime/debug"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/term"
	"meshdex/ui/widget/toast"
)

// The host
//
// Bubble Tea runs the program without its renderer, and with that loses all that
// the renderer did: it shows no frame, sets no mode of the terminal, knows no size,
// and gives the terminal neither to an editor nor back to the shell. The host
// stands around the root and does these on a [term.Terminal]. The root knows
// nothing of it. It says what it wants by Bubble Tea's own commands, which reach
// the host as messages, so that it can be driven without a terminal.
//
// It also catches what goes wrong. A panic in the root or in one of its commands
// ends the program in order, with the terminal given back, instead of printing a
// trace into the screen. (A command that starts a goroutine of its own has to see to
// that one.)

// host is the program as Bubble Tea runs it.
type host struct {
	root     *Root
	terminal *term.Terminal
	program  *tea.Program
	gather   func(tea.Model, tea.Msg) tea.Msg // see Filter
	size     tea.WindowSizeMsg
	crash    atomic.Pointer[Crash] // the first one
}

var _ tea.Model = (*host)(nil)

// Init starts the root, which knows the size from the start: its first frame is one
// that can be shown.
func (h *host) Init() tea.Cmd {
	defer h.catch()
	cmd := h.root.Init()
	w, high := h.terminal.Size()
	_, resized := h.Update(tea.WindowSizeMsg{Width: w, Height: high})
	return tea.Batch(h.guard(cmd), resized)
}

// Update does on the terminal what a message asks for, and hands it on.
func (h *host) Update(msg tea.Msg) (model tea.Model, cmd tea.Cmd) {
	model = h
	if msg == h.size || h.crash.Load() != nil {
		return model, nil
	}
	defer h.catch()
	switch msg {
	case tea.ClearScreen():
		h.terminal.Repaint()
	case tea.EnableMouseCellMotion():
		h.terminal.TakeMouse()
	case tea.DisableMouse():
		h.terminal.GiveMouse()
	}
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		h.size = m
	case tea.FocusMsg:
		h.ask() // it may be night now
	}
	_, cmd = h.root.Update(msg)
	return model, h.guard(cmd)
}

// View shows the frame. Bubble Tea itself has nothing to draw.
func (h *host) View() string {
	defer h.catch()
	if h.crash.Load() == nil {
		h.terminal.Show(h.root.View(), h.size.Width, h.size.Height)
	}
	return ""
}

// filter stands before Update and before what Bubble Tea does itself, which is to
// suspend the program without leaving the screen, of which it knows nothing.
func (h *host) filter(m tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		if !term.CanSuspend() {
			return doneMsg{toast.Info, "there is no shell to come back from"}
		}
		return tea.Exec(h.terminal.Suspend(), suspended)()
	}
	return h.gather(m, msg)
}

func suspended(err error) tea.Msg {
	if err != nil {
		return doneMsg{toast.Bad, err.Error()}
	}
	return nil
}

// ask asks for the background when somebody wants to know it.
func (h *host) ask() {
	if h.root.cfg.Learn != nil {
		h.terminal.Ask()
	}
}

// catch, deferred, makes a panic the end of the program.
func (h *host) catch() {
	if v := recover(); v != nil {
		h.crash.CompareAndSwap(nil, &Crash{Value: v, Stack: debug.Stack()})
		go h.program.Quit() // this may be the goroutine that is to hear of it
	}
}

// guard returns a command whose panics are caught, and those of its commands, if it
// is a batch.
func (h *host) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer h.catch()
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			guarded := make(tea.BatchMsg, len(batch))
			for i, c := range batch {
				guarded[i] = h.guard(c)
			}
			return guarded
		}
		return msg
	}
}
