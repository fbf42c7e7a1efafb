package diff_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/catalog/reader"
)

// step is one edit of a real contract.
type step struct {
	name           string
	base, revision *catalog.Contract
}

// histories reads every step of the contract histories that the environment
// offers, file by file and in order.
func histories(t testing.TB) []step {
	t.Helper()
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	tables, err := filepath.Glob(filepath.Join(shared, "corpus-history", "*", "versions.tsv"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("no histories: %v", err)
	}
	var out []step
	for _, table := range tables {
		out = append(out, stepsOf(t, table)...)
	}
	return out
}

func stepsOf(t testing.TB, table string) []step {
	t.Helper()
	data, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	var out []step
	last := map[string]*catalog.Contract{}
	for i, line := range strings.Split(string(data), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 || len(f) < 13 {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(filepath.Dir(table), f[12]))
		if err != nil {
			t.Fatal(err)
		}
		doc := reader.Read(f[1], raw, reader.Options{})
		if len(doc.Contracts) == 0 {
			continue
		}
		file := f[0] + " " + f[1]
		if b := last[file]; b != nil {
			out = append(out, step{f[12], b, doc.Contracts[0]})
		}
		last[file] = doc.Contracts[0]
	}
	return out
}

func TestHistories_everyDifferenceHasOneFinding(t *testing.T) {
	t.Parallel()
	for _, s := range histories(t) {
		account(t, s)
	}
}

// account checks that every raw difference was taken exactly once, by a finding
// that was told, and that a rule of its own knew it.
func account(t *testing.T, s step) {
	t.Helper()
	raw, taken, told, strangers := diff.Account(s.base, s.revision)
	for _, d := range raw {
		if n := len(taken[d]); n != 1 {
			t.Errorf("%s: difference %s was taken %d times", s.name, d, n)
		}
	}
	if len(taken) != len(raw) {
		t.Errorf("%s: %d differences, %d taken", s.name, len(raw), len(taken))
	}
	for d, findings := range taken {
		if findings[0] >= told {
			t.Errorf("%s: %s was taken and never told", s.name, d)
		}
	}
	if strangers > 0 {
		t.Errorf("%s: no rule knows %d differences of the model", s.name, strangers)
	}
}

func TestHistories_mirror(t *testing.T) {
	t.Parallel()
	for _, s := range histories(t) {
		there := rulesOf(diff.Compare(s.base, s.revision, diff.Options{}))
		back := rulesOf(diff.Compare(s.revision, s.base, diff.Options{}))
		if x, y := unmirrored(there, back); len(x)+len(y) > 0 {
			t.Errorf("%s: nothing mirrors %v, and backwards nothing mirrors %v", s.name, x, y)
		}
	}
}

func TestHistories_nothingDiffersFromItself(t *testing.T) {
	t.Parallel()
	for _, s := range histories(t) {
		if r := diff.Compare(s.revision, s.revision, diff.Options{}); len(r.Findings) > 0 {
			t.Errorf("%s differs from itself: %v", s.name, rulesOf(r))
		}
	}
}
