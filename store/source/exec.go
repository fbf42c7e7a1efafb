package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/mattn/go-shellwords"
)

// command is a command of the user's that prints a file or an archive: gsutil,
// az, a tool of the organisation's own. It is split into words as a shell would,
// but no shell runs it, and it gets the environment of the user and no input.
type command struct {
	words   []string
	env     []string
	match   *matcher
	stall   time.Duration // after which it is ended if it says nothing
	cursor  string        // the sum of its output
	printed *archive      // by the scan
}

// commandStall is long, for some tools say nothing until they have everything. But what
// other sources bring is not shown before all are done.
const commandStall = 10 * time.Minute

// errSilent is why a command was ended.
var errSilent = errors.New("it said nothing for ten minutes and was ended")

func checkCommand(cfg Config) error {
	_, err := commandWords(cfg)
	return err
}

func commandWords(cfg Config) ([]string, error) {
	words, err := shellwords.Parse(cfg.Location)
	if err != nil || len(words) == 0 {
		return nil, errors.New("no command given, or one whose quotes do not match")
	}
	return words, nil
}

func newCommand(cfg Config, env Env, m *matcher) (*command, error) {
	words, err := commandWords(cfg)
	return &command{words: words, env: env.Environ, match: m, stall: commandStall}, err
}

func (c *command) Cursor() string   { return c.cursor }
func (c *command) HasHistory() bool { return false }

func (c *command) Scan(ctx context.Context, cursor string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		data, err := c.run(ctx)
		if err != nil {
			yield(File{}, fmt.Errorf("run %s: %w", c.words[0], err))
			return
		}
		if c.cursor = shortSum(data); c.cursor == cursor {
			yield(File{}, ErrUnchanged)
			return
		}
		c.printed = newArchive("output.yaml", data, time.Time{}, c.match)
		c.printed.files(ctx)(yield)
	}
}

var _ Reopener = (*command)(nil)

// Reopen gives a file of the archive that the command printed.
func (c *command) Reopen(name string) File { return c.printed.reopen(name) }

func (c *command) run(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	alive := time.AfterFunc(c.stall, func() { cancel(errSilent) })
	defer alive.Stop()
	heard := func() { alive.Reset(c.stall) }
	cmd := exec.CommandContext(ctx, c.words[0], c.words[1:]...)
	cmd.Env = c.env
	cmd.Dir = os.TempDir()
	inGroup(cmd)
	cmd.WaitDelay = 2 * time.Second
	var messages tail
	cmd.Stderr = &heardWriter{&messages, heard}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	enter(ctx, Stage{Name: "running"})
	from := counted(ctx, io.TeeReader(out, &heardWriter{io.Discard, heard}), Stage{Name: "reading what it prints", Unit: Bytes})
	data, readErr := io.ReadAll(io.LimitReader(from, largestDownload+1))
	if len(data) > largestDownload {
		cancel(nil)
		_ = cmd.Wait()
		return nil, tooLargeToFetch(0)
	}
	err = cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err == nil && len(data) == 0:
		err = errNothingPrinted
	}
	if err != nil {
		return nil, withLastLine(err, messages.String())
	}
	return data, readErr
}

// errNothingPrinted is no state of the source: it would take away all that is there.
var errNothingPrinted = errors.New("it printed nothing")

// withLastLine adds the last thing that a command said to how it ended.
func withLastLine(err error, messages string) error {
	messages = strings.TrimSpace(withoutLogins(messages))
	if messages == "" {
		return err
	}
	return fmt.Errorf("%w: %s", err, messages[strings.LastIndexByte(messages, '\n')+1:])
}
