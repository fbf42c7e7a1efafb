package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestTexts_giveBackWhatWasSaid writes and reads texts of which there are few, and so
// many that those which are no names are in symbols.
func TestTexts_giveBackWhatWasSaid(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 10, 20_000} {
		s := newStatements()
		for i := range n {
			s.named.add(s.texts.Number(fmt.Sprintf("The total of order %d", i)))
			s.texts.Number(fmt.Sprintf("What the total of order %d means", i))
		}
		for _, text := range []string{"客户", "\x00\xff", strings.Repeat("order ", maxText/6), strings.Repeat("\x01", maxText)} {
			s.texts.Number(text)
		}
		wantTexts(t, s, n == 20_000)
	}
}

func wantTexts(t *testing.T, s *statements, wantSymbols bool) {
	t.Helper()
	var parts sections
	s.writeTexts(s.learnSymbols()).sections(func(pieces ...[]byte) { parts.parts = append(parts.parts, slices.Concat(pieces...)) })
	read := loadTexts(&parts)
	if parts.bad {
		t.Fatal("the texts do not load")
	}
	packed := 0
	for n := range uint32(s.texts.Len()) {
		want := s.texts.String(n)
		if got, more := read.at(n), read.appendTo([]byte("before"), n); got != want || string(more) != "before"+want {
			t.Fatalf("text %d of %d is %q, want %q", n, s.texts.Len(), got, want)
		}
		_, inSymbols := read.written(n)
		if inSymbols {
			packed++
		}
		if inSymbols && s.named.has(n) {
			t.Fatalf("the name %q is in symbols", want)
		}
	}
	if wantSymbols != (packed > s.texts.Len()/3) {
		t.Errorf("%d of %d texts are in symbols", packed, s.texts.Len())
	}
	if read.at(uint32(s.texts.Len())) != "" {
		t.Error("there is a text behind the last")
	}
}
