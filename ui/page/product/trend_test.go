package product_test

import (
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/page/pagetest"
	"meshdex/ui/page/product"
)

// measured are weekly results of one check of orders, oldest first.
func measured(status string, values ...string) func(string) ([]catalog.Result, error) {
	return func(string) ([]catalog.Result, error) {
		var out []catalog.Result
		for i := range values {
			v := values[len(values)-1-i]
			out = append(out, catalog.Result{
				Check: "rows", Status: status, At: today.Add(time.Duration(-7*i) * 24 * time.Hour), Unit: "percent",
				Value: catalog.Value{Kind: catalog.Float, Text: v},
			})
		}
		return out, nil
	}
}

// What a check measured is drawn and said, once there is enough of it and it is a
// number.
func TestQuality_trend(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		values      []string
		shows, lack string
	}{
		{[]string{"0.5", "1", "2", "3.5"}, "▁▂▅█  from 0.5 to 3.5 percent since", ""},
		{[]string{"3", "2", "1"}, "█▅▁  from 3 to 1 percent since", ""},
		{[]string{"0", "3", "0"}, "▁█▁  from 0 to 0 percent, at most 3, since", ""},
		{[]string{"99.5", "90", "99.9", "99.5"}, "from 99.5 to 99.5 percent, at least 90, at most 99.9, since", ""},
		{[]string{"0", "0", "0"}, "always 0 percent since", "▁"},
		{[]string{"1", "2"}, "fail", "from"},
		{[]string{"1", "many", "2"}, "fail", "from"},
		{[]string{"NaN", "Inf", "-Inf", "NaN"}, "fail", "from"},
		{[]string{"9", "lost", "1", "2", "3"}, "▁▅█  from 1 to 3 percent", "from 9"},
	} {
		b := newBench(orders(), sparse())
		b.deps.Results = measured("fail", c.values...)
		d := b.open(t, 100, 40, page.Target{Product: "orders", Tab: product.Quality})
		if d.Shows(c.shows); c.lack != "" {
			d.Lacks(c.lack)
		}
	}
}

func TestQuality_trendOfManyResultsFits(t *testing.T) {
	t.Parallel()
	var values []string
	for i := range 500 {
		values = append(values, []string{"1", "2", "3"}[i%3])
	}
	b := newBench(orders(), sparse())
	b.deps.Results = measured("pass", values...)
	d := b.open(t, 80, 40, page.Target{Product: "orders", Tab: product.Quality}).Shows("from ")
	pagetest.Sweep(func(w, h int) { d.Resize(w, h); d.Frame() })
}
