package subseq_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"meshdex/catalog/search/subseq"
)

var (
	domains = strings.Fields("sales finance marketing logistics hr risk Kundenservice 客户 données")
	nouns   = strings.Fields("orders customers payments invoices shipments clicks sessions accounts Kunden 订单 café ledger cards")
	shapes  = []string{"%s/%s_%s-v%d", "%s / %s %s %d", "%s.%s%s%d", "%s %s-%s/%d"}
)

// mesh is n lines that look like those of a catalog.
func mesh(n int, seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	pick := func(s []string) string {
		w := s[r.IntN(len(s))]
		if r.IntN(3) == 0 {
			first, size := utf8.DecodeRuneInString(w)
			return string(unicode.ToUpper(first)) + w[size:]
		}
		return w
	}
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf(shapes[r.IntN(len(shapes))], pick(domains), pick(nouns), pick(nouns), r.IntN(50))
		if r.IntN(2) == 0 {
			lines[i] += " " + pick(nouns)
		}
	}
	return lines
}

// pattern is a random query: letters of a line, in order, with gaps.
func pattern(r *rand.Rand, lines []string) string {
	line := []rune(lines[r.IntN(len(lines))])
	var out []rune
	for at := r.IntN(len(line)); at < len(line) && len(out) < 9; at += 1 + r.IntN(1+r.IntN(4)) {
		out = append(out, line[at])
	}
	if r.IntN(8) == 0 {
		out = append(out, []rune("zxq")[r.IntN(3)])
	}
	return string(out[:1+r.IntN(len(out))])
}

// compare checks the best 200 lines, their scores, their order and the number
// of all against sahilm/fuzzy.
func compare(t *testing.T, l *subseq.Lines, lines []string, query string, workers int) {
	t.Helper()
	want := fuzzy.Find(query, lines)
	got, count, err := l.Top(context.Background(), query, subseq.Options{Limit: 200, Workers: workers})
	if err != nil || count != len(want) || len(got) != min(200, len(want)) {
		t.Fatalf("%q: %d of %d lines, error %v; want %d", query, len(got), count, err, len(want))
	}
	for i, h := range got {
		if int(h.ID) != want[i].Index || h.Score != int64(want[i].Score) {
			t.Fatalf("%q: rank %d is line %d (%q) with %d, want line %d (%q) with %d", query, i,
				h.ID, lines[h.ID], h.Score, want[i].Index, want[i].Str, want[i].Score)
		}
	}
}

