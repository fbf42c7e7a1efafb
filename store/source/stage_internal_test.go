package source

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// told is what a source tells of its stages, each as a line.
type told struct{ lines []string }

func (w *told) watch(ctx context.Context) context.Context {
	return WithStages(ctx, func(s Stage) { w.lines = append(w.lines, fmt.Sprintf("%s %d/%d", s.Name, s.Done, s.Total)) })
}

func TestGitProgress_readsWhatGitPrints(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 3*longestGitLine)
	for name, c := range map[string]struct{ said, want string }{
		"a line rewritten": {
			"Receiving objects:  42% (420/1000), 1.20 MiB | 3.00 MiB/s\rReceiving objects: 100% (1000/1000), done.\n",
			"receiving objects 420/1000, receiving objects 1000/1000",
		},
		"of the server":         {"remote: Counting objects:   5% (1/20)\x1b[K\rremote: Counting objects", "the server counts objects 1/20"},
		"without an end":        {"remote: Enumerating objects: 1234, done.\x1b[K\n", "the server looks for objects 1234/0"},
		"the last step":         {"Resolving deltas:   0% (0/7)\r", "unpacking objects 0/7"},
		"a line that has begun": {"Receiving objects:  42% (420/10", ""},
		"a message":             {"remote: \x1b]0;owned\x07Receiving objects are great: 3\nfatal: no\n", ""},
		"another language":      {"Empfange Objekte: 42% (420/1000)\r", ""},
		"no figures":            {"Receiving objects: soon\rReceiving objects: 7% (x/y)\rReceiving objects: % (\r", ""},
		"figures beyond bounds": {"Receiving objects: 1% (99999999999999999999/1)\rReceiving objects: -1% (-1/-1)\r", ""},
		"a line beyond bounds":  {long + "\rResolving deltas: 50% (1/2)\r", "unpacking objects 1/2"},
		"a long tail":           {"Resolving deltas: 50% (1/2)" + long + "\r", "unpacking objects 1/2"},
	} {
		for _, piece := range []int{1, 7, 4096} { // however it is cut on its way
			var w told
			g := &gitProgress{ctx: w.watch(t.Context())}
			for part := range slices.Chunk([]byte(c.said), piece) {
				if n, err := g.Write(part); n != len(part) || err != nil {
					t.Fatalf("%s: wrote %d of %d, %v", name, n, len(part), err)
				}
			}
			if got := strings.Join(w.lines, ", "); got != c.want {
				t.Errorf("%s, in pieces of %d: %q, want %q", name, piece, got, c.want)
			}
		}
	}
}

// FuzzGitProgress has anything on git's standard error: what is told of it is one of
// our own texts, and what is kept of it is bounded.
func FuzzGitProgress(f *testing.F) {
	f.Add([]byte("remote: Counting objects:   5% (1/20)\x1b[K\rReceiving objects: 1"))
	f.Add([]byte("\r\n: (/)%,"))
	f.Fuzz(func(t *testing.T, said []byte) {
		ours := map[string]bool{}
		for _, name := range gitStages {
			ours[name] = true
		}
		g := &gitProgress{ctx: WithStages(t.Context(), func(s Stage) {
			if !ours[s.Name] || s.Done < 0 || s.Total < 0 {
				t.Errorf("told %+v", s)
			}
		})}
		if n, err := g.Write(said); n != len(said) || err != nil || len(g.line) > longestGitLine {
			t.Errorf("wrote %d of %d, keeps %d, %v", n, len(said), len(g.line), err)
		}
	})
}

func TestHTTP_tellsThatItTriesAgain(t *testing.T) {
	t.Parallel()
	var w told
	answers := []func(http.ResponseWriter){
		func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(http.StatusServiceUnavailable)
		},
		func(w http.ResponseWriter) { panic(http.ErrAbortHandler) },
		func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(http.StatusTooManyRequests)
		},
		func(w http.ResponseWriter) { fmt.Fprint(w, "id: a\n") },
	}
	var n atomic.Int32
	_, asked, err := impatientUnder(t, w.watch(t.Context()), func(w http.ResponseWriter, _ *http.Request) { answers[n.Add(1)-1](w) })
	if err != nil || asked != attempts {
		t.Fatalf("asked %d times, %v", asked, err)
	}
	got := strings.Join(w.lines, "\n")
	for _, want := range []string{
		"waiting for an answer 0/0\nthe server answered 503, trying again in 7 s (2 of 4) 0/0\n", "the connection failed, trying again in ",
		"the server answered 429, trying again in 60 s (4 of 4) 0/0\n", "downloading 6/6",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("told\n%s\nwithout %q", got, want)
		}
	}
}
