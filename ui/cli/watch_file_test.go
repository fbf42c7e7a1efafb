package cli_test

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meshdex/ui/cli"
)

// preview is what watch FILE --json says of one save, as far as these tests look.
type preview struct {
	Format, File, State string
	Fault               *struct{ Line int }
	Findings            []struct{ Rule string }
	Contracts           []struct {
		ID, Base, Verdict string
		Near              []string
		Bump              *struct{ Required string }
	}
}

// watching is a watch that is under way.
type watching struct {
	t    *testing.T
	out  *io.PipeReader
	stop context.CancelFunc
	code chan int
	errs *strings.Builder
}

// watch starts to watch in a world.
func (w world) watch(args ...string) *watching {
	w.t.Helper()
	ctx, cancel := context.WithCancel(w.t.Context())
	r, out := io.Pipe()
	run := &watching{w.t, r, cancel, make(chan int, 1), &strings.Builder{}}
	go func() {
		run.code <- cli.Main(append([]string{"watch"}, args...), cli.Streams{
			In: strings.NewReader(""), Out: out, Err: run.errs, Context: ctx, Now: time.Now, Getenv: w.getenv,
		})
		_ = out.Close()
	}()
	return run
}

// end interrupts it, and fails the test unless that ends it well.
func (w *watching) end() {
	w.t.Helper()
	w.stop()
	_, _ = io.Copy(io.Discard, w.out)
	if code := <-w.code; code != 0 {
		w.t.Errorf("being interrupted ends it with %d: %s", code, w.errs)
	}
}

const watchedContract = `apiVersion: v3.1.0
kind: DataContract
id: orders
name: Orders
version: 1.0.0
status: active
schema:
  - name: orders
    properties:
      - name: order_id
        logicalType: string
      - name: amount
        logicalType: number
`

func TestWatchFile_saysWhatEverySaveChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "orders.odcs.yaml")
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(file+"~", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file+"~", file); err != nil {
			t.Fatal(err)
		}
	}
	save(watchedContract)
	if _, errs, code := w.run("sync", "--quiet", dir); code != 0 {
		t.Fatal(errs)
	}
	run := w.watch(file, "--json")
	said := json.NewDecoder(run.out)
	next := func() (p preview) {
		t.Helper()
		if err := said.Decode(&p); err != nil {
			t.Fatal(err)
		}
		return p
	}
	if p := next(); p.Format != "meshdex.preview/1" || p.File != file || p.State != "sound" || p.Contracts[0].Verdict != "none" || p.Contracts[0].Base != "orders@1.0.0" {
		t.Errorf("at once: %+v", p)
	}
	save(watchedContract[:strings.Index(watchedContract, "      - name: amount")])
	if p := next(); p.State != "sound" || p.Contracts[0].Verdict != "breaking" || p.Contracts[0].Bump.Required != "major" {
		t.Errorf("without a column: %+v", p)
	}
	save(watchedContract + "bad: [\n")
	if p := next(); p.State != "broken" || p.Fault == nil || p.Fault.Line == 0 || p.Findings[0].Rule != "yaml-syntax" {
		t.Errorf("broken: %+v", p)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if p := next(); p.State != "gone" || len(p.Contracts) != 0 {
		t.Errorf("gone: %+v", p)
	}
	save(strings.Replace(watchedContract, "id: orders", "id: orders-v2", 1))
	if p := next(); p.State != "sound" || p.Contracts[0].Base != "" || len(p.Contracts[0].Near) != 1 {
		t.Errorf("under another id: %+v", p)
	}
	run.end()
}

func TestWatchFile_printsPlainLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	file := filepath.Join(t.TempDir(), "orders.odcs.yaml")
	if err := os.WriteFile(file, []byte(watchedContract), 0o644); err != nil {
		t.Fatal(err)
	}
	run := w.watch(file)
	said := make([]byte, 1<<16)
	n, err := io.ReadAtLeast(run.out, said, len(file)+20)
	if err != nil {
		t.Fatal(err)
	}
	if first, _, _ := strings.Cut(string(said[:n]), "\n"); !strings.Contains(first, file+": no errors, ") {
		t.Errorf("the first line is %q", first)
	}
	run.end()
}

// A file that is not there yet is waited for, if it is named like a contract; what
// is neither a source nor a file is told so.
func TestWatchFile_aNameThatIsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	run := w.watch(filepath.Join(t.TempDir(), "new.odcs.yaml"), "--json")
	var p preview
	if err := json.NewDecoder(run.out).Decode(&p); err != nil || p.State != "gone" {
		t.Errorf("%+v, %v", p, err)
	}
	run.end()
	if _, errs, code := w.run("watch", "nothing-like-it"); code != 2 || !strings.Contains(errs, "hint: ") {
		t.Errorf("exit code %d: %s", code, errs)
	}
}
