package diff_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/diff"
)

// wide builds a contract of 68 tables with 456 columns in all, the widest seen
// in public.
func wide(edition int) *catalog.Contract {
	c := &catalog.Contract{Version: fmt.Sprintf("1.%d.0", edition), Status: "active"}
	c.ID = "wide"
	for i := range 68 {
		o := catalog.Object{Name: fmt.Sprintf("table_%02d", i), PhysicalType: "table", Description: "A table of the shop."}
		width := 6
		if i < 48 {
			width = 7
		}
		for j := range width {
			o.Properties = append(o.Properties, column(i, j, edition))
		}
		c.Schema = append(c.Schema, o)
	}
	return c
}

// column varies with the edition in every fifth case: a new name, type or rule.
func column(i, j, edition int) catalog.Property {
	p := catalog.Property{
		Name: fmt.Sprintf("column_%d", j), LogicalType: "string", PhysicalType: "varchar(50)",
		Description: fmt.Sprintf("The %d-th thing that is known of table %d.", j, i), Classification: "internal",
		Required: catalog.FlagOf(j%2 == 0),
	}
	if edition > 0 && (i+j)%5 == 0 {
		switch j % 3 {
		case 0:
			p.Name = fmt.Sprintf("field_%d_of_%d", j, i)
		case 1:
			p.PhysicalType = "varchar(80)"
		case 2:
			p.Required = catalog.FlagOf(j%2 != 0)
		}
	}
	return p
}

func columns(c *catalog.Contract) int {
	n := 0
	for i := range c.Schema {
		n += len(c.Schema[i].Properties)
	}
	return n
}

func BenchmarkCompare_456Columns(b *testing.B) {
	base, revision := wide(0), wide(1)
	if n := columns(base); n != 456 {
		b.Fatalf("%d columns", n)
	}
	floor := marshalling(b, base, revision)
	for b.Loop() {
		diff.Compare(base, revision, diff.Options{})
	}
	each := float64(b.Elapsed().Nanoseconds()) / float64(b.N)
	b.ReportMetric(each/1e6, "ms/compare")
	b.ReportMetric(each/floor, "x-marshalling")
}

// marshalling is the floor: the nanoseconds it takes to write both contracts as
// JSON, which is the least that a comparison of texts would have to do.
func marshalling(b *testing.B, contracts ...*catalog.Contract) float64 {
	b.Helper()
	const rounds = 20
	start := time.Now()
	for range rounds {
		for _, c := range contracts {
			if _, err := json.Marshal(c); err != nil {
				b.Fatal(err)
			}
		}
	}
	return float64(time.Since(start).Nanoseconds()) / rounds
}

// BenchmarkCompare_everythingRenamed is the worst case of likeness: no column of
// a table of 456 keeps its name.
func BenchmarkCompare_everythingRenamed(b *testing.B) {
	base, revision := &catalog.Contract{}, &catalog.Contract{}
	for side, c := range []*catalog.Contract{base, revision} {
		o := catalog.Object{Name: "wide"}
		for j := range 456 {
			o.Properties = append(o.Properties, catalog.Property{
				Name: fmt.Sprintf("%c%d_thing_%d", 'a'+side*7, j*31%97, j), LogicalType: "string", Description: fmt.Sprintf("Number %d of %d.", j, side),
			})
		}
		c.Schema = []catalog.Object{o}
	}
	for b.Loop() {
		diff.Compare(base, revision, diff.Options{})
	}
}

// BenchmarkAudit judges a history of a thousand versions of a contract of usual
// size: three tables of a dozen columns.
func BenchmarkAudit_1000Versions(b *testing.B) {
	editions := []*catalog.Contract{wide(0), wide(1)}
	var history []*catalog.Contract
	for i := range 1000 {
		c := *editions[i%2]
		c.Version, c.Schema = fmt.Sprintf("1.%d.0", i), c.Schema[:5]
		history = append(history, &c)
	}
	for b.Loop() {
		diff.Audit(history, diff.Options{})
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)*20, "s/20000-versions")
}
