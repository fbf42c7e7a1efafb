package term_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

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
	in := term.NewInput(r, nil)
	buf := make([]byte, 256)
	for _, step := range []struct{ write, read string }{
		{"ab\x1b[<65;1", "ab"},
		{"0;10Mc", "\x1b[<65;10;10Mc"},
		{"\x1b", "\x1b"},
		{"x\x1bO", "x"},
		{"A", "\x1bOA"},
		{"\x1b]", "\x1b]"},
		{"1", "1"},
		{"\x1b]1", ""},
		{"x", "\x1b]1x"},
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

// TestInput_takesAnswersOut has a terminal answer in the middle of what is typed,
// cut at every place where it may be.
func TestInput_takesAnswersOut(t *testing.T) {
	t.Parallel()
	const before, after = "a\x1b[B\x1b", "jk\x1b[<65;10;10M"
	for answer, want := range map[string]term.Ground{
		"\x1b]11;rgb:ffff/ffff/ffff\x1b\\":   term.Light,
		"\x1b]11;rgb:1a/1b/26\a":             term.Dark,
		"\x1b]11;rgba:0000/ffff/0000/8000\a": term.Light,
		"\x1b]11;what?\a":                    "",
	} {
		for cut := 3; cut <= len(answer); cut++ {
			var told []term.Ground
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			in := term.NewInput(r, func(g term.Ground) { told = append(told, g) })
			typed, buf := "", make([]byte, 256)
			for _, part := range []string{before, answer[:cut], answer[cut:] + after} {
				if _, err := w.WriteString(part); err != nil {
					t.Fatal(err)
				}
				n, err := in.Read(buf)
				if err != nil {
					t.Fatal(err)
				}
				typed += string(buf[:n])
			}
			if typed != before+after || len(told) != 1 || told[0] != want {
				t.Errorf("%q cut at %d: typed %q, told %q", answer, cut, typed, told)
			}
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
	in := term.NewInput(r, nil)
	var out []string
	buf := make([]byte, size)
	for {
		n, err := in.Read(buf)
		out = append(out, string(buf[:n]))
		if errors.Is(err, term.ErrGone) {
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

func env(pairs ...string) func(string) string {
	return func(name string) string {
		if i := slices.Index(pairs, name); i >= 0 {
			return pairs[i+1]
		}
		return ""
	}
}

func TestEnvironmentGround(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]term.Ground{
		"0;15": term.Light, "15;0": term.Dark, "0;default;7": term.Light, "12;8": term.Dark, "": "", "7": "", "0;16": "", "a;b": "",
	} {
		if got := term.EnvironmentGround(env("COLORFGBG", value)); got != want {
			t.Errorf("%q = %q, want %q", value, got, want)
		}
	}
}

func TestAsks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		env  []string
		want bool
	}{
		{[]string{"TERM", "xterm-256color"}, runtime.GOOS != "windows"},
		{[]string{"TERM", "screen-256color", "TMUX", "x"}, runtime.GOOS != "windows"},
		{[]string{"TERM", "screen"}, false},
		{[]string{"TERM", "xterm", "STY", "1"}, false},
		{[]string{"TERM", "linux"}, false},
		{[]string{"TERM", "dumb"}, false},
		{nil, false},
	} {
		if got := term.Asks(env(c.env...)); got != c.want {
			t.Errorf("%v: %v", c.env, got)
		}
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

// A tool that waits for a desktop that is not there is given up.
func TestClipboard_aToolThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	c := term.Clipboard{Mode: "command", Command: "sleep 1000", Getenv: env(), Patience: time.Millisecond}
	if _, err := c.Copy("text"); !errors.Is(err, term.ErrNoAnswer) && !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("copying gives %v", err)
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
