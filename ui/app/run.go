package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/term"
)

// Run shows the program on a terminal until it ends, or a signal asks it to, and
// then saves the session. The terminal is left as it was found in any case. The
// error of a program that has panicked is a [*Crash]; its session is not saved, as
// it may be the cause.
func Run(r *Root, t *term.Terminal) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r.ctx = ctx
	if err := t.Enter(); err != nil {
		return err
	}
	defer t.Leave()
	defer outliveHangUps()()
	h := newHost(r, t)
	err := h.run()
	if crash := h.crash.Load(); crash != nil {
		crash.Width, crash.Height, crash.Trail = r.screen.w, r.screen.h, r.trail.lines()
		return crash
	}
	if r.cfg.Save != nil {
		if saveErr := r.cfg.Save(r.Session()); saveErr != nil {
			err = errors.Join(err, fmt.Errorf("save session: %w", saveErr))
		}
	}
	return err
}

// outliveHangUps keeps hang-ups from ending the process until it is called off. A
// closed window hangs up twice, once by the terminal and once by the shell, and the
// second time comes while the session is being saved.
func outliveHangUps() (off func()) {
	hangUps := make(chan os.Signal, 1)
	signal.Notify(hangUps, syscall.SIGHUP)
	return func() { signal.Stop(hangUps) }
}

// newHost prepares the program. Of Bubble Tea's startup options, that for the mouse
// matters to the console of Windows only, where the mouse is not a matter of escape
// sequences.
func newHost(r *Root, t *term.Terminal) *host {
	h := &host{root: r, terminal: t, gather: Filter()}
	options := []tea.ProgramOption{
		tea.WithInput(t.Input), tea.WithFilter(h.filter), tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithoutCatchPanics(),
	}
	if r.mouseOn {
		t.TakeMouse()
		options = append(options, tea.WithMouseCellMotion())
	}
	h.program = tea.NewProgram(h, options...)
	t.Told = func(g term.Ground) { go h.program.Send(groundMsg{g}) } // the loop itself may be what reads
	return h
}

// run has Bubble Tea run the program.
func (h *host) run() error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	ctx, over := context.WithCancel(h.root.ctx)
	var watch sync.WaitGroup
	watch.Go(func() { h.obey(ctx, signals) })
	watch.Go(func() {
		h.terminal.WatchSize(ctx, func(w, high int) { h.program.Send(tea.WindowSizeMsg{Width: w, Height: high}) })
	})
	h.ask()
	_, err := h.program.Run()
	over()
	watch.Wait()
	return err
}

// obey ends the program at the first signal that asks for it; a second termination
// ends the process. An interrupt is not one of them: here it is a key, and as a signal it was
// typed into an editor, whose it is.
func (h *host) obey(ctx context.Context, signals chan os.Signal) {
	defer signal.Stop(signals)
	for {
		select {
		case <-ctx.Done():
			return
		case s := <-signals:
			if s != os.Interrupt {
				go h.program.Quit() // which waits for an editor to end
				return
			}
		}
	}
}
