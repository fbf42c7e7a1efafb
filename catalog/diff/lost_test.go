package diff_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"meshdex/catalog"
	"meshdex/catalog/diff"
)

// TestCorpus_noEditIsLost changes one value of a real contract at a time. If the
// contract that is read is another one, the comparison must say something: a
// finding, or at least that the notation differs.
func TestCorpus_noEditIsLost(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	all := corpus(t)
	where := cmpopts.IgnoreTypes(catalog.Place{}, catalog.Pos{})
	for _, path := range slices.Sorted(maps.Keys(all)) {
		a := firstContract(all[path])
		if a == nil {
			continue
		}
		for range 4 {
			text, line := editValue(all[path], random)
			b := firstContract(text)
			if b == nil || cmp.Equal(a, b, where) {
				continue
			}
			r := diff.Compare(a, b, diff.Options{})
			if len(r.Findings) == 0 && r.Notation == 0 {
				t.Errorf("%s: %q is lost: %s", path, line, cmp.Diff(a, b, where))
			}
		}
	}
}

// editValue appends to the value of a random line "key: value", and returns the
// line as well.
func editValue(text string, random *rand.Rand) (edited, line string) {
	lines := strings.Split(text, "\n")
	for range 50 {
		i := random.IntN(len(lines))
		if _, value, ok := strings.Cut(lines[i], ": "); ok && strings.TrimSpace(value) != "" && !strings.Contains(value, "#") {
			lines[i] = strings.TrimRight(lines[i], "\r\"' ")
			quote := value[len(strings.TrimRight(value, "\r\"' ")):]
			lines[i] += "7" + quote
			return strings.Join(lines, "\n"), lines[i]
		}
	}
	return text, ""
}
