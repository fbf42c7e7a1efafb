package sync_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// TestFault_killed kills a syncing process with a signal that nobody can catch, at
// moments spread over the whole of the sync: of a folder, in several batches, and
// of a git repository beside it, while marks are made as fast as they can be. Each
// time the store must be clean, every mark that was reported as made must be
// there, and the next sync must bring all there is.
//
// A few rounds are part of every test run; MESHDEX_KILLS=500 asks for as many, and
// -v prints where the kills fell.
func TestFault_killed(t *testing.T) {
	if dir := os.Getenv("MESHDEX_KILLED_STORE"); dir != "" {
		beKilled(t, dir)
		return
	}
	t.Parallel()
	k := newKilling(t)
	whole := k.round(-1, time.Hour)
	rounds := 3
	if testing.Short() {
		rounds = 1
	}
	if n, err := strconv.Atoi(os.Getenv("MESHDEX_KILLS")); err == nil {
		rounds = n
	}
	random := rand.New(rand.NewPCG(3, 4))
	for round := range rounds {
		k.round(round, time.Duration(random.Int64N(int64(whole)*11/10)))
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(k.db.Dir(), "*.tmp-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	t.Logf("%d rounds of %v: killed before anything was committed %d, between commits %d, after all were %d, not before the end %d; %d marks, none lost",
		rounds, whole.Round(time.Millisecond), k.none, k.some, k.all, k.ended, k.marks)
}

// beKilled is the other process: this test binary, once more.
func beKilled(t *testing.T, dir string) {
	db, err := store.Open(dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			var score float64
			err := db.UpdateMarks(func(m *store.Marks) error {
				m.Visit("c1", time.Unix(0, 0))
				score = m.Recents[0].Score
				return nil
			})
			if err == nil {
				fmt.Printf("marked %.0f\n", score)
			}
		}
	}()
	report, err := sync.Run(context.Background(), db, killedSources(os.Getenv("MESHDEX_KILLED_DIR"), os.Getenv("MESHDEX_KILLED_GIT")), sync.Options{})
	if err != nil || report.Sources[0].Err != nil || report.Sources[1].Err != nil {
		t.Fatal(err, report.Sources)
	}
	fmt.Println("ended")
}

func killedSources(dir, repository string) []source.Config {
	return []source.Config{
		{Name: "dir", Kind: source.KindDir, Location: dir},
		{Name: "git", Kind: source.KindGit, Location: "file://" + repository},
	}
}

// killedFiles are more than a batch.
const killedFiles = 1200

// killing kills one process after the other on one store, and counts.
type killing struct {
	t    *testing.T
	db   *store.DB
	dir  *folder
	repo *repository

	none, some, all, ended, marks int
}

func newKilling(t *testing.T) *killing {
	k := &killing{t: t, db: storetest.MustOpen(t), dir: newFolder(t), repo: newRepository(t)}
	if err := k.db.UpdateMarks(bookmark); err != nil {
		t.Fatal(err)
	}
	return k
}

// round changes every file, kills a sync after a time, and looks at what is left.
// It returns how long the sync was let live.
func (k *killing) round(n int, after time.Duration) time.Duration {
	version := fmt.Sprintf("1.%d.0", n+1)
	for i := range killedFiles {
		k.dir.write(fmt.Sprintf("k%d.yaml", i), contract(fmt.Sprintf("k%d", i), version))
	}
	k.repo.publish("g.yaml", contract("g", version), "round")
	before := k.stamps()
	cmd := exec.Command(os.Args[0], "-test.run=^TestFault_killed$")
	cmd.Env = append(os.Environ(), "MESHDEX_KILLED_STORE="+k.db.Dir(), "MESHDEX_KILLED_DIR="+k.dir.dir, "MESHDEX_KILLED_GIT="+k.repo.dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		k.t.Fatal(err)
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	kill := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	marked, ended := told(out)
	_ = cmd.Wait() // it was killed
	lived := time.Since(start)
	kill.Stop()
	k.count(before, ended)
	k.marks = max(k.marks, marked)
	k.mustBeWhole(version)
	return lived
}

// told is the last mark that a process says it made, and whether it came to its
// end.
func told(out io.Reader) (marked int, ended bool) {
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if text, ok := strings.CutPrefix(lines.Text(), "marked "); ok {
			marked, _ = strconv.Atoi(text)
		}
		ended = ended || lines.Text() == "ended"
	}
	return marked, ended
}

func (k *killing) stamps() map[string]store.KnownFile {
	known, err := k.db.Known("dir")
	if err != nil {
		k.t.Fatal(err)
	}
	files := map[string]store.KnownFile{}
	for n := range known.Files.Len() {
		f := known.Files.At(n)
		files[f.Path] = f
	}
	return files
}

// count tells how far the sync of the folder was when it was killed.
func (k *killing) count(before map[string]store.KnownFile, ended bool) {
	committed := 0
	for path, now := range k.stamps() {
		if was, known := before[path]; !known || was.Stamp != now.Stamp {
			committed++
		}
	}
	switch {
	case ended:
		k.ended++
	case committed == 0:
		k.none++
	case committed < killedFiles:
		k.some++
	default:
		k.all++
	}
}

// mustBeWhole checks what a killed process left, and syncs again.
func (k *killing) mustBeWhole(version string) {
	k.t.Helper()
	storetest.MustCheck(k.t, k.db)
	mustKeepMarks(k.t, k.db)
	if m, err := k.db.Marks(); err != nil || k.marks > 0 && (len(m.Recents) == 0 || int(m.Recents[0].Score) < k.marks) {
		k.t.Errorf("of %d marks: %+v, %v", k.marks, m.Recents, err)
	}
	run(k.t, k.db, killedSources(k.dir.dir, k.repo.dir)...)
	if err := k.db.UpdateMarks(func(*store.Marks) error { return nil }); err != nil {
		k.t.Error(err)
	}
	snap := snapshot(k.t, k.db)
	if snap.ContractCount() != killedFiles+1 {
		k.t.Errorf("%d contracts", snap.ContractCount())
	}
	for i := range snap.ContractCount() {
		if c := snap.Contract(i); c.Version != version {
			k.t.Errorf("%s is at %s, not %s", c.ID, c.Version, version)
		}
	}
}
