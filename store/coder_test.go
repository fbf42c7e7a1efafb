package store

import (
	"bytes"
	"hash/crc32"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog"
)

// fill sets every field of a value to something that is not its zero, so that one
// which the coder forgets is noticed when the model grows.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Unix(int64(*n)*1000, 0).UTC()))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.String:
		v.SetString("text " + string(rune('a'+*n%26)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n%5 + 1))
	case reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(*n))
	default:
		panic("the coder's test cannot fill a " + v.Kind().String())
	}
}

func TestCoder_keepsEveryField(t *testing.T) {
	t.Parallel()
	n := 0
	var d Digest
	fill(reflect.ValueOf(&d).Elem(), &n)
	for i := range d.Problems {
		d.Problems[i].Path = "" // that of the file, which knows it
	}
	h := HashOf([]byte("x"))
	got, hash, err := decodeDigest(d.encode(h))
	if err != nil || hash != h {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&d, got); diff != "" {
		t.Errorf("a digest does not come back (-want +got):\n%s", diff)
	}
	var r, back revision
	fill(reflect.ValueOf(&r).Elem(), &n)
	err = decode(encode(func(c *coder) { c.revision(&r) }), func(c *coder) { c.revision(&back) })
	if err != nil || r != back {
		t.Errorf("%+v came back as %+v, %v", r, back, err)
	}
}

// TestCoder_readsIntoUsedMemory: whatever was read before, and however much of it
// there was, the next digest is itself alone.
func TestCoder_readsIntoUsedMemory(t *testing.T) {
	t.Parallel()
	var full Digest
	n := 0
	fill(reflect.ValueOf(&full).Elem(), &n)
	some := Digest{Path: "p", Contracts: []catalog.Summary{{ID: "c", Tags: []string{"a", "b", "c"}}, {ID: "d"}, {ID: "e"}}}
	var used Digest
	for i, d := range []*Digest{&full, {}, &some, &full, &some, {Path: "q", Others: []string{"o"}}} {
		want := d.encode(HashOf([]byte{byte(i)}))
		hash, err := used.decodeAgain(want)
		if err != nil {
			t.Fatal(err)
		}
		if got := used.encode(hash); !bytes.Equal(got, want) {
			t.Errorf("digest %d came back as %+v", i, &used)
		}
	}
}

func FuzzDecodeDigest(f *testing.F) {
	d := Digest{Path: "p", Contracts: []catalog.Summary{{ID: "c", Tags: []string{"a", "b"}}}}
	f.Add(d.encode(Hash{}))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		got, h, err := decodeDigest(data)
		if err != nil {
			return
		}
		again, _, err := decodeDigest(got.encode(h))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(got, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzUnpackBlock(f *testing.F) {
	f.Add(packBlock([][]byte{[]byte("one"), nil, []byte("three")}))
	f.Fuzz(func(t *testing.T, data []byte) {
		items, err := unpackBlock(data)
		if err != nil {
			return
		}
		if again, err := unpackBlock(packBlock(items)); err != nil || len(again) != len(items) {
			t.Fatalf("%d items, %v", len(again), err)
		}
	})
}

func FuzzParseSlot(f *testing.F) {
	value := []byte("value")
	f.Add(append(slotHead(slotTag{"id", 3}, uint64(len(value)), crc32.Checksum(value, castagnoli)), value...))
	f.Fuzz(func(t *testing.T, data []byte) {
		tag, value, err := parseSlot(data)
		if err != nil {
			return
		}
		again := append(slotHead(tag, uint64(len(value)), crc32.Checksum(value, castagnoli)), value...)
		if same, _, err := parseSlot(again); err != nil || same != tag || len(again) != len(data) {
			t.Fatalf("written again it is %v, %v", same, err)
		}
	})
}
