package card

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// A check that passes can still be on its way to fail. What was measured is drawn as
// a row of bars, oldest first, and said in words: where it was, where it is.

// trendLeast and trendMost bound how many results make a trend: fewer are no trend,
// more do not fit beside the words.
const (
	trendLeast = 3
	trendMost  = 24
)

// trend draws how the measure of a check went; nothing if it is not a number, or was
// measured too seldom.
func (s *Subject) trend(b *body, c *catalog.Check, target string, env *page.Env) {
	var values []float64
	var oldest, newest *catalog.Result
	for i := range s.Results { // newest first
		r := &s.Results[i]
		if !isResultOf(r, c, target) {
			continue
		}
		v, err := strconv.ParseFloat(r.Value.Text, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || len(values) == trendMost {
			break
		}
		if newest == nil {
			newest = r
		}
		oldest, values = r, append([]float64{v}, values...)
	}
	if len(values) < trendLeast {
		return
	}
	now := strings.TrimSpace(newest.Value.Text + " " + newest.Unit)
	since := " since " + text.Day(oldest.At)
	if slices.Min(values) == slices.Max(values) {
		b.Flow(4, muted("always "+text.OneLine(now)+since))
		return
	}
	_, token := verdict(newest.Status, env)
	spans := []span{muted(text.OneLine(went(values, oldest.Value.Text, now)) + since)}
	if drawn := bars(values, env.Icons); drawn != "" {
		spans = append([]span{say(token, drawn), plain("  ")}, spans...)
	}
	b.Flow(4, spans...)
}

// went says where a measure was and where it is, and how far it went between when that
// is more: a check that failed for a day and is well again did not stay where it was.
func went(values []float64, was, now string) string {
	s, ends := "from "+was+" to "+now, []float64{values[0], values[len(values)-1]}
	least, most := slices.Min(values), slices.Max(values)
	if least < slices.Min(ends) {
		s += ", at least " + number(least)
	}
	if most > slices.Max(ends) {
		s += ", at most " + number(most)
	}
	if least < slices.Min(ends) || most > slices.Max(ends) {
		s += ","
	}
	return s
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// bars draws values, not all the same, as levels between the least and the greatest;
// nothing where the icons have no levels.
func bars(values []float64, icons *theme.Icons) string {
	if len(icons.Levels) == 0 {
		return ""
	}
	low, high := slices.Min(values), slices.Max(values)
	var sb strings.Builder
	for _, v := range values {
		sb.WriteString(icons.Levels[int(math.Round((v-low)/(high-low)*float64(len(icons.Levels)-1)))])
	}
	return sb.String()
}
