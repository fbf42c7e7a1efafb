package source_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"meshdex/store/source"
)

// scan collects what a source yields: "path=content", "path! error", "! error".
func scan(t testing.TB, cfg source.Config, env source.Env, cursor string) (lines []string, next string) {
	t.Helper()
	s, err := source.Open(cfg, env)
	if err != nil {
		t.Fatal(err)
	}
	for f, err := range s.Scan(context.Background(), cursor) {
		switch {
		case errors.Is(err, source.ErrUnchanged):
			lines = append(lines, "unchanged")
		case err != nil:
			lines = append(lines, fmt.Sprintf("%s! %v", f.Path, err))
		case f.Gone:
			lines = append(lines, f.Path+" gone")
		default:
			data, err := f.Read(context.Background())
			if err != nil {
				lines = append(lines, fmt.Sprintf("%s! %v", f.Path, err))
				continue
			}
			lines = append(lines, f.Path+"="+string(data))
		}
	}
	slices.Sort(lines)
	return lines, s.Cursor()
}

// wantLines compares lines; a wanted line that ends in … is a beginning.
func wantLines(t testing.TB, got []string, want ...string) {
	t.Helper()
	ok := len(got) == len(want)
	for i := 0; ok && i < len(want); i++ {
		if start, cut := strings.CutSuffix(want[i], "…"); cut {
			ok = strings.HasPrefix(got[i], start)
		} else {
			ok = got[i] == want[i]
		}
	}
	if !ok {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}
