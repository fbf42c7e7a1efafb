package pattern_test

import (
	"testing"

	"meshdex/catalog/diff/pattern"
)

// BenchmarkContains_hostile is a pair of patterns that have as many states as
// the bounds allow.
func BenchmarkContains_hostile(b *testing.B) {
	for b.Loop() {
		pattern.Contains(`(a|b)*a(a|b){12}x[\p{Greek}\p{Cyrillic}]`, `(a|b)*b(a|b){13}y?`)
	}
}
