//go:build unix

package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestWatchFile_waitsForNoPipe has a pipe that nobody writes to take the place of the
// file, and of one that it refers to.
func TestWatchFile_waitsForNoPipe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, pipe := filepath.Join(dir, "orders.odcs.yaml"), filepath.Join(dir, "pipe.yaml")
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(file+"~", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file+"~", file); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Fatal(err)
	}
	save(watchedContract + "      - $ref: pipe.yaml#/amount\n      - $ref: ../" + filepath.Base(dir) + "/pipe.yaml#/amount\n")
	run := newWorld(t).watch(file, "--json")
	said := json.NewDecoder(run.out)
	wantState := func(want string) {
		t.Helper()
		var p preview
		if err := said.Decode(&p); err != nil || p.State != want {
			t.Errorf("%+v, %v; want it to be %s", p, err, want)
		}
	}
	wantState("sound")
	if err := os.Rename(pipe, file); err != nil {
		t.Fatal(err)
	}
	wantState("unreadable")
	save(strings.Replace(watchedContract, "1.0.0", "1.1.0", 1))
	wantState("sound")
	run.end()
}
