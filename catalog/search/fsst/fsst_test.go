package fsst_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"meshdex/catalog/search/fsst"
)

// descriptions are texts as columns have them.
func descriptions(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("The %s of the %s, number %d.", []string{"amount", "currency", "time zone"}[i%3],
			[]string{"order", "invoice", "last payment"}[i/3%3], i*7919)
	}
	return out
}

// wantSame writes and reads a text, with the table and with what its bytes load.
func wantSame(t *testing.T, table *fsst.Table, text string) {
	t.Helper()
	loaded, err := fsst.Load(table.Bytes())
	if err != nil {
		t.Fatalf("the table does not load: %v", err)
	}
	code := table.Encoder().Encode([]byte("before"), text)
	if got := loaded.Decode([]byte("before"), code[6:]); string(got) != "before"+text {
		t.Errorf("%q becomes %q", text, got)
	}
	if len(code)-6 > 2*len(text) {
		t.Errorf("%q takes %d bytes", text, len(code)-6)
	}
}

func TestTable_givesTextsBack(t *testing.T) {
	t.Parallel()
	sample := descriptions(500)
	everyByte := make([]byte, 256)
	for i := range everyByte {
		everyByte[i] = byte(i)
	}
	for name, table := range map[string]*fsst.Table{
		"trained": fsst.Train(sample), "nothing": fsst.Train(nil), "zero": {},
		"every byte": fsst.Train([]string{string(everyByte), string(everyByte)}),
		"zeros":      fsst.Train([]string{strings.Repeat("\x00", 1000), "\x00"}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, text := range slices.Concat(sample[:20], []string{
				"", "a", "T", "The", "\x00", "\x00\x00\x00", string(everyByte), strings.Repeat("\xff", 30), "Größe, 金額",
			}) {
				wantSame(t, table, text)
				for i := range min(len(text), 12) {
					wantSame(t, table, text[i:])
					wantSame(t, table, text[:i])
				}
			}
		})
	}
}

// TestTrain_shortens holds what the package is for: texts that are like the sample, but
// not in it.
func TestTrain_shortens(t *testing.T) {
	t.Parallel()
	all := descriptions(20_000)
	e := fsst.Train(all[:500]).Encoder()
	before, after := 0, 0
	for _, text := range all[500:] {
		before, after = before+len(text), after+len(e.Encode(nil, text))
	}
	if after*3 > before {
		t.Errorf("%d bytes take %d", before, after)
	}
}

func TestTrain_again(t *testing.T) {
	t.Parallel()
	a, b := fsst.Train(descriptions(300)).Bytes(), fsst.Train(descriptions(300)).Bytes()
	if !bytes.Equal(a, b) {
		t.Error("the same texts give another table")
	}
}

func TestLoad_whatIsNoTable(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]string{
		"nothing": "", "no sizes": "\x02\x01", "no text": "\x01\x02a", "a symbol of nothing": "\x01\x00",
		"a symbol of nine bytes": "\x01\x09abcdefghi", "more text": "\x01\x01ab",
	} {
		if table, err := fsst.Load([]byte(data)); !errors.Is(err, fsst.ErrFormat) {
			t.Errorf("%s loads as %v, %v", name, table, err)
		}
	}
}

// TestTable_decodesWhatNobodyWrote leaves out numbers without a symbol, and an escape with
// nothing behind it.
func TestTable_decodesWhatNobodyWrote(t *testing.T) {
	t.Parallel()
	table, err := fsst.Load([]byte("\x02\x08\x01eight of1"))
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]string{
		"\x00": "eight of", "\x00\x00\x00": "eight ofeight ofeight of", "\x00\xff": "eight of", "\xffa\x01": "a1",
		"\x02\x01\xfe": "1", "\xff": "",
	} {
		if got := table.Decode(nil, []byte(code)); string(got) != want {
			t.Errorf("%q becomes %q, want %q", code, got, want)
		}
	}
}

// FuzzTable trains with a text, writes another, and reads what is neither.
func FuzzTable(f *testing.F) {
	f.Add("the customer of the order", "the order of the customer", []byte{3, 1, 2, 3, 'a', 'b', 'c', 'd', 'e', 'f'})
	f.Fuzz(func(t *testing.T, sample, text string, harmed []byte) {
		wantSame(t, fsst.Train([]string{sample, text}), text)
		wantSame(t, fsst.Train([]string{sample}), text)
		if table, err := fsst.Load(harmed); err == nil && len(table.Decode(nil, []byte(text))) > 8*len(text) {
			t.Errorf("%d bytes become more than eight times as many", len(text))
		}
	})
}

func BenchmarkTable(b *testing.B) {
	texts := descriptions(100_000)
	e := fsst.Train(texts[:500])
	w := e.Encoder()
	codes, size := make([][]byte, len(texts)), 0
	for i, text := range texts {
		codes[i] = w.Encode(nil, text)
		size += len(text)
	}
	b.Run("encode", func(b *testing.B) {
		b.SetBytes(int64(size))
		var buffer []byte
		for b.Loop() {
			for _, text := range texts {
				buffer = w.Encode(buffer[:0], text)
			}
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(size))
		var buffer []byte
		for b.Loop() {
			for _, code := range codes {
				buffer = e.Decode(buffer[:0], code)
			}
		}
	})
	b.Run("train", func(b *testing.B) {
		for b.Loop() {
			fsst.Train(texts[:500])
		}
	})
}
