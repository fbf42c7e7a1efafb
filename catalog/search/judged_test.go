package search_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/sample"
)

// judgement is a query and what its first hit should be, one of wanted.
type judgement struct {
	scope  search.Scope
	query  string
	wanted []string
}

// goal is the mean reciprocal rank that every judged catalog has to reach.
const goal = 0.95

func TestJudged_small(t *testing.T) {
	t.Parallel()
	judge(t, smallMesh(t), readJudgements(t, "testdata/judged/small.txt"))
}

func TestJudged_languages(t *testing.T) {
	t.Parallel()
	judge(t, readMesh(t, "testdata/languages.txt"), readJudgements(t, "testdata/judged/languages.txt"))
}

func TestJudged_sample(t *testing.T) {
	t.Parallel()
	_, records, snap, err := sample.Open()
	if err != nil {
		t.Fatal(err)
	}
	m := newMesh(records, snap)
	judge(t, m, readJudgements(t, "testdata/judged/sample.txt"))
	judge(t, m, readJudgements(t, "testdata/judged/fresh.txt"))
}

func readJudgements(t testing.TB, name string) []judgement {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	scope := search.Products
	var out []judgement
	for in := bufio.NewScanner(f); in.Scan(); {
		line := strings.TrimSpace(in.Text())
		switch q, wanted, ok := strings.Cut(line, " => "); {
		case line == "" || strings.HasPrefix(line, "#"):
		case line == "fields:":
			scope = search.Properties
		case !ok:
			t.Fatalf("%s: %q is no judgement", name, line)
		default:
			j := judgement{scope: scope, query: strings.TrimSpace(q)}
			for w := range strings.SplitSeq(wanted, "|") {
				j.wanted = append(j.wanted, strings.TrimSpace(w))
			}
			out = append(out, j)
		}
	}
	return out
}

// judge asks all queries, reports how the ranking did and every query whose
// first hit is not wanted, and fails when the goal is missed.
func judge(t *testing.T, m mesh, judgements []judgement) {
	t.Helper()
	sum, first, third := 0.0, 0, 0
	for _, j := range judgements {
		rank, hits := m.rank(t, j)
		if rank > 0 {
			sum += 1 / float64(rank)
		}
		if rank == 1 {
			first++
		} else {
			t.Logf("miss: %q wants %s at 1, has it at %d; first are %s", j.query, strings.Join(j.wanted, " or "), rank, hits)
		}
		if rank >= 1 && rank <= 3 {
			third++
		}
	}
	n := float64(len(judgements))
	t.Logf("%d queries: mean reciprocal rank %.3f, success at 1 %.3f, at 3 %.3f", len(judgements), sum/n, float64(first)/n, float64(third)/n)
	if sum/n < goal {
		t.Errorf("mean reciprocal rank %.3f, want at least %.2f", sum/n, goal)
	}
}

// rank is the place of the first wanted hit, 0 when there is none, and the names
// of the first hits.
func (m mesh) rank(t testing.TB, j judgement) (int, []string) {
	t.Helper()
	q, err := query.Parse(j.query)
	if err != nil {
		t.Fatal(err)
	}
	r, err := m.index.Search(context.Background(), q, search.Options{Scope: j.scope, Limit: 50, Now: day})
	if err != nil {
		t.Fatal(err)
	}
	rank := 0
	var names []string
	for i, h := range r.Hits {
		name := m.label(h)
		if rank == 0 && slices.Contains(j.wanted, name) {
			rank = i + 1
		}
		if i < 3 {
			names = append(names, fmt.Sprintf("%s (%s)", name, h.Stage))
		}
	}
	return rank, names
}

// label is how judgements call a hit.
func (m mesh) label(h search.Hit) string {
	switch {
	case h.Path != "":
		return h.Object + "." + h.Path
	case h.Object != "":
		return h.Object
	case h.Contract >= 0:
		return m.snap.Contract(int(h.Contract)).ID
	}
	return m.snap.Product(int(h.Product)).ID
}
