package source

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

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
		DisableKeepAlives: true, // there is one file to get, and a server that says more than that is not listened to
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
	to.Header.Del("Referer") // it would tell the query, which may be a signature
	return nil
}
