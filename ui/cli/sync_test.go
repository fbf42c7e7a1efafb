package cli_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meshdex/ui/cli"
)

// session runs command lines on a store of the test's own.
type session struct {
	testing.TB
	dir string // of the store
	ctx context.Context
}

func newSession(t testing.TB) *session { return &session{t, t.TempDir(), context.Background()} }

func (s *session) run(args ...string) (code int, out, errs string) {
	var o, e strings.Builder
	code = cli.Main(append([]string{"--store", s.dir}, args...), cli.Streams{
		In: strings.NewReader(""), Out: &o, Err: &e, Now: time.Now, Context: s.ctx, Getenv: func(string) string { return "" },
	})
	return code, o.String(), e.String()
}

// mustRun is run for a command that has to succeed.
func (s *session) mustRun(args ...string) string {
	s.Helper()
	code, out, errs := s.run(args...)
	if code != 0 {
		s.Fatalf("%v: exit code %d\n%s", args, code, errs)
	}
	return out
}

// folder makes a folder with n contracts and as many broken files.
func (s *session) folder(name string, n int) string {
	s.Helper()
	dir := filepath.Join(s.TempDir(), name)
	for i := range n {
		good := fmt.Sprintf("{apiVersion: v3.1.0, kind: DataContract, id: %s-%d, version: 1.0.0, status: active}\n", name, i)
		s.write(filepath.Join(dir, fmt.Sprintf("good%d.odcs.yaml", i)), good)
		s.write(filepath.Join(dir, fmt.Sprintf("broken%d.odcs.yaml", i)), "kind: DataContract\nid: [unclosed\n")
	}
	return dir
}

func (s *session) write(path, data string) {
	s.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		s.Fatal(err)
	}
}

// missing is a web server that has nothing.
func missing(t testing.TB) string {
	t.Helper()
	server := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(server.Close)
	return server.URL
}

// TestSync_newSourceThatFailsIsNotKept mistypes a place beside a good one.
func TestSync_newSourceThatFailsIsNotKept(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	mesh, wrong := s.folder("mesh", 1), missing(t)+"/contrcts.yaml"
	code, _, errs := s.run("sync", mesh, wrong)
	if code != 3 || !strings.Contains(errs, "note: source contrcts.yaml was not added") || !strings.Contains(errs, "hint: the others were synced") {
		t.Errorf("exit code %d\n%s", code, errs)
	}
	if out := s.mustRun("source", "list"); strings.Contains(out, "contrcts") || !strings.Contains(out, "mesh") {
		t.Errorf("sources:\n%s", out)
	}
	s.mustRun("sync")
	s.mustRun("show", "mesh-0")
}

// TestSync_knownSourceThatFailsIsKept holds for sources of earlier, synced or not.
func TestSync_knownSourceThatFailsIsKept(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	mesh, wrong := s.folder("mesh", 1), missing(t)+"/late.yaml"
	s.mustRun("sync", mesh)
	s.mustRun("source", "add", "late", wrong)
	if err := os.RemoveAll(mesh); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := s.run("sync"); code != 3 || strings.Contains(errs, "was not added") {
		t.Errorf("exit code %d\n%s", code, errs)
	}
	if out := s.mustRun("source", "list"); !strings.Contains(out, "late") || !strings.Contains(out, "mesh") {
		t.Errorf("sources:\n%s", out)
	}
	s.mustRun("show", "mesh-0")
}

// TestSync_interruptedSaysOnlyThat stops a sync with many problems in the store.
func TestSync_interruptedSaysOnlyThat(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	s.mustRun("sync", s.folder("mesh", 30))
	ctx, stop := context.WithCancel(s.ctx)
	stop()
	s.ctx = ctx
	for _, args := range [][]string{{"sync"}, {"sync", "--json"}} {
		code, out, errs := s.run(args...)
		if code != 130 || out != "" || errs != "error: interrupted; what was finished is kept\n" {
			t.Errorf("%v: exit code %d\n%s%s", args, code, out, errs)
		}
	}
	s.ctx = context.Background()
	s.mustRun("show", "mesh-29")
}

// TestSync_failureNamesEachSourceOnce has sources that fail while they are opened
// and on the way.
func TestSync_failureNamesEachSourceOnce(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	s.mustRun("source", "add", "odd", "https://example.com/x", "--set", "token-env=MESHDEX_NO_SUCH_TOKEN")
	code, _, errs := s.run("sync")
	if code != 3 || strings.Count(errs, "source odd:") != 1 || strings.Contains(errs, "the others") {
		t.Errorf("one source: exit code %d\n%s", code, errs)
	}
	if _, _, errs := s.run("source", "list"); strings.Contains(errs, "source odd:") {
		t.Errorf("source list:\n%s", errs)
	}
	s.mustRun("source", "add", "late", missing(t)+"/late.yaml")
	code, _, errs = s.run("sync")
	if code != 3 || strings.Count(errs, "source odd:") != 1 || strings.Count(errs, "source late:") != 1 || strings.Contains(errs, "the others") {
		t.Errorf("two that fail: exit code %d\n%s", code, errs)
	}
	code, _, errs = s.run("sync", "odd", s.folder("mesh", 1))
	if code != 3 || !strings.Contains(errs, "the others were synced") {
		t.Errorf("one of two: exit code %d\n%s", code, errs)
	}
}
