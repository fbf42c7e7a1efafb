package source

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// TestArchive_keepsNoMoreThanItMay has many texts that do not compress: what comes
// first is found, and of what is not found it is said why.
func TestArchive_keepsNoMoreThanItMay(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	noise := rand.New(rand.NewPCG(1, 2))
	for i := range 10 {
		f, err := w.Create(fmt.Sprintf("%d.yaml", i))
		if err != nil {
			t.Fatal(err)
		}
		for range 1000 {
			fmt.Fprintf(f, "%x", noise.Uint64())
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	a := newArchive("mesh.zip", out.Bytes(), time.Time{}, &matcher{})
	if data, err := a.beside(t.Context(), "9.yaml"); err != nil || len(data) < 10_000 {
		t.Errorf("with room for all: %d bytes, %v", len(data), err)
	}
	if _, err := a.beside(t.Context(), "none.yaml"); !errors.Is(err, errNoFile) {
		t.Errorf("of no file: %v", err)
	}
	a = newArchive("mesh.zip", out.Bytes(), time.Time{}, &matcher{})
	a.most = 20_000
	if data, err := a.beside(t.Context(), "0.yaml"); err != nil || len(data) < 10_000 {
		t.Errorf("with little room, the first: %d bytes, %v", len(data), err)
	}
	if _, err := a.beside(t.Context(), "9.yaml"); !errors.Is(err, errTooMuchKept) || a.size > 2*a.most {
		t.Errorf("with little room, the last: %v; %d bytes are kept", err, a.size)
	}
}

// TestArchive_readsNoDirectoryOfAMillion repeats the entry in the directory of a zip. It
// is alone in counting allocations, which reading the directory would take millions of.
func TestArchive_readsNoDirectoryOfAMillion(t *testing.T) {
	var one bytes.Buffer
	w := zip.NewWriter(&one)
	_, err := w.Create("a.yaml")
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	const many = 1_000_000
	directory, end := bytes.LastIndex(one.Bytes(), zipHeader), bytes.LastIndex(one.Bytes(), []byte("PK\x05\x06"))
	data := append(bytes.Clone(one.Bytes()[:directory]), bytes.Repeat(one.Bytes()[directory:end], many)...)
	size := len(data) - directory
	data = append(data, one.Bytes()[end:]...)
	tail := data[directory+size:]
	binary.LittleEndian.PutUint16(tail[8:], many&0xffff)
	binary.LittleEndian.PutUint16(tail[10:], many&0xffff)
	binary.LittleEndian.PutUint32(tail[12:], uint32(size))
	allocations := testing.AllocsPerRun(1, func() {
		a := newArchive("mesh.zip", data, time.Time{}, &matcher{})
		if err := a.unpack(t.Context(), a.match, func(File, error) bool { return true }); !errors.Is(err, errArchive) {
			t.Errorf("err = %v", err)
		}
	})
	if allocations > 100 {
		t.Errorf("%v allocations", allocations)
	}
}
