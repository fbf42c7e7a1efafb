package sample

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"meshdex/catalog/reader"
)

func TestHistory_endsInTheMesh(t *testing.T) {
	t.Parallel()
	last := map[string][]byte{}
	var before time.Time
	for _, r := range journal() {
		if r.time.Before(before) {
			t.Errorf("%s at %s comes after a later revision", r.path, r.time)
		}
		before = r.time
		if !strings.Contains(r.author, " <") || r.message == "" || len(r.data()) == 0 {
			t.Errorf("%s at %s: author %q, message %q, %d bytes", r.path, r.time, r.author, r.message, len(r.data()))
		}
		if bytes.Equal(last[r.path], r.data()) {
			t.Errorf("%s at %s changes nothing", r.path, r.time)
		}
		last[r.path] = r.data()
	}
	err := fs.WalkDir(Mesh(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Mesh(), name)
		if !bytes.Equal(data, last[name]) {
			t.Errorf("%s is not its last revision", name)
		}
		delete(last, name)
		return err
	})
	if err != nil || len(last) > 0 {
		t.Errorf("%v; revisions without a file: %d", err, len(last))
	}
}

func TestHistory_spansTwoYears(t *testing.T) {
	t.Parallel()
	list := journal()
	if span := list[len(list)-1].time.Sub(list[0].time); span < 2*365*24*time.Hour {
		t.Errorf("the history spans %s", span)
	}
	authors := map[string]bool{}
	for _, r := range list {
		authors[r.author] = true
	}
	if len(authors) < 20 {
		t.Errorf("%d authors", len(authors))
	}
}

// TestHistory_everyRevisionIsRead guards the states between, which nobody opens
// by accident: only the broken file may have problems.
func TestHistory_everyRevisionIsRead(t *testing.T) {
	t.Parallel()
	broken := 0
	for _, r := range journal() {
		if !strings.HasSuffix(r.path, ".yaml") {
			continue
		}
		d := reader.Read(r.path, r.data(), reader.Options{})
		if d.IsEmpty() {
			broken++
			continue
		}
		for _, p := range d.Problems {
			t.Errorf("%s at %s:%d: %s", r.path, r.time.Format(time.DateOnly), p.Pos.Line, p.Message)
		}
		for _, c := range d.Contracts {
			if c.Dialect.Declared == "v2.2.2" {
				continue // some of its keys have no place in v3
			}
			for _, e := range c.AllExtensions() {
				t.Errorf("%s at %s: %s is not in the standard", r.path, r.time.Format(time.DateOnly), e.At)
			}
		}
	}
	if broken != 1 {
		t.Errorf("%d files can not be read, want the one", broken)
	}
}

// TestMesh_namesNobodyReal holds the sample to addresses that are set aside for
// examples.
func TestMesh_namesNobodyReal(t *testing.T) {
	t.Parallel()
	host := regexp.MustCompile(`(?:@|://)([a-zA-Z0-9.-]+)`)
	for _, r := range journal() {
		for _, m := range host.FindAllSubmatch(r.data(), -1) {
			if h := string(m[1]); !strings.HasSuffix(h, ".example") && h != "brindlemoor-mesh" {
				t.Errorf("%s names the host %s", r.path, h)
			}
		}
	}
}

func TestWriteTo_writesWhatCanBeSynced(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	n, err := WriteTo(dir)
	if err != nil || n < 90 {
		t.Fatalf("%d files, %v", n, err)
	}
	for _, name := range []string{"sales/returns/returns.odcs.yaml", "walkthroughs/find-your-way.walkthrough.md"} {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}
	if _, err := WriteTo(dir); err == nil {
		t.Error("wrote over files")
	}
}
