package diff

import (
	"cmp"
	"strings"
	"unicode"
)

func words(s string) []string { return strings.Fields(strings.ToLower(s)) }

// nameLikeness is the better of what names share in words and in letters.
func nameLikeness(a, b *node) float64 {
	return max(jaccard(a.nameTokens(), b.nameTokens()), jaroWinkler(strings.ToLower(a.name), strings.ToLower(b.name)))
}

// nameTokens are the tokens of the node's name, computed once.
func (n *node) nameTokens() []string {
	if n.tokens == nil {
		n.tokens = tokens(n.name)
	}
	return n.tokens
}

// abbreviations are written out before names are compared.
var abbreviations = map[string]string{
	"qty": "quantity", "amt": "amount", "num": "number", "no": "number", "nbr": "number", "dt": "date", "ts": "timestamp",
	"cust": "customer", "addr": "address", "desc": "description", "acct": "account", "txn": "transaction", "ref": "reference",
	"cd": "code", "id": "identifier", "pct": "percent", "val": "value", "prod": "product", "cnt": "count",
}

// tokens splits a name at punctuation and at changes of letter case.
func tokens(name string) []string {
	var out []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			w := strings.ToLower(string(word))
			out = append(out, cmp.Or(abbreviations[w], w))
			word = word[:0]
		}
	}
	wasLower := false
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
		case unicode.IsUpper(r) && wasLower:
			flush()
			word = append(word, r)
		default:
			word = append(word, r)
		}
		wasLower = unicode.IsLower(r)
	}
	flush()
	return out
}

// jaccard is the share of words in common.
func jaccard(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	in := map[string]bool{}
	for _, s := range a {
		in[s] = true
	}
	both, all := 0, len(in)
	seen := map[string]bool{}
	for _, s := range b {
		switch {
		case seen[s]:
		case in[s]:
			both++
		default:
			all++
		}
		seen[s] = true
	}
	return float64(both) / float64(all)
}

// jaroWinkler measures how many letters two words share in order, and favours a
// common beginning (Winkler 1990). Names longer than 64 letters are cut.
func jaroWinkler(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	x, y = x[:min(len(x), 64)], y[:min(len(y), 64)]
	jaro := jaro(x, y)
	prefix := 0
	for prefix < min(len(x), len(y), 4) && x[prefix] == y[prefix] {
		prefix++
	}
	return jaro + float64(prefix)*0.1*(1-jaro)
}

func jaro(x, y []rune) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	reach := max(len(x), len(y))/2 - 1
	var usedX, usedY [64]bool
	common := 0
	for i := range x {
		for j := max(0, i-reach); j <= min(len(y)-1, i+reach); j++ {
			if !usedY[j] && x[i] == y[j] {
				usedX[i], usedY[j] = true, true
				common++
				break
			}
		}
	}
	if common == 0 {
		return 0
	}
	swapped, j := 0, 0
	for i := range x {
		if !usedX[i] {
			continue
		}
		for !usedY[j] {
			j++
		}
		if x[i] != y[j] {
			swapped++
		}
		j++
	}
	c := float64(common)
	return (c/float64(len(x)) + c/float64(len(y)) + (c-float64(swapped)/2)/c) / 3
}
