package search_test

import (
	"context"
	"fmt"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/sahilm/fuzzy"

	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/catalog/search/subseq"
	"meshdex/sample"
)

// typed are texts that somebody types, letter by letter: names, words of
// several fields, an owner, a slip, and what nothing has.
var typed = []string{
	"customer orders", "payments card stevens", "daily invoices muller", "custmoer sales", "zzqxjk", "domain:sales gold claims",
}

// trace are the queries of all keystrokes.
func trace() []string {
	var out []string
	for _, text := range typed {
		for n := 1; n <= len(text); n++ {
			out = append(out, text[:n])
		}
	}
	return out
}

// lines are the texts that sahilm/fuzzy searches for the same products.
func (s synthetic) lines() []string {
	out := make([]string, s.n)
	for i := range out {
		r := s.record(i).Summary
		out[i] = r.Domain + "/" + r.Name + " " + r.ID + " " + r.Owner
	}
	return out
}

// latencies types the texts in a session and gives the time of each keystroke,
// sorted.
func latencies(ix *search.Index, o search.Options, queries []string) []time.Duration {
	session := ix.NewSession(o)
	var out []time.Duration
	for _, text := range queries {
		q := query.ParsePartial(text)
		start := time.Now()
		if _, err := session.Search(context.Background(), q); err != nil {
			panic(err)
		}
		out = append(out, time.Since(start))
	}
	slices.Sort(out)
	return out
}

func sum(times []time.Duration) time.Duration {
	total := time.Duration(0)
	for _, t := range times {
		total += t
	}
	return total
}

// report gives the middle, the 95th percentile and the most of sorted times.
func report(b *testing.B, times []time.Duration) {
	b.ReportMetric(times[len(times)/2].Seconds()*1000, "p50-ms")
	b.ReportMetric(times[len(times)*95/100].Seconds()*1000, "p95-ms")
	b.ReportMetric(times[len(times)-1].Seconds()*1000, "max-ms")
}

// BenchmarkTyping types into an index, and in the same run asks sahilm/fuzzy the
// same over the products' lines: x-sahilm says how many times as long that
// takes, over all keystrokes, or over some of them where it takes minutes. A
// line is what is matched of a product letter by letter, and takes B/line;
// B/product is the whole index, with all contracts and properties.
func BenchmarkTyping(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if n > 100_000 && testing.Short() {
				b.Skip("takes minutes to build")
			}
			mesh := synthetic{n}
			ix, lines := mesh.index(mesh.snapshot()), mesh.lines()
			b.ResetTimer()
			every := max(1, n/100_000)
			for b.Loop() {
				ours := latencies(ix, search.Options{}, trace())
				start := time.Now()
				for i := 0; i < len(trace()); i += every {
					fuzzy.Find(trace()[i], lines)
				}
				report(b, ours)
				b.ReportMetric(float64(every)*float64(time.Since(start))/float64(sum(ours)), "x-sahilm")
				b.ReportMetric(float64(len(subseq.Build(lines).Bytes()))/float64(n), "B/line")
				b.ReportMetric(float64(len(ix.Bytes()))/float64(n), "B/product")
			}
		})
	}
}

// BenchmarkTypingProperties types into the properties of a million products, of
// which there are three million, and their objects.
func BenchmarkTypingProperties(b *testing.B) {
	if testing.Short() {
		b.Skip("takes minutes to build")
	}
	mesh := synthetic{1_000_000}
	ix := mesh.index(mesh.snapshot())
	b.ResetTimer()
	for b.Loop() {
		report(b, latencies(ix, search.Options{Scope: search.Properties}, trace()))
	}
}

// BenchmarkBuild indexes a generated mesh, and compares the index with the files
// that it is of: B/B says how many bytes it takes for each of theirs.
func BenchmarkBuild(b *testing.B) {
	g := sample.Generate(1, 7_000)
	snap, bytes := g.Snapshot(), 0
	for i := range g.Len() {
		for _, f := range g.Files(i) {
			bytes += len(f.Data)
		}
	}
	for b.Loop() {
		gatherer := search.NewGatherer()
		for r := range g.Records() {
			gatherer.Add(&r)
		}
		gathered := gatherer.Finish(snap)
		size, err := gathered.WriteTo(io.Discard)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(size)/float64(bytes), "B/B")
		b.ReportMetric(float64(size)/float64(g.Len()), "B/product")
	}
}

// BenchmarkLoad opens a persisted index of 100,000 products and answers a first
// query, as a process does that starts.
func BenchmarkLoad(b *testing.B) {
	mesh := synthetic{100_000}
	data := mesh.index(mesh.snapshot()).Bytes()
	q := query.ParsePartial("ord")
	for _, way := range []struct {
		name string
		load func(...[]byte) (*search.Index, error)
	}{{"checked", loadWhole}, {"unchecked", search.Load}} {
		b.Run(way.name, func(b *testing.B) {
			for b.Loop() {
				ix, err := way.load(data)
				if err != nil {
					b.Fatal(err)
				}
				if r, _ := ix.Search(context.Background(), q, search.Options{}); r.Total == 0 {
					b.Fatal("nothing found")
				}
			}
		})
	}
}

// BenchmarkUpdate compares taking in one changed product of 100,000 with
// building anew.
func BenchmarkUpdate(b *testing.B) {
	mesh := synthetic{100_000}
	snap := mesh.snapshot()
	start := time.Now()
	ix := mesh.index(snap)
	built := time.Since(start)
	changed := synthetic{100_001}
	later := changed.snapshot()
	for b.Loop() {
		start := time.Now()
		if _, err := search.Update(ix, later, changed.fetch); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(built)/float64(time.Since(start)), "x-build")
	}
}
