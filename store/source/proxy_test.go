package source_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"meshdex/store/source"
)

// TestHTTP_goesThroughTheProxyOfTheEnvironment has a proxy answer for a host that does
// not exist, and one that is not there: the error does not tell its password.
func TestHTTP_goesThroughTheProxyOfTheEnvironment(t *testing.T) {
	t.Parallel()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "id: "+r.URL.Host) }))
	t.Cleanup(proxy.Close)
	at := strings.TrimPrefix(proxy.URL, "http://")
	cfg := source.Config{Name: "w", Kind: source.KindHTTP, Location: "http://contracts.invalid/mesh.yaml"}
	for name, environ := range map[string][]string{
		"an address":              {"HTTP_PROXY=" + proxy.URL},
		"a host":                  {"http_proxy=" + at},
		"with a login":            {"HTTP_PROXY=http://ada:hunter2@" + at},
		"exempting others":        {"HTTP_PROXY=" + proxy.URL, "NO_PROXY=example.com, .internal"},
		"in either case":          {"http_proxy=" + proxy.URL, "HTTPS_PROXY=http://127.0.0.1:1"},
		"the last of two counts":  {"HTTP_PROXY=http://127.0.0.1:1", "HTTP_PROXY=" + proxy.URL},
		"a name that only begins": {"HTTP_PROXY=" + proxy.URL, "NO_PROXY=tracts.invalid"},
	} {
		got, _ := scan(t, cfg, source.Env{Environ: environ}, "")
		if len(got) != 1 || got[0] != "mesh.yaml=id: contracts.invalid" {
			t.Errorf("%s: %q", name, got)
		}
	}
	for name, environ := range map[string][]string{
		"exempt":       {"HTTP_PROXY=" + proxy.URL, "no_proxy=example.com,contracts.invalid"},
		"below exempt": {"HTTP_PROXY=" + proxy.URL, "NO_PROXY=.invalid"},
		"all exempt":   {"HTTP_PROXY=" + proxy.URL, "NO_PROXY=*"},
		"unreadable":   {"HTTP_PROXY=http://ada:hunter2@[" + at},
	} {
		got, _ := scan(t, cfg, source.Env{Environ: environ}, "")
		if len(got) != 1 || !strings.HasPrefix(got[0], "! get http://contracts.invalid") || strings.Contains(got[0], "hunter2") {
			t.Errorf("%s: %q", name, got)
		}
	}
	local := serve(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "id: own") })
	got, _ := scan(t, local, source.Env{Environ: []string{"HTTP_PROXY=" + proxy.URL}}, "")
	wantLines(t, got, "mesh.yaml=id: own") // what is on this machine is asked itself
}
