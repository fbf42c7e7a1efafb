package cli

import (
	"os"
	"strings"
	"testing"
	"time"

	"meshdex/store/source"
	"meshdex/store/sync"
)

func TestProgressLine(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]sync.Progress{
		"shop  no files, 0 read":                     {Source: "shop"},
		"shop  asking what is new":                   {Source: "shop", Stage: source.Stage{Name: "asking what is new"}, Elapsed: time.Minute},
		"shop  receiving objects 42%":                {Source: "shop", Stage: source.Stage{Name: "receiving objects", Done: 429, Total: 1000}},
		"shop  receiving objects 100%":               {Source: "shop", Stage: source.Stage{Name: "receiving objects", Done: 3, Total: 3}},
		"shop  listing objects, 3000":                {Source: "shop", Stage: source.Stage{Name: "listing objects", Done: 3000}},
		"shop  downloading 0 B of 3.0 MB":            {Source: "shop", Stage: source.Stage{Name: "downloading", Total: 3 << 20, Unit: source.Bytes}},
		"shop  downloading, 1.5 KB":                  {Source: "shop", Stage: source.Stage{Name: "downloading", Done: 1536, Unit: source.Bytes}},
		"making the index":                           {Stage: source.Stage{Name: "making the index"}},
		"shop  12 files, 3 read  6/s  1 problem":     {Source: "shop", Files: 12, Read: 3, Problems: 1, Elapsed: 2 * time.Second},
		"shop  12 files, 3 read  listing objects, 9": {Source: "shop", Files: 12, Read: 3, Stage: source.Stage{Name: "listing objects", Done: 9}},
	} {
		if got := progressLine(p); got != want {
			t.Errorf("%+v: %q, want %q", p, got, want)
		}
	}
}

// TestLiveProgress_speaksOfAllThatAreAtWork has sources begin and end. What stands on
// the line is what follows its last erasure.
func TestLiveProgress_speaksOfAllThatAreAtWork(t *testing.T) {
	t.Parallel()
	f, err := os.Create(t.TempDir() + "/line")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	live := &liveProgress{f, map[string]int{"a": 4}, map[string]sync.Progress{}}
	for _, c := range []struct {
		news sync.Progress
		want string
	}{
		{sync.Progress{Source: "a", Files: 2, Read: 2}, "a  2 files, 2 read  ━━━━━━━━━━━━━━━───────────────"},
		{
			sync.Progress{Source: "b", Stage: source.Stage{Name: "receiving objects", Done: 1, Total: 2}},
			"a, b  2 files, 2 read  b: receiving objects 50%  ━━━━─────────────────────────",
		},
		{sync.Progress{Source: "a", Files: 4, Done: true}, "b  receiving objects 50%  ━━━━━━━━━━━━━━━───────────────"},
		{sync.Progress{Source: "b", Files: 1, Done: true}, ""},
		{sync.Progress{Stage: source.Stage{Name: "making the index"}}, "making the index  "},
		{sync.Progress{Done: true}, ""},
	} {
		live.show(c.news)
		all, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if line := string(all[strings.LastIndex(string(all), "\x1b[2K")+len("\x1b[2K"):]); line != c.want {
			t.Errorf("after %+v: %q, want %q", c.news, line, c.want)
		}
	}
}
