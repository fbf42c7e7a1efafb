package subseq_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
	"github.com/sahilm/fuzzy"

	"meshdex/catalog/search/subseq"
)

// benchQueries reach from one letter that most lines have to letters that none
// has.
var benchQueries = []string{"c", "or", "ord", "orders", "custor", "cust own", "payments card owner", "zzqxjk"}

var (
	areas  = strings.Fields("sales finance marketing logistics risk people support platform commerce insurance research operations")
	things = strings.Fields("orders customers payments invoices shipments clicks sessions accounts ledgers cards contracts claims returns prices stocks forecasts campaigns leads visits devices")
	traits = strings.Fields("daily hourly raw clean gold master historic regional global internal enriched aggregated")
	people = strings.Fields("owner-jane owner-omar owner-müller team-blue team-green data-office owner-li")
)

// products is n lines as the catalog has them, of some 60 bytes.
func products(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(s []string) string { return s[r.IntN(len(s))] }
	out := make([]string, n)
	for i := range out {
		thing, trait, other := pick(things), pick(traits), pick(things)
		title := strings.ToUpper(trait[:1]) + trait[1:] + " " + thing + " " + other
		out[i] = fmt.Sprintf("%s/%s %s-%s-v%d %s", pick(areas), title, thing, other, r.IntN(400), pick(people))
	}
	return out
}

// median runs the contenders in turn and gives the middle time of each.
func median(rounds int, contenders ...func()) []time.Duration {
	times := make([][]time.Duration, len(contenders))
	for range rounds {
		for i, f := range contenders {
			start := time.Now()
			f()
			times[i] = append(times[i], time.Since(start))
		}
	}
	out := make([]time.Duration, len(contenders))
	for i, t := range times {
		slices.Sort(t)
		out[i] = t[len(t)/2]
	}
	return out
}

// BenchmarkTop compares one goroutine with sahilm/fuzzy, and with fzf's matcher
// over the same lines without sorting, in one run: x-sahilm and x-fzf say how
// many times as long they take.
func BenchmarkTop(b *testing.B) {
	lines := products(100_000)
	l := subseq.Build(lines)
	b.Logf("%d lines, %.1f bytes each, index %.1f bytes a line", len(lines), meanLength(lines), float64(len(l.Bytes()))/float64(len(lines)))
	algo.Init("default")
	chars := make([]util.Chars, len(lines))
	for i, s := range lines {
		chars[i] = util.ToChars([]byte(s))
	}
	slab := util.MakeSlab(100*1024, 2048)
	product, count := 1.0, 0
	for _, q := range benchQueries {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				t := median(5,
					func() { l.Top(context.Background(), q, subseq.Options{Limit: 200, Workers: 1}) },
					func() {
						for i := range chars {
							algo.FuzzyMatchV2(false, true, true, &chars[i], []rune(q), false, slab)
						}
					},
					func() { fuzzy.Find(q, lines) },
				)
				ratio := float64(t[1]) / float64(t[0])
				product, count = product*ratio, count+1
				b.ReportMetric(t[0].Seconds()*1000, "ms")
				b.ReportMetric(ratio, "x-fzf")
				b.ReportMetric(float64(t[2])/float64(t[0]), "x-sahilm")
			}
		})
	}
	b.Logf("geometric mean over fzf: %.1f", math.Pow(product, 1/float64(max(1, count))))
}

func meanLength(lines []string) float64 {
	n := 0
	for _, s := range lines {
		n += len(s)
	}
	return float64(n) / float64(len(lines))
}

// TestTop_allocations holds the number of allocations of a search.
func TestTop_allocations(t *testing.T) {
	l := subseq.Build(products(20_000))
	for _, q := range benchQueries {
		n := testing.AllocsPerRun(5, func() {
			l.Top(context.Background(), q, subseq.Options{Limit: 200, Workers: 2})
		})
		if n > 20 {
			t.Errorf("%q: %.0f allocations, want at most 20", q, n)
		}
	}
}
