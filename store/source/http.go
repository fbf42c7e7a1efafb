package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"path"
	"slices"
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
	url     *url.URL
	match   *matcher
	client  *http.Client
	query   string // of every request, when a variable holds it; it may be a signature
	token   string // a bearer token; "" without one
	login   *login // without a token; nil without a login
	cursor  string
	fetched *archive // by the scan
	wait    func(context.Context, time.Duration) error
	stall   time.Duration // after which a transfer that does not move is given up
}

// Settings of an http source. They name where a secret is, so that none is ever
// stored. Without either, the login of the host in the usual .netrc is sent, and
// only over https.
const (
	SettingTokenEnv = "token-env" // the variable with a bearer token
	SettingQueryEnv = "query-env" // the variable with the query of the address
	SettingNetrc    = "netrc"     // the file with the login, if it is not $NETRC or ~/.netrc
)

// Bounds of a transfer.
const (
	largestDownload = 512 << 20
	headerTimeout   = 30 * time.Second
	stallTimeout    = 30 * time.Second
	attempts        = 4
)

func checkWeb(cfg Config) error {
	u, err := url.Parse(cfg.Location)
	switch {
	case err != nil:
		return errors.New("the address cannot be read") // without it, for it may hold a password
	case u.User != nil:
		return fmt.Errorf("%w; name a variable with a token in the setting %s, or let ~/.netrc hold the login", errUserInfo, SettingTokenEnv)
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return fmt.Errorf("%q is not an http or https address", cfg.Location)
	}
	for _, pair := range strings.FieldsFunc(u.RawQuery+"&"+u.Fragment, func(r rune) bool { return r == '&' || r == ';' }) {
		if name, _, _ := strings.Cut(pair, "="); isSecret(name) {
			return fmt.Errorf("the address holds a secret, %.40q, which would be stored in the clear; name a variable with its query in the setting %s", name, SettingQueryEnv)
		}
	}
	return nil
}

// isSecret tells by the name of a parameter that its value gives access: a token of a
// forge, a signature of a bucket, the key of a function.
func isSecret(parameter string) bool {
	name := strings.ToLower(parameter)
	return slices.Contains([]string{"sig", "auth", "pwd", "key", "code"}, name) || slices.ContainsFunc(
		[]string{"token", "signature", "secret", "password", "credential", "apikey", "api_key", "api-key", "access_key"},
		func(word string) bool { return strings.Contains(name, word) },
	)
}

func newWeb(cfg Config, env Env, m *matcher) (*web, error) {
	u, err := url.Parse(cfg.Location)
	if err != nil {
		return nil, err
	}
	w := &web{url: u, match: m, client: newClient(u, env), wait: pause, stall: stallTimeout}
	if name := cfg.Settings[SettingQueryEnv]; name != "" {
		if w.query = strings.TrimPrefix(env.getenv(name), "?"); w.query == "" {
			return nil, fmt.Errorf("the variable %s, which should hold the query of the address, is not set", name)
		}
	}
	if name := cfg.Settings[SettingTokenEnv]; name != "" {
		if w.token = env.getenv(name); w.token == "" {
			return nil, fmt.Errorf("the variable %s, which should hold the token, is not set", name)
		}
		return w, nil
	}
	if u.Scheme == "https" {
		w.login, err = netrcLogin(cfg, env, u.Hostname())
	}
	return w, err
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
		w.cursor = header.cursor(cursor, body)
		if header.unchanged || w.cursor == cursor {
			yield(File{}, ErrUnchanged)
			return
		}
		w.fetched = newArchive(w.name(), body, header.modified, w.match)
		w.fetched.files(ctx)(yield)
	}
}

var _ Reopener = (*web)(nil)

// Reopen gives a file of the archive that the scan fetched.
func (w *web) Reopen(name string) File { return w.fetched.reopen(name) }

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

