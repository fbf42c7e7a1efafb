package code_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"meshdex/ui/widget/code"
)

func TestAlign(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ base, revision, want string }{
		{"", "", ""},
		{"a b c", "a b c", "aa bb cc"},
		{"a b c", "a x c", "aa b/x cc"},
		{"a b", "a b c", "aa bb /c"},
		{"a b c", "b c", "a/ bb cc"},
		{"a b c d", "x a c y d", "/x aa b/ cc /y dd"},
		{"a", "b", "a/b"},
		{"a b c a b b a", "c b a b a c", ""},
	} {
		base, revision := strings.Fields(c.base), strings.Fields(c.revision)
		rows := code.Align(base, revision)
		checkRows(t, base, revision, rows)
		var got []string
		for _, r := range rows {
			got = append(got, show(base, revision, r))
		}
		if s := strings.Join(got, " "); c.want != "" && s != c.want {
			t.Errorf("Align(%q, %q) = %s, want %s", c.base, c.revision, s, c.want)
		}
	}
}

func show(base, revision []string, r code.Row) string {
	left, right := "", ""
	if r.Base >= 0 {
		left = base[r.Base]
	}
	if r.Revision >= 0 {
		right = revision[r.Revision]
	}
	if r.Same {
		return left + right
	}
	return left + "/" + right
}

// checkRows proves that every line of both files is in the rows once, in order,
// and that rows called the same are.
func checkRows(t *testing.T, base, revision []string, rows []code.Row) {
	t.Helper()
	b, r := 0, 0
	for _, row := range rows {
		if row.Base >= 0 {
			if row.Base != b {
				t.Fatalf("base line %d comes where %d should", row.Base, b)
			}
			b++
		}
		if row.Revision >= 0 {
			if row.Revision != r {
				t.Fatalf("revision line %d comes where %d should", row.Revision, r)
			}
			r++
		}
		if row.Same && base[row.Base] != revision[row.Revision] {
			t.Fatalf("%q and %q are called the same", base[row.Base], revision[row.Revision])
		}
	}
	if b != len(base) || r != len(revision) {
		t.Fatalf("%d of %d and %d of %d lines are there", b, len(base), r, len(revision))
	}
}

// lcs is the length of the longest common subsequence, by the textbook table.
func lcs(a, b []string) int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
	}
	for i := range a {
		for j := range b {
			table[i+1][j+1] = max(table[i][j+1], table[i+1][j])
			if a[i] == b[j] {
				table[i+1][j+1] = table[i][j] + 1
			}
		}
	}
	return table[len(a)][len(b)]
}

func TestAlign_findsTheLongest(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		a, b := lines(rng), lines(rng)
		rows := code.Align(a, b)
		checkRows(t, a, b, rows)
		same := 0
		for _, r := range rows {
			if r.Same {
				same++
			}
		}
		if want := lcs(a, b); same != want {
			t.Fatalf("Align(%v, %v) has %d lines in common, want %d", a, b, same, want)
		}
	}
}

func lines(rng *rand.Rand) []string {
	out := make([]string, rng.IntN(12))
	for i := range out {
		out[i] = string(rune('a' + rng.IntN(4)))
	}
	return out
}

func TestAlign_givesUpOnWhatIsAllDifferent(t *testing.T) {
	t.Parallel()
	a, b := make([]string, 4000), make([]string, 4000)
	for i := range a {
		a[i], b[i] = "a"+strings.Repeat("x", i%7), "b"+strings.Repeat("x", i%7)
	}
	rows := code.Align(a, b)
	checkRows(t, a, b, rows)
	if len(rows) != 4000 {
		t.Errorf("%d rows, want the lines side by side in 4000", len(rows))
	}
}

func TestChanged(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ a, b, inA, inB string }{
		{"type: integer", "type: string", "integer", "string"},
		{"type: decimal(10,2)", "type: decimal(12,2)", "10", "12"},
		{"  maximum: 5", "  minimum: 5", "maximum", "minimum"},
		{"", "new: line", "", "new: line"},
		{"größe: 1", "größe: 2", "1", "2"},
	} {
		inA, inB := code.Changed(c.a, c.b)
		gotA, gotB := c.a[inA[0]:inA[1]], c.b[inB[0]:inB[1]]
		if gotA != c.inA || gotB != c.inB {
			t.Errorf("Changed(%q, %q) = %q, %q; want %q, %q", c.a, c.b, gotA, gotB, c.inA, c.inB)
		}
	}
}

func FuzzChanged(f *testing.F) {
	f.Add("type: integer", "type: string")
	f.Fuzz(func(t *testing.T, a, b string) {
		inA, inB := code.Changed(a, b)
		if a[:inA[0]] != b[:inB[0]] || a[inA[1]:] != b[inB[1]:] {
			t.Errorf("Changed(%q, %q) = %v, %v: the rest differs", a, b, inA, inB)
		}
	})
}
