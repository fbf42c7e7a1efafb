package source

import (
	"archive/zip"
	"bytes"
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
