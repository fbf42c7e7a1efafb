package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
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

// TestTexts_harmedAreAnyTexts changes what was written, in all of its sections: some
// text comes of it, none of them larger than the largest in symbols can become.
func TestTexts_harmedAreAnyTexts(t *testing.T) {
	t.Parallel()
	s := newStatements()
	for i := range 5000 {
		s.texts.Number(fmt.Sprintf("What the total of order %d means", i))
	}
	var whole [][]byte
	s.writeTexts(s.learnSymbols()).sections(func(pieces ...[]byte) { whole = append(whole, slices.Concat(pieces...)) })
	r := rand.New(rand.NewPCG(4, 2))
	loaded := 0
	for range 300 {
		parts := sections{}
		for _, section := range whole {
			parts.parts = append(parts.parts, bytes.Clone(section))
		}
		harmed := parts.parts[r.IntN(len(parts.parts))]
		for range 1 + r.IntN(20) {
			harmed[r.IntN(len(harmed))] = byte(r.Uint32())
		}
		read := loadTexts(&parts)
		if parts.bad {
			continue
		}
		loaded++
		for n := range uint32(s.texts.Len() + 2) {
			if got := len(read.at(n)); got > 8*maxText {
				t.Fatalf("text %d has %d bytes", n, got)
			}
		}
	}
	if loaded < 100 {
		t.Errorf("only %d of them load", loaded)
	}
}
