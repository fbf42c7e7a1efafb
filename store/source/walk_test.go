package source_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"meshdex/store/source"
)

// TestDir_inTheOrderOfPaths holds what makes a sync cheap: files come in the order
// in which the store has them, which is not that in which names are sorted.
func TestDir_inTheOrderOfPaths(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"a.yaml": "", "a/b.yaml": "", "a/b/c.yaml": "", "a-b/c.yaml": "", "a0.yaml": "", "a0/b.yaml": "", "a.yaml.d/x.json": "",
	}
	for i := range 40 {
		files[fmt.Sprintf("many/%d/%d/x.yaml", i%7, i)] = ""
	}
	s, err := source.Open(dirOf(tree(t, files)), source.Env{})
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for f, err := range s.Scan(context.Background(), "") {
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, f.Path)
	}
	if !slices.IsSorted(paths) || len(paths) != len(files) {
		t.Errorf("%d of %d: %q", len(paths), len(files), paths)
	}
}

func TestDir_cancelledSaysSo(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for i := range 100 {
		files[fmt.Sprintf("%02d/x.yaml", i)] = ""
	}
	s, err := source.Open(dirOf(tree(t, files)), source.Env{})
	if err != nil {
		t.Fatal(err)
	}
	for _, after := range []int{0, 1, 50} {
		ctx, cancel := context.WithCancel(context.Background())
		if after == 0 {
			cancel()
		}
		n := 0
		var last error
		for _, last = range s.Scan(ctx, "") {
			if n++; n == after {
				cancel()
			}
		}
		if !errors.Is(last, context.Canceled) || n > after+1 {
			t.Errorf("cancelled after %d: %d files, and %v at the end", after, n, last)
		}
		cancel()
	}
}
