package term_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/creack/pty"

	"meshdex/ui/term"
)

// wheel is one turn of the mouse wheel as a terminal reports it.
const wheel = "\x1b[<65;10;10M"

func TestInput_neverCutsASequence(t *testing.T) {
	t.Parallel()
	for _, size := range []int{16, 64, 256} {
		for _, text := range []string{
			strings.Repeat(wheel, 200), "x" + strings.Repeat("\x1bOA", 300), strings.Repeat("plain text ", 50) + "\x1b[31m",
			strings.Repeat("a", size-1) + "\x1b[A", strings.Repeat("\x1b[1;5C", 100),
		} {
			for _, read := range reads(t, text, size) {
				if i := strings.LastIndex(read, "\x1b"); i >= 0 && i+1 < len(read) && !whole(read[i:]) {
					t.Errorf("buffer %d: a read ends in %q", size, read[i:])
				}
			}
		}
	}
}

func whole(seq string) bool {
	return len(seq) > 2 && strings.ContainsAny(seq[len(seq)-1:], "ABCDMRm") || len(seq) > 2 && strings.ContainsAny(seq, "ABCDMRm")
}

// TestInput_holdsAcrossShortReads writes a sequence in two parts, as a terminal
// does whose own buffer is full in its middle.
func TestInput_holdsAcrossShortReads(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	in := term.NewInput(r)
	buf := make([]byte, 256)
	for _, step := range []struct{ write, read string }{
		{"ab\x1b[<65;1", "ab"}, {"0;10Mc", "\x1b[<65;10;10Mc"}, {"\x1b", "\x1b"}, {"x\x1bO", "x"}, {"A", "\x1bOA"},
	} {
		if _, err := w.WriteString(step.write); err != nil {
			t.Fatal(err)
		}
		n, err := in.Read(buf)
		if err != nil || string(buf[:n]) != step.read {
			t.Errorf("after %q: %q, %v; want %q", step.write, buf[:n], err, step.read)
		}
	}
}

// reads gives what a program with a buffer of the given size reads of the text.
func reads(t *testing.T, text string, size int) []string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		_, _ = w.WriteString(text)
		_ = w.Close()
	}()
	in := term.NewInput(r)
	var out []string
	buf := make([]byte, size)
	for {
		n, err := in.Read(buf)
		out = append(out, string(buf[:n]))
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Join(out, ""); got != text {
		t.Errorf("read %d bytes of %d", len(got), len(text))
	}
	return out
}

func TestOutput_wrapsFramesOnly(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out := term.NewOutput(w)
	frame := strings.Repeat("x", 100)
	for _, s := range []string{"short", frame} {
		if n, err := out.Write([]byte(s)); n != len(s) || err != nil {
			t.Errorf("write = %d, %v", n, err)
		}
	}
	_ = w.Close()
	got, _ := io.ReadAll(r)
	if want := "short\x1b[?2026h" + frame + "\x1b[?2026l"; string(got) != want {
		t.Errorf("%q", got)
	}
}

func env(pairs ...string) func(string) string {
	return func(name string) string {
		if i := slices.Index(pairs, name); i >= 0 {
			return pairs[i+1]
		}
		return ""
	}
}

func TestIsLight_environment(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{"0;15": true, "15;0": false, "0;default;7": true, "12;8": false} {
		if light, known := term.IsLight(nil, nil, env("COLORFGBG", value)); !known || light != want {
			t.Errorf("%s = %v, %v", value, light, known)
		}
	}
	if _, known := term.IsLight(nil, nil, env("TMUX", "x")); known {
		t.Error("tmux is not asked")
	}
}

// TestIsLight_asksTheTerminal plays the terminal.
func TestIsLight_asksTheTerminal(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string][2]bool{
		"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[1;1R": {true, true},
		"\x1b]11;rgb:1a/1b/26\a\x1b[1;1R":           {false, true},
		"\x1b[1;1R":                                 {false, false},
		"":                                          {false, false}, // silent: the time limit ends it
	} {
		master, slave, err := pty.Open()
		if err != nil {
			t.Skip("no pseudo terminals here: ", err)
		}
		go func() {
			buf := make([]byte, 64)
			if _, err := master.Read(buf); err == nil {
				_, _ = master.WriteString(answer)
			}
		}()
		light, known := term.IsLight(slave, slave, env("TERM", "xterm"))
		if light != want[0] || known != want[1] {
			t.Errorf("%q = %v, %v", answer, light, known)
		}
		_ = slave.Close()
		_ = master.Close()
	}
}

func TestClipboard_osc52(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	c := term.Clipboard{Out: &out, Getenv: env("SSH_CONNECTION", "a b c d")}
	means, err := c.Copy("orders – customer")
	if err != nil || means != "osc52" {
		t.Fatal(means, err)
	}
	if want := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte("orders – customer")) + "\a"; out.String() != want {
		t.Errorf("%q", out.String())
	}
	if _, err := c.Copy(strings.Repeat("x", 80_000)); !errors.Is(err, term.ErrTooLong) {
		t.Errorf("too long: %v", err)
	}
}

func TestClipboard_screenGetsPieces(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	c := term.Clipboard{Mode: "osc52", Out: &out, Getenv: env("STY", "1")}
	if _, err := c.Copy(strings.Repeat("x", 200)); err != nil {
		t.Fatal(err)
	}
	var whole strings.Builder
	for piece := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\x1b\\"), "\x1b\\") {
		body, ok := strings.CutPrefix(piece, "\x1bP")
		if !ok || len(body) > 76 {
			t.Fatalf("piece %q", piece)
		}
		whole.WriteString(body)
	}
	if !strings.HasPrefix(whole.String(), "\x1b]52;c;") || !strings.HasSuffix(whole.String(), "\a") {
		t.Errorf("%q", whole.String())
	}
}

func TestClipboard_command(t *testing.T) {
	t.Parallel()
	file := t.TempDir() + "/copied"
	c := term.Clipboard{Mode: "command", Command: "tee '" + file + "'", Getenv: env()}
	if _, err := c.Copy("text"); err != nil {
		t.Skip("no tee here: ", err)
	}
	if got, _ := os.ReadFile(file); string(got) != "text" {
		t.Errorf("%q", got)
	}
}

func TestEditor(t *testing.T) {
	t.Parallel()
	bin := t.TempDir()
	for _, name := range []string{"code", "myvi"} {
		if err := os.WriteFile(bin+"/"+name, []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		configured, visual, want string
	}{
		{"", bin + "/myvi", "+7 a b.yaml"},
		{"", bin + "/code -w", "-w --goto a b.yaml:7"},
		{bin + "/myvi --at {line} {file}", bin + "/code", "--at 7 a b.yaml"},
	} {
		cmd, err := term.Editor(c.configured, env("VISUAL", c.visual, "EDITOR", "nope"), "a b.yaml", 7)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(cmd.Args[1:], " "); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
	if _, err := term.Editor("no-such-editor", env(), "a", 1); err == nil {
		t.Error("an editor that does not exist is no error")
	}
}

func TestBrowse_refusesWhatIsNoAddress(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"file:///etc/passwd", "javascript:alert(1)", "--version", "", "vscode://x", "https\x00://a"} {
		if err := term.Browse(address, env("BROWSER", "true")); err == nil {
			t.Errorf("%q was opened", address)
		}
	}
}
