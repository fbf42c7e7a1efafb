package diff_test

import (
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/catalog/reader"
)

// laws checks what must hold for any two contracts: the account is in order, the
// two directions mirror, and neither differs from itself.
func laws(t *testing.T, name string, a, b *catalog.Contract) {
	t.Helper()
	account(t, step{name, a, b})
	there, back := diff.Compare(a, b, diff.Options{}), diff.Compare(b, a, diff.Options{})
	if x, y := unmirrored(rulesOf(there), rulesOf(back)); len(x)+len(y) > 0 {
		t.Errorf("%s: nothing mirrors %v, and backwards nothing mirrors %v", name, x, y)
	}
	if r := diff.Compare(a, a, diff.Options{}); len(r.Findings) > 0 {
		t.Errorf("%s: differs from itself: %v", name, rulesOf(r))
	}
}

// corpus reads the real contracts that the environment offers.
func corpus(t testing.TB) map[string]string {
	t.Helper()
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	out := map[string]string{}
	err := filepath.WalkDir(filepath.Join(shared, "corpus"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(filepath.Ext(path), "ml") {
			return err
		}
		data, err := os.ReadFile(path)
		if len(data) < 100_000 {
			out[path] = string(data)
		}
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	return out
}

func firstContract(text string) *catalog.Contract {
	doc := reader.Read("contract.yaml", []byte(text), reader.Options{})
	if len(doc.Contracts) == 0 {
		return nil
	}
	return doc.Contracts[0]
}

// TestCorpus_lawsHoldBetweenStrangers compares contracts that have nothing to do
// with each other, which is where matching guesses most.
func TestCorpus_lawsHoldBetweenStrangers(t *testing.T) {
	t.Parallel()
	var last *catalog.Contract
	lastPath := ""
	all := corpus(t)
	for _, path := range slices.Sorted(maps.Keys(all)) {
		c := firstContract(all[path])
		if c == nil {
			continue
		}
		if last != nil {
			laws(t, lastPath+" and "+path, last, c)
		}
		last, lastPath = c, path
	}
}

// TestCorpus_lawsHoldUnderEdits deletes, repeats, swaps and mangles lines of real
// contracts.
func TestCorpus_lawsHoldUnderEdits(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	all := corpus(t)
	for _, path := range slices.Sorted(maps.Keys(all)) {
		text := all[path]
		a := firstContract(text)
		if a == nil {
			continue
		}
		for range 3 {
			if b := firstContract(edit(text, random)); b != nil {
				laws(t, path, a, b)
			}
		}
	}
}

func edit(text string, random *rand.Rand) string {
	lines := strings.Split(text, "\n")
	for range 1 + random.IntN(4) {
		i, j := random.IntN(len(lines)), random.IntN(len(lines))
		switch random.IntN(5) {
		case 0:
			lines[i] = ""
		case 1:
			lines[i], lines[j] = lines[j], lines[i]
		case 2:
			lines[i] += "\n" + lines[i]
		case 3:
			lines[i] = strings.Replace(lines[i], ": ", ": x", 1)
		case 4:
			lines[i] = strings.NewReplacer("true", "false", "false", "true", "1", "2", "integer", "number", "name: ", "name: new_").Replace(lines[i])
		}
	}
	return strings.Join(lines, "\n")
}

func FuzzCompare(f *testing.F) {
	for _, e := range diff.Examples() {
		base, revision := sides(e)
		f.Add(base, revision)
	}
	f.Fuzz(func(t *testing.T, base, revision string) {
		a, b := firstContract(base), firstContract(revision)
		if a == nil || b == nil {
			return
		}
		laws(t, "fuzz", a, b)
	})
}
