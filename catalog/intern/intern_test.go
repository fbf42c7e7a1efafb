package intern

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unsafe"
)

// TestTable_likeMap numbers strings of all lengths, many of them twice, beside a map.
func TestTable_likeMap(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	in, want := New(), map[string]uint32{"": 0}
	texts, size := []string{""}, 0
	for range 50_000 {
		s := fmt.Sprint(random.IntN(30_000))
		switch random.IntN(1000) {
		case 0:
			s = strings.Repeat(s, random.IntN(3*chunkSize/len(s))) // around and over a chunk
		case 1:
			s = ""
		}
		n, known := want[s]
		if !known {
			n = uint32(len(texts))
			want[s] = n
			texts, size = append(texts, s), size+len(s)
		}
		if got := in.Number(s); got != n {
			t.Fatalf("%.20q is number %d, want %d", s, got, n)
		}
	}
	if in.Len() != len(texts) || in.Size() != size {
		t.Errorf("%d strings of %d bytes, want %d of %d", in.Len(), in.Size(), len(texts), size)
	}
	for n, s := range texts {
		if got := in.String(uint32(n)); got != s {
			t.Fatalf("number %d is %.20q, want %.20q", n, got, s)
		}
	}
}

func TestTable_keepsCopies(t *testing.T) {
	in := New()
	text := []byte("orders")
	n := in.Number(unsafe.String(&text[0], len(text)))
	copy(text, "others")
	if got := in.String(n); got != "orders" {
		t.Errorf("number %d is %q", n, got)
	}
}

// BenchmarkTable numbers a million strings that are all new, and again.
func BenchmarkTable(b *testing.B) {
	texts := make([]string, 1_000_000)
	for i := range texts {
		texts[i] = fmt.Sprintf("What column %d of c%d means", i%10, i)
	}
	for b.Loop() {
		in := New()
		for range 2 {
			for _, s := range texts {
				in.Number(s)
			}
		}
	}
}

// TestHashes_likeMap numbers hashes, many of them twice and many that differ in one word.
func TestHashes_likeMap(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var in Hashes
	want := map[Hash]uint32{}
	for range 50_000 {
		h := Hash{random.Uint64N(200) << 36, random.Uint64N(200)}
		n, known := want[h]
		if !known {
			n = uint32(len(want))
			want[h] = n
		}
		if got, isNew := in.Number(h); got != n || isNew == known {
			t.Fatalf("%x is number %d, new %v; want %d, %v", h, got, isNew, n, !known)
		}
	}
}
