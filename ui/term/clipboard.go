package term

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/mattn/go-shellwords"
)

// Clipboard puts text where the person can paste it from.
type Clipboard struct {
	// Mode is "auto", "osc52", "native" or "command"; "" is auto.
	Mode    string
	Command string    // mode command: a program that reads the text
	Out     io.Writer // the terminal, for OSC 52
	Getenv  func(string) string
	// Patience is how long a tool may take, for one without a desktop to talk to may
	// wait for it for ever; 0 is two seconds.
	Patience time.Duration
}

// ErrNoAnswer is returned for a tool that did not end in time.
var ErrNoAnswer = errors.New("does not answer")

// maxSequence is the longest OSC 52 sequence that common terminals take.
const maxSequence = 74994

// ErrTooLong is returned for text that does not go through a terminal.
var ErrTooLong = errors.New("too long to copy through the terminal")

// Copy puts text on the clipboard and says by what means. Over SSH the person's
// clipboard is on the other side of the terminal, so OSC 52 comes first there, and
// the desktop's own tool elsewhere.
func (c Clipboard) Copy(text string) (means string, err error) {
	switch c.Mode {
	case "command":
		return c.Command, c.pipe(text, c.Command)
	case "native":
		return c.native(text)
	case OSC52:
		return OSC52, c.osc52(text)
	}
	if c.Getenv("SSH_CONNECTION") == "" {
		if means, err := c.native(text); err == nil {
			return means, nil
		}
	}
	if c.Getenv("TMUX") != "" {
		if err := c.pipe(text, "tmux load-buffer -w -"); err == nil {
			return "tmux", nil
		}
	}
	return OSC52, c.osc52(text)
}

// OSC52 is the means of copying of which nobody learns whether it worked: a terminal
// that does not take the sequence ignores it.
const OSC52 = "osc52"

// tools are what desktops copy with, and the variable without which they cannot.
var tools = map[string][]struct{ command, needs string }{
	"darwin":  {{"pbcopy", ""}},
	"windows": {{"clip.exe", ""}},
	"linux":   {{"wl-copy", "WAYLAND_DISPLAY"}, {"xclip -selection clipboard", "DISPLAY"}, {"xsel --clipboard --input", "DISPLAY"}, {"clip.exe", "WSL_DISTRO_NAME"}},
}

// ErrNoTool is returned when there is no desktop to copy to.
var ErrNoTool = errors.New("no clipboard tool here")

func (c Clipboard) native(text string) (means string, err error) {
	for _, t := range tools[runtime.GOOS] {
		if t.needs != "" && c.Getenv(t.needs) == "" {
			continue
		}
		name, _, _ := strings.Cut(t.command, " ")
		if _, err := exec.LookPath(name); err == nil {
			return name, c.pipe(text, t.command)
		}
	}
	return "", ErrNoTool
}

func (c Clipboard) pipe(text, command string) error {
	words, err := shellwords.Parse(command)
	if err != nil || len(words) == 0 {
		return fmt.Errorf("copy command %q: not a command", command)
	}
	ctx, cancel := context.WithTimeoutCause(context.Background(), cmp.Or(c.Patience, 2*time.Second), ErrNoAnswer)
	defer cancel()
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	cmd.WaitDelay = time.Second // for what it began and left the text to
	cmd.Stdin = strings.NewReader(text)
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", words[0], cmp.Or(context.Cause(ctx), err))
	}
	return nil
}

func (c Clipboard) osc52(text string) error {
	seq := c.sequence(text)
	if len(seq) > maxSequence {
		return ErrTooLong
	}
	_, err := io.WriteString(c.Out, seq)
	return err
}

// sequence is OSC 52, wrapped so that GNU screen passes it on in pieces that it
// can hold. tmux takes it as it is.
func (c Clipboard) sequence(text string) string {
	seq := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(text)) + "\x07"
	if c.Getenv("STY") == "" {
		return seq
	}
	const piece = 76 // what screen takes in one device control string
	var b strings.Builder
	for len(seq) > 0 {
		n := min(piece, len(seq))
		b.WriteString("\x1bP" + seq[:n] + "\x1b\\")
		seq = seq[n:]
	}
	return b.String()
}
