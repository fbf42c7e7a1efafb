package cli_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meshdex/ui/cli"
)

// world runs command lines with a home, a store and an environment of their own.
type world struct {
	t    *testing.T
	home string
}

func newWorld(t *testing.T) world {
	t.Helper()
	return world{t, t.TempDir()}
}

func (w world) run(args ...string) (out, errs string, code int) {
	w.t.Helper()
	var stdout, stderr bytes.Buffer
	code = cli.Main(args, cli.Streams{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, Context: w.t.Context(), Now: time.Now, Getenv: w.getenv,
	})
	return stdout.String(), stderr.String(), code
}

func (w world) getenv(name string) string {
	return map[string]string{"HOME": w.home, "MESHDEX_STORE": filepath.Join(w.home, "store")}[name]
}

// synced is what sync --json says, as far as this test looks.
type synced struct {
	Sources []struct {
		Files, Added, Changed, Unchanged, Contracts, Problems int
	}
	Problems []struct {
		Path, Rule, Message string
		Line                int
	}
}

// TestCorpus_everyFileIsReadOrReported syncs real contracts and answers over them.
func TestCorpus_everyFileIsReadOrReported(t *testing.T) {
	t.Parallel()
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	corpus := filepath.Join(shared, "corpus")
	w := newWorld(t)
	out, errs, code := w.run("sync", corpus, "--json", "--quiet")
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	var report synced
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatal(err)
	}
	s := report.Sources[0]
	if n := contractFiles(t, corpus); s.Files != n || s.Added != n || s.Contracts < n/4 {
		t.Errorf("%d files on disk: %+v", n, s)
	}
	for _, p := range report.Problems {
		if p.Line < 1 || p.Message == "" || p.Rule == "" {
			t.Errorf("%+v", p)
		}
	}
	w.readAll()
}

// contractFiles counts the files that a folder source looks at.
func contractFiles(t *testing.T, dir string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch filepath.Ext(path) {
		case ".yaml", ".yml", ".json":
			if err == nil && d.Type().IsRegular() {
				n++
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// readAll holds that every contract that a search lists can be shown and has a
// history.
func (w world) readAll() {
	w.t.Helper()
	ids, _, code := w.run("search", "--contracts", "--ids", "--limit", "0", "")
	if code != 0 || strings.Count(ids, "\n") < 250 {
		w.t.Fatalf("exit code %d, %d contracts", code, strings.Count(ids, "\n"))
	}
	for id := range strings.Lines(ids) {
		id = strings.TrimSpace(id)
		for _, command := range []string{"show", "versions"} {
			out, errs, code := w.run(command, id, "--json")
			if code != 0 || !json.Valid([]byte(out)) {
				w.t.Errorf("%s %q: exit code %d: %s", command, id, code, errs)
			}
		}
	}
}
