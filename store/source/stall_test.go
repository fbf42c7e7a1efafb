package source

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// These tests are inside the package to shorten the half minute after which a
// transfer is given up, and the pauses between attempts.

// impatient fetches from a server and counts how often it was asked.
func impatient(t *testing.T, handler http.HandlerFunc) (body string, asked int32, err error) {
	t.Helper()
	return impatientUnder(t, t.Context(), handler)
}

func impatientUnder(t *testing.T, ctx context.Context, handler http.HandlerFunc) (body string, asked int32, err error) {
	t.Helper()
	var count atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		count.Add(1)
		handler(w, r)
	}))
	t.Cleanup(srv.Close)
	w, err := newWeb(Config{Location: srv.URL + "/mesh.yaml"}, Env{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	w.stall = 20 * time.Millisecond
	w.wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	data, _, err := w.fetch(ctx, "")
	return string(data), count.Load(), err
}

func TestHTTP_givesUpATransferThatStalls(t *testing.T) {
	t.Parallel()
	_, asked, err := impatient(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "id: a\n")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	if !errors.Is(err, errStalled) || asked != attempts {
		t.Errorf("asked %d times, err = %v", asked, err)
	}
}

// TestHTTP_givesUpATransferThatTrickles sends a byte whenever the last one was
// taken: it never pauses for long, and would never end.
func TestHTTP_givesUpATransferThatTrickles(t *testing.T) {
	t.Parallel()
	_, _, err := impatient(t, func(w http.ResponseWriter, r *http.Request) {
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for r.Context().Err() == nil {
			fmt.Fprint(w, "x")
			w.(http.Flusher).Flush()
			<-tick.C
		}
	})
	if !errors.Is(err, errStalled) {
		t.Errorf("err = %v", err)
	}
}

// TestGit_givesUpATransferThatStalls asks a server that takes the question and says
// nothing, over the one protocol in which git itself would wait for ever.
func TestGit_givesUpATransferThatStalls(t *testing.T) {
	t.Parallel()
	mute, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { mute.Close() })
	g := newGit(Config{Location: "git://" + mute.Addr().String() + "/x"}, Env{CacheDir: t.TempDir()}, nil)
	g.clone.stall = 50 * time.Millisecond
	if err := g.scan(t.Context(), "", nil); !errors.Is(err, errStalled) {
		t.Errorf("err = %v", err)
	}
}

// TestExec_endsACommandThatSaysNothing has one that first says something, to either of
// its outputs, and then waits for ever, as does what it has started.
func TestExec_endsACommandThatSaysNothing(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell")
	}
	for _, script := range []string{"sleep 1000", "echo id: a; sleep 1000", "echo working >&2; sleep 1000 & wait"} {
		c, err := newCommand(Config{Location: "sh -c '" + script + "'"}, Env{Environ: os.Environ()}, nil)
		if err != nil {
			t.Fatal(err)
		}
		c.stall = 50 * time.Millisecond
		if _, err := c.run(t.Context()); !errors.Is(err, errSilent) {
			t.Errorf("%s: %v", script, err)
		}
	}
}

// TestS3_givesUpATransferThatStalls asks a service that sends the beginning of an object.
func TestS3_givesUpATransferThatStalls(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("list-type") {
			fmt.Fprint(w, "<ListBucketResult><Contents><Key>live/a.yaml</Key><ETag>1</ETag><Size>100</Size></Contents></ListBucketResult>")
			return
		}
		w.Header().Set("Content-Length", "100")
		fmt.Fprint(w, "id: a\n")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	t.Cleanup(srv.Close)
	b, err := newBucket(Config{Location: "s3://mesh/live", Settings: map[string]string{
		SettingEndpoint: srv.URL, SettingPathStyle: "true", SettingAnonymous: "true",
	}}, &matcher{})
	if err != nil {
		t.Fatal(err)
	}
	for f, err := range b.Scan(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		b.stall = 50 * time.Millisecond // of what is read from now on
		if _, err := f.Read(t.Context()); !errors.Is(err, errStalled) {
			t.Errorf("%s: %v", f.Path, err)
		}
		if _, err := f.Beside(t.Context(), "a.yaml"); !errors.Is(err, errStalled) {
			t.Errorf("beside: %v", err)
		}
	}
	if b.cursor == "" || b.Cursor() != "" {
		t.Errorf("the next scan begins after %q, %q", b.Cursor(), b.cursor)
	}
}

// raw answers with bytes as they are, and hangs up.
func raw(t *testing.T, answer string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		fmt.Fprint(conn, answer)
		_ = conn.(*net.TCPConn).CloseWrite()
		_ = conn.Close()
	}
}

func TestHTTP_doesNotBelieveALyingLength(t *testing.T) {
	t.Parallel()
	const head = "HTTP/1.1 200 OK\r\nContent-Type: text/yaml\r\n"
	for name, answer := range map[string]string{
		"more promised than sent": head + "Content-Length: 100\r\n\r\nid: a\n",
		"a chunk cut off":         head + "Transfer-Encoding: chunked\r\n\r\n64\r\nid: a\n",
		"no last chunk":           head + "Transfer-Encoding: chunked\r\n\r\n6\r\nid: a\n\r\n",
	} {
		body, asked, err := impatient(t, raw(t, answer))
		if err == nil || body != "" || asked != attempts {
			t.Errorf("%s: asked %d times, body %q, err = %v", name, asked, body, err)
		}
	}
	body, _, err := impatient(t, raw(t, head+"Content-Length: 6\r\n\r\nid: a\n"+strings.Repeat("x", 1000)))
	if err != nil || body != "id: a\n" {
		t.Errorf("less promised than sent: body %q, err = %v", body, err)
	}
}

func TestHTTP_triesAgainAfterWhatPasses(t *testing.T) {
	t.Parallel()
	var n atomic.Int32
	body, asked, err := impatient(t, func(w http.ResponseWriter, _ *http.Request) {
		if n.Add(1) < attempts {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		fmt.Fprint(w, "id: a\n")
	})
	if err != nil || body != "id: a\n" || asked != attempts {
		t.Errorf("asked %d times, body %q, err = %v", asked, body, err)
	}
}