// cursor is the ETag, the date and the sum of the body, each on a line: there are
// servers that give neither of the first two, and unpacking is dear.
func (a answer) cursor(before string, body []byte) string {
	if a.unchanged {
		return before
	}
	return a.etag + "\n" + a.date + "\n" + shortSum(body)
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
		if attempt < attempts-1 {
			if e := w.pause(ctx, attempt, after, err); e != nil {
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

// pause waits before the next attempt, as long as the server asked for, if it did.
func (w *web) pause(ctx context.Context, attempt int, after time.Duration, failed error) error {
	if after == 0 {
		after = time.Second<<attempt + time.Duration(rand.Int64N(int64(time.Second)))
	}
	after = min(after, time.Minute)
	what := "the connection failed"
	var status statusError
	if errors.As(failed, &status) {
		what = fmt.Sprintf("the server answered %d", status.code)
	}
	seconds := int(math.Ceil(after.Seconds()))
	enter(ctx, Stage{Name: fmt.Sprintf("%s, trying again in %d s (%d of %d)", what, seconds, attempt+2, attempts)})
	return w.wait(ctx, after)
}

// statusError is an answer that is not the file.
type statusError struct {
	code int
	text string // the whole status line
}

func (e statusError) Error() string { return "the server answers " + e.text }

// remedy says what may help against an answer.
func (w *web) remedy(status int) string {
	isRefused := status == http.StatusUnauthorized || status == http.StatusForbidden
	switch {
	case isRefused && w.token != "":
		return fmt.Sprintf("; it does not take the token in the variable that the setting %s names", SettingTokenEnv)
	case isRefused && w.query != "":
		return fmt.Sprintf("; the query in the variable that the setting %s names may have expired", SettingQueryEnv)
	case isRefused && w.login != nil:
		return "; it does not take the login that .netrc has for the host"
	case isRefused:
		return fmt.Sprintf("; name a variable with a token in the setting %s, or the host in ~/.netrc", SettingTokenEnv)
	case status == http.StatusNotFound:
		return "; is the address right, and does it need no login?"
	}
	return ""
}

func (w *web) attempt(ctx context.Context, cursor string) (body []byte, a answer, after time.Duration, again bool, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, w.url.String(), nil)
	if err != nil {
		return nil, a, 0, false, err
	}
	if w.query != "" {
		req.URL.RawQuery = w.query
	}
	w.setHeaders(req, cursor)
	enter(ctx, Stage{Name: "waiting for an answer"})
	res, err := w.client.Do(req)
	if err != nil {
		return nil, a, 0, mayPass(err), err
	}
	defer res.Body.Close()
	a = answer{etag: res.Header.Get("ETag"), date: res.Header.Get("Last-Modified")}
	a.modified, _ = http.ParseTime(a.date)
	switch {
	case res.StatusCode == http.StatusNotModified && isConditional(req):
		a.unchanged = true
		return nil, a, 0, false, nil
	case res.StatusCode == http.StatusTooManyRequests || res.StatusCode >= 500:
		return nil, a, retryAfter(res), true, statusError{res.StatusCode, res.Status}
	case res.StatusCode != http.StatusOK:
		return nil, a, 0, false, fmt.Errorf("%w%s", statusError{res.StatusCode, res.Status}, w.remedy(res.StatusCode))
	}
	if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return nil, a, 0, false, errors.New("the server answers with a web page, not a file; is a login needed?")
	}
	body, err = w.readBody(res, cancel)
	return body, a, 0, err != nil && !isTooLarge(err) && !errors.Is(err, errNothingSent), err
}

var errNothingSent = errors.New("the server sent an empty file")

func (w *web) setHeaders(req *http.Request, cursor string) {
	etag, rest, _ := strings.Cut(cursor, "\n")
	date, _, _ := strings.Cut(rest, "\n")
	if etag != "" {
		req.Header.Set("If-None-Match", etag)
	}
	if date != "" {
		req.Header.Set("If-Modified-Since", date)
	}
	switch {
	case w.token != "":
		req.Header.Set("Authorization", "Bearer "+w.token)
	case w.login != nil:
		req.SetBasicAuth(w.login.name, w.login.password)
	}
	req.Header.Set("User-Agent", "meshdex")
	req.Header.Set("Accept", "*/*")
}

// isConditional reports whether a request asks only for what is new. To another one a
// server that does not look has nothing to say by 304.
func isConditional(req *http.Request) bool {
	return req.Header.Get("If-None-Match") != "" || req.Header.Get("If-Modified-Since") != ""
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

// readBody reads to the end, which must be where the server said it would be. A
// transfer that stalls is cancelled.
func (w *web) readBody(res *http.Response, cancel context.CancelCauseFunc) ([]byte, error) {
	if res.ContentLength > largestDownload {
		return nil, tooLargeToFetch(res.ContentLength)
	}
	var out bytes.Buffer
	body := watchStall(res.Body, w.stall, cancel)
	defer body.stop()
	at := Stage{Name: "downloading", Total: max(res.ContentLength, 0), Unit: Bytes}
	limit, err := readWhole(&out, counted(res.Request.Context(), body, at))
	n := int64(out.Len())
	switch {
	case n > limit:
		return nil, &TooLargeError{Size: max(res.ContentLength, 0), Limit: limit}
	case errors.Is(context.Cause(res.Request.Context()), errStalled):
		err = errStalled
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("after %d bytes: %w", n, err)
	case n == 0: // which would take away all that is there
		return nil, errNothingSent
	}
	return out.Bytes(), nil
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

// readWhole reads at most one byte more than the limit of what begins so: a file that is
// no archive must be small, and somebody may send one without end.
func readWhole(out *bytes.Buffer, from io.Reader) (limit int64, err error) {
	n, err := io.CopyN(out, from, formBytes)
	if limit = LargestFile; packedAs(out.Bytes()) != plain {
		limit = largestDownload
	}
	if err == nil {
		_, err = io.Copy(out, io.LimitReader(from, limit+1-n))
	}
	if err == io.EOF {
		err = nil
	}
	return limit, err
}
