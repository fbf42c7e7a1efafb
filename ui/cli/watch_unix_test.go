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
// file.
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
	save(watchedContract)
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

// TestLint_waitsForNoPipe reads a contract that refers to a pipe that nobody writes to.
func TestLint_waitsForNoPipe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "orders.yaml")
	text := "dataContractSpecification: 1.2.0\nid: orders\ninfo: {title: Orders, version: 1.0.0}\n" +
		"models:\n  orders:\n    fields:\n      id: {$ref: 'pipe.yaml#/id'}\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.yaml"), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, errs, _ := newWorld(t).run("lint", file); !strings.Contains(out, "pipe.yaml") {
		t.Errorf("lint says %s%s", out, errs)
	}
}
