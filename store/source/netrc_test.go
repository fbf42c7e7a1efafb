package source

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// These tests are inside the package to trust the certificate of a test server.

func TestFindLogin(t *testing.T) {
	t.Parallel()
	const file = "machine other.example login eve password wrong\n" +
		"# machine acme.example login old password stale\n" +
		"machine Acme.example\n\tlogin ada\n\taccount lab password \"two words \\\" and \\\\\" # a comment\n" +
		"machine late.example password only\n" +
		"macdef init\nmachine trap.example login mallory password no\n\n" +
		"machine after.example login bob password 'quoted'\n" +
		"default login anyone password everywhere\n" +
		"machine broken.example login\n"
	for host, want := range map[string]*login{
		"acme.example":    {"ada", `two words " and \`},
		"ACME.EXAMPLE":    {"ada", `two words " and \`},
		"late.example":    {"", "only"},
		"after.example":   {"bob", "'quoted'"},
		"broken.example":  {},
		"trap.example":    nil,
		"unknown.example": nil,
		"machine":         nil,
	} {
		got := findLogin(file, host)
		if (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("%s = %+v, want %+v", host, got, want)
		}
	}
}

func FuzzFindLogin(f *testing.F) {
	f.Add("machine a login b password \"c\\", "a")
	f.Add("macdef x\nmachine a\n\nmachine \"a\" login b", "a")
	f.Fuzz(func(t *testing.T, text, host string) {
		if l := findLogin(text, host); l != nil && host == "" && text == "" {
			t.Fatal("a login out of nothing")
		}
	})
}

// asked is what a server was sent to be let in.
type asked struct{ name, password, bearer, query string }

// ask fetches from a server, over TLS or not, with an environment and settings.
func ask(t *testing.T, start func(http.Handler) *httptest.Server, environ []string, settings map[string]string) (asked, error) {
	t.Helper()
	var got asked
	srv := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got.name, got.password, _ = r.BasicAuth()
		got.bearer = r.Header.Get("Authorization")
		got.query = r.URL.RawQuery
		fmt.Fprint(w, "id: a")
	}))
	t.Cleanup(srv.Close)
	w, err := newWeb(Config{Location: srv.URL + "/x.yaml", Settings: settings}, Env{Environ: environ}, nil)
	if err != nil {
		return got, err
	}
	w.client.Transport = srv.Client().Transport
	_, _, err = w.fetch(t.Context(), "")
	return got, err
}

func netrcFile(t *testing.T, password string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), ".netrc")
	if err := os.WriteFile(path, []byte("machine 127.0.0.1 login ada password "+password+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestHTTP_takesTheLoginFromNetrc(t *testing.T) {
	t.Parallel()
	tls, open := httptest.NewTLSServer, httptest.NewServer
	usual, named := netrcFile(t, "usual"), netrcFile(t, "named")
	for name, c := range map[string]struct {
		start    func(http.Handler) *httptest.Server
		environ  []string
		settings map[string]string
		want     asked
	}{
		"at home":              {tls, []string{"HOME=" + filepath.Dir(usual)}, nil, asked{name: "ada", password: "usual"}},
		"in NETRC":             {tls, []string{"HOME=/nowhere", "NETRC=" + usual}, nil, asked{name: "ada", password: "usual"}},
		"in the setting":       {tls, []string{"NETRC=" + usual}, map[string]string{SettingNetrc: named}, asked{name: "ada", password: "named"}},
		"never over http":      {open, []string{"NETRC=" + usual}, map[string]string{SettingNetrc: named}, asked{}},
		"none at home":         {tls, []string{"HOME=" + t.TempDir()}, nil, asked{}},
		"no home":              {tls, nil, nil, asked{}},
		"a signed query":       {open, []string{"Q=?sig=abc&se=1"}, map[string]string{SettingQueryEnv: "Q"}, asked{query: "sig=abc&se=1"}},
		"a token comes before": {tls, []string{"NETRC=" + usual, "T=abc"}, map[string]string{SettingTokenEnv: "T"}, asked{bearer: "Bearer abc"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := ask(t, c.start, c.environ, c.settings)
			if c.want.name != "" {
				got.bearer = "" // it is the login in another form
			}
			if err != nil || got != c.want {
				t.Errorf("%+v, %v; want %+v", got, err, c.want)
			}
		})
	}
	if _, err := ask(t, tls, nil, map[string]string{SettingNetrc: "/no/such/file"}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is named and not there: %v", err)
	}
}

// TestHTTP_keepsCredentialsFromOtherServers redirects to a server at another port.
// The client that it does so with would connect to anything.
func TestHTTP_keepsCredentialsFromOtherServers(t *testing.T) {
	t.Parallel()
	netrc := netrcFile(t, "secret")
	for name, c := range map[string]struct {
		environ  []string
		settings map[string]string
	}{
		"login": {[]string{"NETRC=" + netrc}, nil},
		"token": {[]string{"T=secret"}, map[string]string{SettingTokenEnv: "T"}},
		"query": {[]string{"Q=sig=secret"}, map[string]string{SettingQueryEnv: "Q"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reached, leaked := false, ""
			far := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				reached, leaked = true, r.Header.Get("Authorization")+r.Header.Get("Referer")+r.URL.RawQuery
				fmt.Fprint(w, "id: a")
			}))
			t.Cleanup(far.Close)
			got, err := ask(t, func(h http.Handler) *httptest.Server {
				return httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					h.ServeHTTP(httptest.NewRecorder(), r)
					http.Redirect(w, r, far.URL, http.StatusFound)
				}))
			}, c.environ, c.settings)
			if err != nil || got == (asked{}) || !reached || leaked != "" {
				t.Errorf("err %v, the host got %+v, the other was reached: %v, and got %q", err, got, reached, leaked)
			}
		})
	}
}

func TestHTTP_saysThatALoginIsNotTaken(t *testing.T) {
	t.Parallel()
	if got := (&web{login: &login{}}).remedy(http.StatusForbidden); !strings.Contains(got, "the login that .netrc has") {
		t.Errorf("%q", got)
	}
}
