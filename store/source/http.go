package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// web is one file on an HTTP server: a contract, or an archive of many.
//
// A request says what the last scan saw (ETag, date), so that an unchanged file
// costs one short answer. The address may redirect, but only to http or https,
// never from https to http, and never to an address of a private network unless
// the configured host is on one itself: a public server must not be able to make
// this machine ask its neighbours.
type web struct {
	url    *url.URL
	match  *matcher
	client *http.Client
	token  string
	cursor string
	wait   func(context.Context, time.Duration) error
	stall  time.Duration // without a byte, after which a transfer is given up
}

// Settings of an http source. They name environment variables, so that no secret
// is ever stored.
const (
	SettingTokenEnv = "token-env" // the variable with a bearer token
)

// Bounds of a transfer.
const (
	largestDownload = 512 << 20
	headerTimeout   = 30 * time.Second
	stallTimeout    = 30 * time.Second
	attempts        = 4
)

func newWeb(cfg Config, env Env, m *matcher) (*web, error) {
	u, err := url.Parse(cfg.Location)
	if err != nil {
		return nil, errors.New("the address cannot be read")
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, fmt.Errorf("%q is not an http or https address", cfg.Location)
	case u.User != nil:
		return nil, errors.New("the address holds a user name or password; name a variable with a token in the setting " + SettingTokenEnv)
	}
	w := &web{url: u, match: m, wait: pause, stall: stallTimeout}
	if name := cfg.Settings[SettingTokenEnv]; name != "" {
		if w.token = env.getenv(name); w.token == "" {
			return nil, fmt.Errorf("the variable %s, which should hold the token, is not set", name)
		}
	}
	w.client = newClient(u, env)
	return w, nil
}

// newClient makes a client that keeps to the rules of redirection. The proxy is
// that of the environment; what it may reach is its own business.
func newClient(start *url.URL, env Env) *http.Client {
	dialer := &net.Dialer{Timeout: 15 * time.Second}
	proxy := proxyOf(env)
	guarded := &net.Dialer{Timeout: 15 * time.Second, Control: refusePrivate}
	transport := &http.Transport{
		Proxy:                 func(r *http.Request) (*url.URL, error) { return proxy(r.URL) },
		ResponseHeaderTimeout: headerTimeout, TLSHandshakeTimeout: 15 * time.Second,
		MaxResponseHeaderBytes: 64 << 10, DisableCompression: true,
	}
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if isConfigured(start, address) || isProxy(proxy, start, address) {
			return dialer.DialContext(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
	return &http.Client{Transport: transport, CheckRedirect: checkRedirect}
}

func isConfigured(u *url.URL, address string) bool {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return address == net.JoinHostPort(u.Hostname(), port)
}

func isProxy(proxy func(*url.URL) (*url.URL, error), u *url.URL, address string) bool {
	p, err := proxy(u)
	return err == nil && p != nil && isConfigured(p, address)
}

// errPrivate is returned instead of connecting to a private address.
var errPrivate = errors.New("redirected to an address of a private network")

// refusePrivate looks at the address that a name resolved to, right before the
// connection, so that a name cannot change in between.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	ip := at.Addr().Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || sharedAddresses.Contains(ip) {
		return errPrivate
	}
	return nil
}

// sharedAddresses are those of carriers' inner networks (RFC 6598).
var sharedAddresses = netip.MustParsePrefix("100.64.0.0/10")

func checkRedirect(to *http.Request, via []*http.Request) error {
	from := via[len(via)-1]
	switch {
	case len(via) >= 10:
		return errors.New("redirected more than ten times")
	case to.URL.Scheme != "http" && to.URL.Scheme != "https":
		return fmt.Errorf("redirected to a %s address", to.URL.Scheme)
	case from.URL.Scheme == "https" && to.URL.Scheme != "https":
		return errors.New("redirected from https to http")
	}
	if to.URL.Host != via[0].URL.Host {
		to.Header.Del("Authorization")
	}
	return nil
}

func (w *web) Cursor() string   { return w.cursor }
func (w *web) HasHistory() bool { return false }

// Scan yields the file, or every file of the archive. When the server says that
// nothing changed, it yields ErrUnchanged.
func (w *web) Scan(ctx context.Context, cursor string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		body, header, err := w.fetch(ctx, cursor)
		if err != nil {
			yield(File{}, fmt.Errorf("get %s: %w", w.url.Redacted(), err))
			return
		}
		w.cursor = header.cursor(cursor)
		if header.unchanged {
			yield(File{}, ErrUnchanged)
			return
		}
		unpacked(ctx, w.name(), body, header.modified, w.match)(yield)
	}
}

