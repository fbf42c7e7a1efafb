package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meshdex/ui/app"
	"meshdex/ui/term"
)

// stateful is a run of the program whose state folder is the given one.
func stateful(dir string, more map[string]string) *tool {
	getenv := func(name string) string {
		if name == "XDG_STATE_HOME" {
			return dir
		}
		return more[name]
	}
	return &tool{Streams: Streams{Getenv: getenv, Now: func() time.Time { return time.Date(2026, 11, 27, 6, 14, 30, 0, time.UTC) }, Err: &bytes.Buffer{}}}
}

func TestCrash_isWrittenDownAndTold(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	tool := stateful(dir, map[string]string{"TERM": "xterm"})
	crash := &app.Crash{Value: "index out of range\x1b[2J", Stack: []byte("goroutine 1\nmain.f()"), Width: 80, Height: 24, Trail: []string{"open browse", "list.down ×3"}}
	if code := tool.report(tool.crashed(crash)); code != exitUnreadable {
		t.Errorf("exit code %d", code)
	}
	path := filepath.Join(dir, "meshdex", "crash-20261127T061430.txt")
	report, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"meshdex ", "80×24 /xterm/", "panic: index out of range", "  open browse\n  list.down ×3\n", "main.f()"} {
		if !strings.Contains(string(report), want) {
			t.Errorf("no %q in\n%s", want, report)
		}
	}
	told := tool.Err.(*bytes.Buffer).String()
	if want := "error: meshdex has crashed: index out of range\nhint: what happened is in " + path + "; meshdex --no-restore starts on the list\n"; told != want {
		t.Errorf("told\n%swant\n%s", told, want)
	}
}

func TestCrash_thatCannotBeWrittenDown(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tool := stateful(file, nil)
	tool.report(tool.crashed(&app.Crash{Value: "x"}))
	if told := tool.Err.(*bytes.Buffer).String(); !strings.Contains(told, "hint: no report could be written: ") {
		t.Error(told)
	}
}

func TestGround_isRememberedByTerminal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	xterm, other := stateful(dir, map[string]string{"TERM": "xterm"}), stateful(dir, map[string]string{"TERM": "xterm", "TERM_PROGRAM": "other"})
	for _, g := range []term.Ground{term.Dark, term.Light} {
		if err := xterm.rememberGround(g); err != nil {
			t.Fatal(err)
		}
		if got := xterm.rememberedGround(); got != g {
			t.Errorf("remembered %q, want %q", got, g)
		}
	}
	if got := other.rememberedGround(); got != "" {
		t.Errorf("another terminal is %q", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "meshdex", groundsFile), []byte("{{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := xterm.rememberedGround(); got != "" {
		t.Errorf("a damaged file says %q", got)
	}
	if err := other.rememberGround(term.Dark); err != nil || other.rememberedGround() != term.Dark {
		t.Errorf("a damaged file is not replaced: %v", err)
	}
}
