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
// Every round begins with a store of its own: by turns an empty one, and a copy of
// one that was synced before everything changed, so that a round costs the same
// however many went before it. A few are part of every test run; MESHDEX_KILLS=500
// asks for as many, and -v prints where the kills fell.
func TestFault_killed(t *testing.T) {
	if dir := os.Getenv("MESHDEX_KILLED_STORE"); dir != "" {
		beKilled(t, dir)
		return
	}
	t.Parallel()
	k := newKilling(t)
	rounds := 4
	if testing.Short() {
		rounds = 2
	}
	if n, err := strconv.Atoi(os.Getenv("MESHDEX_KILLS")); err == nil {
		rounds = n
	}
	whole := [...]time.Duration{k.round(bareStore, time.Hour), k.round(syncedStore, time.Hour)}
	random := rand.New(rand.NewPCG(3, 4))
	for round := range rounds {
		start := beginning(round % len(whole))
		k.round(start, time.Duration(random.Int64N(int64(whole[start])*11/10)))
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
	}
	t.Logf("%d rounds of %v by turns: killed before anything was committed %d, between commits %d, after all were %d, not before the end %d; %d marks, none lost",
		rounds, whole, k.none, k.some, k.all, k.ended, k.marks)
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

// killedFiles are several batches.
const killedFiles = 2400

// beginning is what a round begins with.
type beginning int

const (
	bareStore   beginning = iota // but for the user's marks
	syncedStore                  // of an earlier state of every file
)

// killing kills one process after the other, and counts.
type killing struct {
	t    *testing.T
	dir  *folder
	repo *repository
	from [2]string // stores, by beginning

	none, some, all, ended, marks int
}

// The versions of all contracts before they changed, and after.
const (
	oldVersion = "1.0.0"
	newVersion = "1.1.0"
)

func newKilling(t *testing.T) *killing {
	k := &killing{t: t, dir: newFolder(t), repo: newRepository(t)}
	k.write(oldVersion)
	for i := range k.from {
		db := storetest.MustOpen(t)
		k.from[i] = db.Dir()
		if err := db.UpdateMarks(bookmark); err != nil {
			t.Fatal(err)
		}
		if beginning(i) == syncedStore {
			run(t, db, k.sources()...)
		}
	}
	k.write(newVersion)
	return k
}

func (k *killing) write(version string) {
	for i := range killedFiles {
		k.dir.write(fmt.Sprintf("k%d.yaml", i), contract(fmt.Sprintf("k%d", i), version))
	}
	k.repo.publish("g.yaml", contract("g", version), version)
}

func (k *killing) sources() []source.Config { return killedSources(k.dir.dir, k.repo.dir) }

// begin copies a store to a place of its own, which end deletes.
func (k *killing) begin(from beginning) (db *store.DB, end func()) {
	dir, err := os.MkdirTemp("", "killed-*")
	if err != nil {
		k.t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "store"), os.DirFS(k.from[from])); err != nil {
		k.t.Fatal(err)
	}
	db, err = store.Open(filepath.Join(dir, "store"), store.Options{})
	if err != nil {
		k.t.Fatal(err)
	}
	return db, func() { _ = os.RemoveAll(dir) }
}

// round kills a sync after a time, and looks at what is left. It returns how long
// the sync was let live.
func (k *killing) round(from beginning, after time.Duration) time.Duration {
	db, end := k.begin(from)
	defer end()
	before := k.stamps(db)
	cmd := exec.Command(os.Args[0], "-test.run=^TestFault_killed$")
	cmd.Env = append(os.Environ(), "MESHDEX_KILLED_STORE="+db.Dir(), "MESHDEX_KILLED_DIR="+k.dir.dir, "MESHDEX_KILLED_GIT="+k.repo.dir)
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
	k.count(before, k.stamps(db), ended)
	k.marks += marked
	k.mustBeWhole(db, marked)
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

func (k *killing) stamps(db *store.DB) map[string]string {
	known, err := db.Known("dir")
	if err != nil {
		k.t.Fatal(err)
	}
	files := map[string]string{}
	for n := range known.Files.Len() {
		f := known.Files.At(n)
		files[f.Path] = f.Stamp
	}
	return files
}

// count tells how far the sync of the folder was when it was killed.
func (k *killing) count(before, after map[string]string, ended bool) {
	committed := 0
	for path, stamp := range after {
		if before[path] != stamp {
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
func (k *killing) mustBeWhole(db *store.DB, marked int) {
	k.t.Helper()
	storetest.MustCheck(k.t, db)
	mustKeepMarks(k.t, db)
	if m, err := db.Marks(); err != nil || marked > 0 && (len(m.Recents) == 0 || int(m.Recents[0].Score) < marked) {
		k.t.Errorf("of %d marks: %+v, %v", marked, m.Recents, err)
	}
	run(k.t, db, k.sources()...)
	storetest.MustCheck(k.t, db)
	if err := db.UpdateMarks(func(*store.Marks) error { return nil }); err != nil {
		k.t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(db.Dir(), "*.tmp-*")); len(left) > 0 {
		k.t.Errorf("left behind: %v", left)
	}
	snap := snapshot(k.t, db)
	if snap.ContractCount() != killedFiles+1 {
		k.t.Errorf("%d contracts", snap.ContractCount())
	}
	for i := range snap.ContractCount() {
		if c := snap.Contract(i); c.Version != newVersion {
			k.t.Errorf("%s is at %s, not %s", c.ID, c.Version, newVersion)
		}
	}
}
