package search

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// columnOf writes and reads numbers.
func columnOf(t *testing.T, numbers []uint32) column {
	t.Helper()
	s := sections{parts: [][]byte{appendColumn(numbers)}}
	c := loadColumn(&s)
	if s.bad {
		t.Fatalf("%d numbers do not load", len(numbers))
	}
	return c
}

// wantNumbers reads a column in every way there is.
func wantNumbers(t *testing.T, c column, want []uint32) {
	t.Helper()
	if got := c.numbers(); !slices.Equal(got, want) {
		t.Errorf("the numbers are %v, want %v", got, want)
	}
	near := along{column: &c}
	for i, n := range want {
		if c.at(i) != n || near.at(i) != n {
			t.Errorf("number %d of %d is %d, and %d in order, want %d", i, len(want), c.at(i), near.at(i), n)
		}
	}
	for _, i := range []int{-1, len(want), len(want) + blockNumbers} {
		if c.at(i) != 0 {
			t.Errorf("there is a number %d", i)
		}
	}
	if near.at(len(want)) != 0 || near.at(len(want)+blockNumbers) != 0 {
		t.Error("there is a number behind the last, in order")
	}
}

func TestColumn_everyWidth(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	for width := range 33 {
		for _, n := range []int{0, 1, 2, blockNumbers - 1, blockNumbers, blockNumbers + 1, 5*blockNumbers + 7} {
			numbers := make([]uint32, n)
			for i := range numbers {
				numbers[i] = uint32(r.Uint64N(1 << width))
			}
			if n > 0 {
				numbers[r.IntN(n)] = uint32(uint64(1)<<width - 1)
			}
			wantNumbers(t, columnOf(t, numbers), numbers)
		}
	}
}

// TestColumn_likeNeighbours are columns as an index has them: what is the same, what
// rises, and one number that is far from all others.
func TestColumn_likeNeighbours(t *testing.T) {
	t.Parallel()
	const n = 10_000
	same, rising, odd := make([]uint32, n), make([]uint32, n), make([]uint32, n)
	for i := range n {
		same[i], rising[i], odd[i] = gone-1, uint32(i)*30, uint32(i%3)
	}
	odd[n/2] = gone
	for _, c := range []struct {
		name    string
		numbers []uint32
		bits    int // for each number, with 64 for each block
	}{
		{"same", same, 1},
		{"rising", rising, 1 + bits.Len(63*30)},
		{"odd", odd, 1 + 2},
	} {
		wantNumbers(t, columnOf(t, c.numbers), c.numbers)
		if got, most := len(appendColumn(c.numbers)), n*c.bits/8+500; got > most {
			t.Errorf("%s: %d numbers take %d bytes, want at most %d", c.name, n, got, most)
		}
	}
}

// FuzzColumn reads what nobody wrote, which gives any numbers, but as many as it says
// there are.
func FuzzColumn(f *testing.F) {
	f.Add(appendColumn([]uint32{1, 2, 3}))
	f.Add(appendColumn(make([]uint32, 1000)))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := sections{parts: [][]byte{data}}
		c := loadColumn(&s)
		n := 0
		for i := range c.all() {
			c.at(i)
			n++
		}
		if n != c.len() || s.bad && n > 0 {
			t.Errorf("%d numbers of %d", n, c.len())
		}
	})
}
