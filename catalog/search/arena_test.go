package search

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// TestArena_likeSlices lets chains grow together as slices do, some of them over blocks.
func TestArena_likeSlices(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	var p arena
	chains, want := make([]chain, 100), make([][]byte, 100)
	for i := range 1_000_000 {
		n := random.IntN(1 + random.IntN(len(chains)))
		p.add(&chains[n], byte(i))
		want[n] = append(want[n], byte(i))
	}
	for n := range chains {
		if got := p.append([]byte{7}, &chains[n]); got[0] != 7 || !bytes.Equal(got[1:], want[n]) {
			t.Errorf("chain %d of %d bytes is another", n, len(want[n]))
		}
	}
	if most := 1_000_000 * 3 / 2; int(p.next) > most {
		t.Errorf("a million bytes take %d, want at most %d", p.next, most)
	}
}