func TestTop_equalsSahilmFuzzy(t *testing.T) {
	t.Parallel()
	lines := mesh(2_000, 7)
	l := subseq.Build(lines)
	loaded, err := subseq.Load(l.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	queries := 4000
	if testing.Short() {
		queries = 300
	}
	for i := range queries {
		compare(t, loaded, lines, pattern(r, lines), 1+i%2)
	}
}

// TestTop_sparesNoneOfTheBest compares the best lines with the first of all: of several blocks, and by patterns of any length, which are parts of lines
// with letters left out and some put in.
func TestTop_sparesNoneOfTheBest(t *testing.T) {
	t.Parallel()
	lines := mesh(9_000, 5)
	l := subseq.Build(lines)
	r := rand.New(rand.NewPCG(6, 6))
	for i := range 400 {
		query := longPattern(r, lines)
		all, _, _ := l.Top(context.Background(), query, subseq.Options{Limit: len(lines)})
		o := subseq.Options{Limit: 1 + r.IntN(200), Workers: 1 + i%2, Uncounted: true}
		got, _, err := l.Top(context.Background(), query, o)
		if want := all[:min(o.Limit, len(all))]; err != nil || !slices.Equal(got, want) {
			t.Fatalf("%q: got %v, error %v; want %v", query, got, err, want)
		}
	}
}

// longPattern is some of the letters of one line, with some of another.
func longPattern(r *rand.Rand, lines []string) string {
	var out []rune
	for range 1 + r.IntN(2) {
		skip := 1 + r.IntN(12)
		for _, c := range lines[r.IntN(len(lines))] {
			if r.IntN(skip) > 0 && len(out) < 32 {
				out = append(out, c)
			}
		}
	}
	return string(append(out, 'o'))
}

func TestTop_oddLines(t *testing.T) {
	t.Parallel()
	lines := []string{
		"", "a", "A", "aa", "aA", "AA", "a/a", "/a", "_", "-a-a-a", "Öl", "öL", "ﬀ", "日本語", "日本 語",
		strings.Repeat("ab", 3000), strings.Repeat("a ", 500), "orders", "o_r_d", "customer_orders", "ord",
	}
	l := subseq.Build(lines)
	for _, q := range []string{"a", "aa", "aaa", "ord", "ORD", "ö", "日語", "本", "/", "_", " ", "ab", strings.Repeat("ab", 16)} {
		compare(t, l, lines, q, 2)
	}
}

func TestTop_patternIsCutAt32Letters(t *testing.T) {
	t.Parallel()
	l := subseq.Build([]string{strings.Repeat("a", 40), strings.Repeat("a", 32)})
	_, count, err := l.Top(context.Background(), strings.Repeat("a", 10_000), subseq.Options{Limit: 5})
	if err != nil || count != 2 {
		t.Errorf("%d lines, error %v; want 2", count, err)
	}
}

func TestTop_keepAndTie(t *testing.T) {
	t.Parallel()
	l := subseq.Build([]string{"ab", "ab", "ab", "ab"})
	hits, count, err := l.Top(context.Background(), "ab", subseq.Options{
		Limit: 2,
		Keep:  func(line uint32) bool { return line != 3 },
		Tie:   func(line uint32) uint64 { return uint64(10 - line) },
	})
	if err != nil || count != 3 || len(hits) != 2 || hits[0].ID != 2 || hits[1].ID != 1 {
		t.Errorf("got %v of %d, error %v; want lines 2 and 1 of 3", hits, count, err)
	}
}

func TestContaining_findsWhatContainsDoes(t *testing.T) {
	t.Parallel()
	lines := mesh(9_000, 2)
	l := subseq.Build(lines)
	for _, text := range []string{"orders", "Kunden", "客户", "s/o", "é", "zzz", "1", ""} {
		want, got := map[uint32]bool{}, map[uint32]bool{}
		for i, s := range lines {
			if text != "" && strings.Contains(strings.ToLower(s), strings.ToLower(text)) {
				want[uint32(i)] = true
			}
		}
		l.Containing(context.Background(), text, func(line uint32) bool {
			got[line] = true
			return true
		})
		if !maps.Equal(got, want) {
			t.Errorf("%q is in %d lines, want %d", text, len(got), len(want))
		}
	}
	n := 0
	l.Containing(context.Background(), "o", func(uint32) bool { n++; return n < 3 })
	if n != 3 {
		t.Errorf("called %d times after it was told to stop at 3", n)
	}
}

func TestTop_cancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := subseq.Build(mesh(100, 1)).Top(ctx, "a", subseq.Options{Limit: 1}); err == nil {
		t.Error("a cancelled search gives no error")
	}
}

func TestLoad_refusesOtherBytes(t *testing.T) {
	t.Parallel()
	data := subseq.Build(mesh(100, 1)).Bytes()
	for _, bad := range [][]byte{nil, data[:4], data[:len(data)-1], append([]byte{255}, data...)} {
		if _, err := subseq.Load(bad); err == nil {
			t.Errorf("Load of %d bytes gives no error", len(bad))
		}
	}
}

func FuzzTop(f *testing.F) {
	f.Add("orders customer_orders o_r_d", "ord")
	f.Add("aB Ab AB ab", "ab")
	f.Add("日本語 日 本", "日本")
	f.Fuzz(func(t *testing.T, text, query string) {
		lines := strings.Fields(strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "?"))
		query = strings.ToValidUTF8(strings.ReplaceAll(query, "\x00", ""), "?")
		if len([]rune(query)) > 32 || !sameLength(text) || !sameLength(query) {
			t.Skip("sahilm/fuzzy overflows, or counts bytes that folding changes")
		}
		for i := range lines {
			lines[i] = strings.TrimSpace(lines[i])
		}
		if query == "" {
			return
		}
		compare(t, subseq.Build(lines), lines, query, 1)
	})
}

// sameLength reports whether all letters are ASCII: of the others some have
// several lower cases, which the catalog folds before it comes here.
func sameLength(s string) bool {
	for _, r := range s {
		if r > 126 {
			return false
		}
	}
	return true
}
