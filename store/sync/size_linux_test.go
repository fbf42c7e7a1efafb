package sync_test

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/sync"
)

// TestRun_takesLittle syncs files of the kinds of BenchmarkRun_allNew in a process of its
// own, and says how much memory it had at the most and what the store takes beside them:
// the database, and all with what is made of it. MESHDEX_FILES says how many files.
func TestRun_takesLittle(t *testing.T) {
	if place := os.Getenv("MESHDEX_SIZED"); place != "" {
		syncAlone(t, place)
		return
	}
	if testing.Short() {
		t.Skip("builds catalogs of two thousand files")
	}
	t.Parallel()
	n := fileCount(t, 2000)
	t.Run("mesh", func(t *testing.T) { wantLittle(t, meshFolder(t, n)) })
	t.Run("wide", func(t *testing.T) { wantLittle(t, wideFolder(t, n).dir) })
}

// syncAlone is the other process: this test binary, once more.
func syncAlone(t *testing.T, place string) {
	db, err := store.Open(os.Getenv("MESHDEX_SIZED_STORE"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	cfg := source.Config{Name: "s", Kind: source.KindDir, Location: place}
	report, err := sync.Run(t.Context(), db, []source.Config{cfg}, sync.Options{})
	if err != nil || report.Sources[0].Err != nil {
		t.Fatal(err, report.Sources)
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(string(status))
}

// memoryTold finds the most memory that a process had, by what its system says of it. What
// is told of a child that has ended counts what its parent had when it began.
func memoryTold(t *testing.T, status []byte) int64 {
	t.Helper()
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes int64
	if _, err := fmt.Sscan(after, &kilobytes); err != nil {
		t.Fatalf("the process does not say what memory it had: %v", err)
	}
	return kilobytes << 10
}

// wantLittle holds the bounds of a sync of 100,000 files, whose texts may be its own.
func wantLittle(t *testing.T, dir string) {
	const mostMemory = 300 << 20
	kept := t.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run=^TestRun_takesLittle$", "-test.v=false")
	cmd.Env = append(os.Environ(), "MESHDEX_SIZED="+dir, "MESHDEX_SIZED_STORE="+kept)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	memory := memoryTold(t, out)
	raw, database, all := bytesIn(t, dir, "*.yaml"), bytesIn(t, kept, "catalog.db"), bytesIn(t, kept, "*")
	t.Logf("%d MB of files: memory %d MB; database %.2f and all of the store %.2f times the files",
		raw>>20, memory>>20, float64(database)/float64(raw), float64(all)/float64(raw))
	if memory > mostMemory {
		t.Errorf("the process had %d MB", memory>>20)
	}
	if all > raw {
		t.Errorf("the store takes %d bytes, the files %d", all, raw)
	}
}

// bytesIn adds up the files below a folder whose names match.
func bytesIn(t *testing.T, dir, pattern string) (n int64) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if is, _ := filepath.Match(pattern, e.Name()); !is {
			return nil
		}
		info, err := e.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
