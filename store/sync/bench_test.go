package sync_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	stdsync "sync"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
	"meshdex/catalog/reader"
	"meshdex/catalog/reader/tidy"
	"meshdex/sample"
	"meshdex/store"
	"meshdex/store/source"
)

// The benchmarks do by other means what a sync cannot do without, in the same
// run, and report how many times as long the sync takes: x-…, the median.
// How many files there are, fileCount says.

func wideFolder(b testing.TB, n int) *folder {
	f := newFolder(b)
	f.tick = f.tick.Add(-time.Duration(n) * time.Second) // none in the future, which no sync believes
	for i := range n {
		f.write(fmt.Sprintf("%03d/c%d.yaml", i%500, i), wide(fmt.Sprintf("c%d", i), "1.0.0"))
	}
	return f
}

// meshFolder has the files of a generated mesh, n or some more.
func meshFolder(b testing.TB, n int) string {
	dir := b.TempDir()
	g := sample.Generate(1, n)
	for i := 0; n > 0; i++ {
		for _, f := range g.Files(i) {
			path := filepath.Join(dir, f.Path)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(path, f.Data, 0o600); err != nil {
				b.Fatal(err)
			}
			n--
		}
	}
	return dir
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

// parse makes trees of nodes of n texts on all processors, nothing more, as far as they
// can be read.
func parse(n int, text func(int) ([]byte, error)) {
	var wg stdsync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				var node yaml.Node
				if data, err := text(i); err == nil {
					_ = yaml.Load(data, &node)
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

// BenchmarkRun_allNew syncs three kinds of files: those of a generated mesh; contracts
// of which every property has a description of its own, so that the index has nothing
// to share; and, with MESHDEX_SHARED, public ones.
func BenchmarkRun_allNew(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as a sync does, also for who only parses
	n := fileCount(b, 2000)
	b.Run("mesh", func(b *testing.B) { benchmarkAllNew(b, meshFolder(b, n)) })
	b.Run("wide", func(b *testing.B) { benchmarkAllNew(b, wideFolder(b, n).dir) })
	b.Run("public", func(b *testing.B) {
		shared := os.Getenv("MESHDEX_SHARED")
		if shared == "" {
			b.Skip("MESHDEX_SHARED is not set")
		}
		benchmarkAllNew(b, filepath.Join(shared, "corpus"))
	})
}

func benchmarkAllNew(b *testing.B, dir string) {
	cfg := source.Config{Name: "s", Kind: source.KindDir, Location: dir}
	paths := slices.DeleteFunc(walk(b, dir), func(path string) bool {
		return !slices.Contains([]string{".yaml", ".yml", ".json"}, filepath.Ext(path))
	})
	var r ratios
	for b.Loop() {
		peer := took(func() { parse(len(paths), func(i int) ([]byte, error) { return os.ReadFile(paths[i]) }) })
		r.add(took(func() { run(b, emptyStore(b), cfg) }), peer)
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

// BenchmarkRun_oneChanged reports beside the quotient how many milliseconds more a sync
// takes because of the file: ms-more, the median.
func BenchmarkRun_oneChanged(b *testing.B) {
	n := fileCount(b, 2000)
	b.Run("mesh", func(b *testing.B) { benchmarkOneChanged(b, meshFolder(b, n)) })
	b.Run("wide", func(b *testing.B) { benchmarkOneChanged(b, wideFolder(b, n).dir) })
}

func benchmarkOneChanged(b *testing.B, dir string) {
	db, cfg := emptyStore(b), source.Config{Name: "s", Kind: source.KindDir, Location: dir}
	paths := walk(b, dir)
	changed := slices.IndexFunc(paths[len(paths)/2:], isContract) + len(paths)/2
	age(b, paths)
	run(b, db, cfg)
	var r, more ratios
	for n := 1; b.Loop(); n++ {
		peer := took(func() { run(b, db, cfg) })
		data, err := os.ReadFile(paths[changed])
		if err != nil {
			b.Fatal(err)
		}
		data = versionLine().ReplaceAll(data, fmt.Appendf(nil, "version: 1.%d.0", n))
		if err := os.WriteFile(paths[changed], data, 0o600); err != nil {
			b.Fatal(err)
		}
		age(b, paths[changed:changed+1])
		t := took(func() { run(b, db, cfg) })
		r.add(t, peer)
		more.add(t-peer, time.Millisecond)
	}
	r.report(b, "x-nothing-new")
	more.report(b, "ms-more")
}

func versionLine() *regexp.Regexp { return regexp.MustCompile(`(?m)^version: .*$`) }

func isContract(path string) bool {
	data, err := os.ReadFile(path)
	return err == nil && bytes.Contains(data, []byte("kind: DataContract"))
}

// age makes files older than what a sync takes for new.
func age(b *testing.B, paths []string) {
	for i, path := range paths {
		past := time.Now().Add(-time.Hour + time.Duration(i)*time.Microsecond)
		if err := os.Chtimes(path, past, past); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRun_history compares with the commands of git that list a history and
// give out its contents, and making trees of nodes of these.
func BenchmarkRun_history(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
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
	parse(len(texts), func(i int) ([]byte, error) { return texts[i], nil })
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

// BenchmarkPhases takes a sync of new files apart: how long each part of it takes
// on one processor, and how much memory it goes through, for a file.
func BenchmarkPhases(b *testing.B) {
	f := wideFolder(b, fileCount(b, 2000))
	spent := map[string]time.Duration{}
	bytes := map[string]uint64{}
	n := 0
	for b.Loop() {
		paths := walk(b, f.dir)
		n += len(paths)
		phase := func(name string, do func()) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			spent[name] += took(do)
			runtime.ReadMemStats(&after)
			bytes[name] += after.TotalAlloc - before.TotalAlloc
		}
		phases(b, f, paths, phase)
	}
	for name, t := range spent {
		b.ReportMetric(float64(t.Microseconds())/float64(n), "µs-"+name)
		b.ReportMetric(float64(bytes[name])/float64(n)/1024, "KB-"+name)
	}
	b.ReportMetric(0, "ns/op")
}

func phases(b *testing.B, f *folder, paths []string, phase func(string, func())) {
	texts := make([][]byte, len(paths))
	docs := make([]*catalog.Document, len(paths))
	changes := make([]store.Change, len(paths))
	must := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	phase("walk", func() {
		s, err := source.Open(f.config(), source.Env{})
		must(err)
		for _, err := range s.Scan(b.Context(), "") {
			must(err)
		}
	})
	each := func(name string, do func(i int) error) {
		phase(name, func() {
			for i := range paths {
				must(do(i))
			}
		})
	}
	each("read", func(i int) (err error) { texts[i], err = os.ReadFile(paths[i]); return err })
	each("hash", func(i int) error { changes[i].Hash = store.HashOf(texts[i]); return nil })
	each("nodes", func(i int) error { tidy.Parse(texts[i]).Free(); return nil })
	each("yaml", func(i int) error { return yaml.Load(texts[i], new(yaml.Node)) }) // what the nodes cost by the library
	each("model", func(i int) error { docs[i] = reader.Read(paths[i], texts[i], reader.Options{}); return nil })
	each("encode", func(i int) error {
		changes[i].Path, changes[i].News = paths[i], store.Content
		changes[i].Parsed = store.NewParsed(changes[i].Hash, texts[i], nil, store.DigestOf(docs[i], time.Now()))
		return nil
	})
	session, err := emptyStore(b).Begin(context.Background())
	must(err)
	defer session.Close()
	phase("commit", func() {
		for batch := range slices.Chunk(changes, 2000) {
			_, err := session.Apply("s", batch)
			must(err)
		}
	})
	phase("publish", func() {
		must(session.Publish(b.Context()))
	})
}
