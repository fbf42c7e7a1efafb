package source_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"meshdex/store/source"
)

func serve(t testing.TB, handler http.HandlerFunc) source.Config {
	t.Helper()
	srv := httptest.NewServer(handler)
	t.Cleanup(srv.Close)
	return source.Config{Name: "w", Kind: source.KindHTTP, Location: srv.URL + "/mesh.yaml"}
}

func TestHTTP_asksOnlyForWhatIsNew(t *testing.T) {
	t.Parallel()
	cfg := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "id: a")
	})
	got, cursor := scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "mesh.yaml=id: a")
	got, again := scan(t, cfg, source.Env{}, cursor)
	wantLines(t, got, "unchanged")
	if again != cursor {
		t.Errorf("cursor %q became %q", cursor, again)
	}
}

// TestHTTP_knowsTheSameBytesAgain asks a server that gives neither ETag nor date.
func TestHTTP_knowsTheSameBytesAgain(t *testing.T) {
	t.Parallel()
	text := "id: a"
	cfg := serve(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) })
	_, cursor := scan(t, cfg, source.Env{}, "")
	got, _ := scan(t, cfg, source.Env{}, cursor)
	wantLines(t, got, "unchanged")
	text = "id: b"
	got, _ = scan(t, cfg, source.Env{}, cursor)
	wantLines(t, got, "mesh.yaml=id: b")
}

func TestHTTP_wantsTheTokenThatIsNamed(t *testing.T) {
	t.Parallel()
	cfg := serve(t, func(http.ResponseWriter, *http.Request) {})
	cfg.Settings = map[string]string{source.SettingTokenEnv: "TOKEN"}
	if _, err := source.Open(cfg, source.Env{}); err == nil || !strings.Contains(err.Error(), "TOKEN") {
		t.Errorf("a missing token gives %v", err)
	}
}

// TestHTTP_tellsNobodyItsQuery has a signed query come from a variable, a server redirect
// to another, and that one fail: neither the second server nor the error has the query.
func TestHTTP_tellsNobodyItsQuery(t *testing.T) {
	t.Parallel()
	seen := make(chan string, 1)
	cfg := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/other.yaml" {
			seen <- fmt.Sprint(r.URL, r.Header)
			w.WriteHeader(http.StatusGone)
			return
		}
		http.Redirect(w, r, "/other.yaml", http.StatusFound)
	})
	cfg.Settings = map[string]string{source.SettingQueryEnv: "QUERY"}
	if _, err := source.Open(cfg, source.Env{}); err == nil || !strings.Contains(err.Error(), "QUERY") {
		t.Errorf("a missing query gives %v", err)
	}
	got, _ := scan(t, cfg, source.Env{Environ: []string{"QUERY=sig=hush"}}, "")
	if told := <-seen + fmt.Sprint(got); strings.Contains(told, "hush") || !strings.Contains(told, "410") {
		t.Errorf("told %s", told)
	}
}

func TestHTTP_refuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		want    string
	}{
		"a web page": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, "<html>")
		}, "a web page"},
		"not found": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) }, "404 Not Found; is the address right"},
		"a redirect to a file": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		}, "redirected to a file address"},
		"a redirect to a private address": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "http://127.0.0.1:1/")
			w.WriteHeader(http.StatusFound)
		}, "private network"},
		"a length beyond bounds": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "99999999999")
		}, "files of up to 512 MB"},
		"a file without end": {func(w http.ResponseWriter, _ *http.Request) {
			for err := error(nil); err == nil; {
				_, err = fmt.Fprint(w, strings.Repeat("id: a\n", 1000))
			}
		}, "larger than 16 MB"},
		"a file that is too large": {func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, strings.Repeat(" ", source.LargestFile+1))
		}, "larger than 16 MB"},
		"no change since nothing": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) }, "304 Not Modified"},
		"a login that is missing": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }, "~/.netrc"},
		"nothing at all":          {func(http.ResponseWriter, *http.Request) {}, "an empty file"},
		"a redirect in a circle": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/mesh.yaml", http.StatusFound)
		}, "more than ten times"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, _ := scan(t, serve(t, c.handler), source.Env{}, "")
			if len(got) != 1 || !strings.Contains(got[0], c.want) {
				t.Errorf("got %q, want …%s…", got, c.want)
			}
		})
	}
}

// TestHTTP_saysWhatMayHelpAgainstARefusal has a server that takes nothing from anybody.
func TestHTTP_saysWhatMayHelpAgainstARefusal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ setting, want string }{
		{"", "name a variable with a token in the setting token-env, or the host in ~/.netrc"},
		{source.SettingTokenEnv, "it does not take the token in the variable that the setting token-env names"},
		{source.SettingQueryEnv, "the query in the variable that the setting query-env names may have expired"},
	} {
		for _, status := range []int{http.StatusUnauthorized, http.StatusForbidden} {
			cfg := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
			if c.setting != "" {
				cfg.Settings = map[string]string{c.setting: "KEY"}
			}
			got, _ := scan(t, cfg, source.Env{Environ: []string{"KEY=x"}}, "")
			if len(got) != 1 || !strings.Contains(got[0], fmt.Sprintf("the server answers %d %s; %s", status, http.StatusText(status), c.want)) {
				t.Errorf("%s, %d: %q", c.setting, status, got)
			}
		}
	}
}
