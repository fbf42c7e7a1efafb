package overlay

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// Item is one row of a picker.
type Item struct {
	ID       string // unique among the items
	Group    string // items of one group stand together
	Key      string // the key that chooses it, or does the same outside
	Title    string
	Detail   string
	Disabled string // why it can not be chosen; "" if it can
	Value    any    // what the opener makes of it
}

// fuzzyLimit caps the pattern of a fuzzy match: the library's scores overflow on
// longer ones.
const fuzzyLimit = 32

// Sift returns the items that a query means, best first. Every word of the query
// must occur in an item. Among those, a title that begins with the query comes
// before one with a word that does, before the rest; equals keep their order.
// Only when nothing holds all the words are the letters of the query looked for
// in order ("fuzzy"), so that an exact word is never buried under near misses.
func Sift(items []Item, query string) []Item {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		return items
	}
	type ranked struct {
		rank int
		item Item
	}
	var hits []ranked
	for _, it := range items {
		if rank := rank(it, words); rank >= 0 {
			hits = append(hits, ranked{rank, it})
		}
	}
	if len(hits) == 0 {
		return fuzzily(items, query)
	}
	slices.SortStableFunc(hits, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	out := make([]Item, len(hits))
	for i, h := range hits {
		out[i] = h.item
	}
	return out
}

// worst is the rank of an item that has all words, but not in its title.
const worst = 3

// rank is 0 for the best, -1 for an item that lacks a word.
func rank(it Item, words []string) int {
	title := strings.ToLower(it.Title)
	all := title + "\n" + strings.ToLower(it.Detail+"\n"+it.Group+"\n"+it.Key)
	for _, w := range words {
		if !strings.Contains(all, w) {
			return -1
		}
	}
	switch {
	case strings.HasPrefix(title, strings.Join(words, " ")):
		return 0
	case strings.Contains(" "+title, " "+words[0]):
		return 1
	case strings.Contains(title, words[0]):
		return 2
	}
	return worst
}

// Order sorts rows by how well their titles answer a query, as [Sift] does; what lacks
// a word of it comes last. Equals keep their order.
func Order(items []Item, query string) {
	words := strings.Fields(strings.ToLower(query))
	place := func(it Item) int {
		if r := rank(it, words); r >= 0 {
			return r
		}
		return worst + 1
	}
	slices.SortStableFunc(items, func(a, b Item) int { return cmp.Compare(place(a), place(b)) })
}

type titles []Item

func (t titles) String(i int) string { return t[i].Title }
func (t titles) Len() int            { return len(t) }

func fuzzily(items []Item, query string) []Item {
	pattern := []rune(strings.ReplaceAll(query, " ", ""))
	matches := fuzzy.FindFrom(string(pattern[:min(len(pattern), fuzzyLimit)]), titles(items))
	out := make([]Item, len(matches))
	for i, m := range matches {
		out[i] = items[m.Index]
	}
	return out
}
