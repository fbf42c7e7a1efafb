// Package meant guesses what was meant by a word that nothing is called. [Product] guesses
// a name in the catalog, [By] a word among any others.
//
// It must not import store or ui.
package meant

import (
	"strings"

	"meshdex/catalog/query"
)

// Guess collects the word that was probably meant. The first of several that are
// equally near wins.
type Guess struct {
	typed string // in small letters
	best  string
	far   int
}

// By begins to look for what a word was meant to be: at most two slips of the finger
// away, and fewer for a short word, which resembles too much.
func By(typed string) *Guess {
	return &Guess{typed: strings.ToLower(typed), far: min(len(typed)/3, 2) + 1}
}

// Offer considers words that there are.
func (g *Guess) Offer(words ...string) {
	for _, w := range words {
		if d := query.Distance(g.typed, strings.ToLower(w), g.far-1); d < g.far {
			g.best, g.far = w, d
		}
	}
}

// Best is the word that was probably meant; "" for none.
func (g *Guess) Best() string { return g.best }
