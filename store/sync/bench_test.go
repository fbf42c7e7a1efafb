package sync_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	stdsync "sync"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"meshdex/store"
)

// The benchmarks do by other means what a sync cannot do without, in the same
// run, and report how many times as long the sync takes: x-…, the median.
// How many files there are, fileCount says.

func wideFolder(b *testing.B, n int) *folder {
	f := newFolder(b)
	for i := range n {
		f.write(fmt.Sprintf("%03d/c%d.yaml", i%500, i), wide(fmt.Sprintf("c%d", i), "1.0.0"))
	}
	return f
}

func emptyStore(b *testing.B) *store.DB {
	db, err := store.Open(b.TempDir(), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return db
}

// ratios gathers quotients of times and reports their median.
type ratios []float64

func (r *ratios) add(sync, peer time.Duration) { *r = append(*r, float64(sync)/float64(peer)) }

func (r ratios) report(b *testing.B, unit string) {
	slices.Sort(r)
	b.ReportMetric(r[len(r)/2], unit)
}

func took(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// parse makes trees of nodes of n texts on all processors, nothing more.
func parse(b *testing.B, n int, text func(int) ([]byte, error)) {
	var wg stdsync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				var node yaml.Node
				data, err := text(i)
				if err == nil {
					err = yaml.Load(data, &node)
				}
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// walk lists the files under a folder and asks for the times of all.
func walk(b *testing.B, dir string) (paths []string) {
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		paths = append(paths, path)
		_, err = e.Info()
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return paths
}

func BenchmarkRun_allNew(b *testing.B) {
	f := wideFolder(b, fileCount(b, 2000))
	paths := walk(b, f.dir)
	var r ratios
	for b.Loop() {
		peer := took(func() { parse(b, len(paths), func(i int) ([]byte, error) { return os.ReadFile(paths[i]) }) })
		r.add(took(func() { run(b, emptyStore(b), f.config()) }), peer)
	}
	r.report(b, "x-parse")
}

func BenchmarkRun_nothingNew(b *testing.B) {
	f, db := wideFolder(b, fileCount(b, 2000)), emptyStore(b)
	run(b, db, f.config())
	var r ratios
	for b.Loop() {
		peer := took(func() { walk(b, f.dir) })
		r.add(took(func() { run(b, db, f.config()) }), peer)
	}
	r.report(b, "x-walk")
}

func BenchmarkRun_oneChanged(b *testing.B) {
	f, db := wideFolder(b, fileCount(b, 2000)), emptyStore(b)
	run(b, db, f.config())
	var r ratios
	for n := 1; b.Loop(); n++ {
		peer := took(func() { run(b, db, f.config()) })
		f.write("007/c7.yaml", wide("c7", fmt.Sprintf("1.%d.0", n)))
		r.add(took(func() { run(b, db, f.config()) }), peer)
	}
	r.report(b, "x-nothing-new")
}

// BenchmarkRun_history compares with the commands of git that list a history and
// give out its contents, and making trees of nodes of these.
func BenchmarkRun_history(b *testing.B) {
	const revisions = 20
	r := history(b, fileCount(b, 100), revisions)
	var times ratios
	for b.Loop() {
		peer := took(func() { parseHistory(b, r) })
		times.add(took(func() { run(b, emptyStore(b), r.config()) }), peer)
	}
	times.report(b, "x-git-parse")
}

func parseHistory(b *testing.B, r *repository) {
	dir := b.TempDir()
	r.git("clone", "-q", "--bare", "--no-local", r.dir, dir)
	var ids strings.Builder
	for line := range strings.Lines(r.git("-C", dir, "log", "--raw", "--no-abbrev", "-M", "--format=")) {
		if f := strings.Fields(line); len(f) > 4 {
			ids.WriteString(f[3] + "\n")
		}
	}
	cmd := exec.Command("git", "-C", dir, "cat-file", "--batch")
	cmd.Stdin = strings.NewReader(ids.String())
	out, err := cmd.Output()
	if err != nil {
		b.Fatal(err)
	}
	texts := blobs(b, out)
	parse(b, len(texts), func(i int) ([]byte, error) { return texts[i], nil })
}

// blobs takes apart what cat-file gives out: a line with id, type and size, the
// blob, and the end of a line.
func blobs(b *testing.B, out []byte) (texts [][]byte) {
	for len(out) > 0 {
		head, rest, _ := bytes.Cut(out, []byte("\n"))
		fields := strings.Fields(string(head))
		size, err := strconv.Atoi(fields[len(fields)-1])
		if err != nil || size >= len(rest) {
			b.Fatalf("cat-file says %q", head)
		}
		texts, out = append(texts, rest[:size]), rest[size+1:]
	}
	return texts
}
