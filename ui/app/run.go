package app

import (
	"context"
	"errors"
	"fmt"
	"os"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/term"
)

// framesPerSecond is how often the screen may change. The renderer wakes up that
// often even when nothing happens, so a higher rate costs while idle; the first
// frame waits for the first tick, so a lower one costs at the start.
const framesPerSecond = 60

// Run shows the program on a terminal until it ends or the context does, and then
// saves the session. The terminal is left as it was found, also after a crash.
func Run(ctx context.Context, r *Root, in, out *os.File) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r.ctx = ctx
	options := []tea.ProgramOption{
		tea.WithContext(ctx), tea.WithAltScreen(), tea.WithInput(term.NewInput(in)), tea.WithOutput(term.NewOutput(out)),
		tea.WithFilter(Filter()), tea.WithFPS(framesPerSecond),
	}
	if r.mouseOn {
		options = append(options, tea.WithMouseCellMotion())
	}
	_, err := tea.NewProgram(r, options...).Run()
	if errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil {
		err = nil // interrupted, which is a way to leave
	}
	if err == nil && r.cfg.Save != nil {
		if saveErr := r.cfg.Save(r.Session()); saveErr != nil {
			err = fmt.Errorf("save session: %w", saveErr)
		}
	}
	return err
}