func (w *web) name() string {
	if name := path.Base(w.url.Path); name != "/" && name != "." {
		return name
	}
	return "contract.yaml"
}

// answer is what a response says about the file.
type answer struct {
	etag, date string
	modified   time.Time
	unchanged  bool
}

// cursor is the ETag and the date, on two lines.
func (a answer) cursor(before string) string {
	if a.unchanged {
		return before
	}
	return a.etag + "\n" + a.date
}

// fetch gets the body, trying again after what may pass: a broken connection,
// 429, and the errors of the 500s.
func (w *web) fetch(ctx context.Context, cursor string) ([]byte, answer, error) {
	var body []byte
	var a answer
	var err error
	for attempt := range attempts {
		var again bool
		var after time.Duration
		body, a, after, again, err = w.attempt(ctx, cursor)
		if err == nil || !again || ctx.Err() != nil {
			break
		}
		if after == 0 {
			after = time.Second<<attempt + time.Duration(rand.Int64N(int64(time.Second)))
		}
		if attempt < attempts-1 {
			if e := w.wait(ctx, min(after, time.Minute)); e != nil {
				return nil, answer{}, e
			}
		}
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err // without the address, which may carry a signature
	}
	return body, a, err
}

func (w *web) attempt(ctx context.Context, cursor string) (body []byte, a answer, after time.Duration, again bool, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, w.url.String(), nil)
	if err != nil {
		return nil, a, 0, false, err
	}
	w.setHeaders(req, cursor)
	res, err := w.client.Do(req)
	if err != nil {
		return nil, a, 0, mayPass(err), err
	}
	defer res.Body.Close()
	a = answer{etag: res.Header.Get("ETag"), date: res.Header.Get("Last-Modified")}
	a.modified, _ = http.ParseTime(a.date)
	switch {
	case res.StatusCode == http.StatusNotModified:
		a.unchanged = true
		return nil, a, 0, false, nil
	case res.StatusCode == http.StatusTooManyRequests || res.StatusCode >= 500:
		return nil, a, retryAfter(res), true, fmt.Errorf("the server answers %s", res.Status)
	case res.StatusCode != http.StatusOK:
		return nil, a, 0, false, fmt.Errorf("the server answers %s", res.Status)
	}
	if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return nil, a, 0, false, errors.New("the server answers with a web page, not a file; is a login needed?")
	}
	body, err = w.readBody(res, cancel)
	return body, a, 0, err != nil && !isTooLarge(err), err
}

func (w *web) setHeaders(req *http.Request, cursor string) {
	etag, date, _ := strings.Cut(cursor, "\n")
	if etag != "" {
		req.Header.Set("If-None-Match", etag)
	}
	if date != "" {
		req.Header.Set("If-Modified-Since", date)
	}
	if w.token != "" {
		req.Header.Set("Authorization", "Bearer "+w.token)
	}
	req.Header.Set("User-Agent", "meshdex")
	req.Header.Set("Accept", "*/*")
}

// mayPass tells failures of the moment from those that stay.
func mayPass(err error) bool {
	var ne net.Error
	return !errors.Is(err, errPrivate) && (errors.As(err, &ne) && ne.Timeout() || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.ECONNREFUSED))
}

func retryAfter(res *http.Response) time.Duration {
	seconds, err := strconv.Atoi(res.Header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return time.Duration(seconds) * time.Second
}

var errStalled = errors.New("the server sent nothing for half a minute")

// readBody reads to the end, which must be where the server said it would be. A
// transfer that stalls is cancelled.
func (w *web) readBody(res *http.Response, cancel context.CancelCauseFunc) ([]byte, error) {
	if res.ContentLength > largestDownload {
		return nil, &TooLargeError{res.ContentLength}
	}
	stall := time.AfterFunc(w.stall, func() { cancel(errStalled) })
	defer stall.Stop()
	var out bytes.Buffer
	chunk := make([]byte, 64<<10)
	for {
		n, err := res.Body.Read(chunk)
		out.Write(chunk[:n])
		stall.Reset(w.stall)
		switch {
		case out.Len() > largestDownload:
			return nil, &TooLargeError{int64(out.Len())}
		case err == io.EOF:
			return out.Bytes(), nil
		case err != nil:
			if errors.Is(context.Cause(res.Request.Context()), errStalled) {
				err = errStalled
			}
			return nil, fmt.Errorf("after %d bytes: %w", out.Len(), err)
		}
	}
}

func isTooLarge(err error) bool {
	var e *TooLargeError
	return errors.As(err, &e)
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
