package source

import (
	"fmt"
	"net/url"
	"strings"
)

// proxyOf reads the usual variables from the environment that was handed in:
// HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either case of letters.
func proxyOf(env Env) func(*url.URL) (*url.URL, error) {
	get := func(name string) string {
		if v := env.getenv(name); v != "" {
			return v
		}
		return env.getenv(strings.ToLower(name))
	}
	exempt := strings.FieldsFunc(get("NO_PROXY"), func(r rune) bool { return r == ',' || r == ' ' })
	return func(u *url.URL) (*url.URL, error) {
		proxy := get(strings.ToUpper(u.Scheme) + "_PROXY")
		if proxy == "" || isExempt(exempt, u.Hostname()) {
			return nil, nil
		}
		if !strings.Contains(proxy, "://") {
			proxy = "http://" + proxy
		}
		at, err := url.Parse(proxy)
		if err != nil {
			err = fmt.Errorf("the proxy in %s_PROXY cannot be read", strings.ToUpper(u.Scheme)) // without it, for it may hold a password
		}
		return at, err
	}
}

func isExempt(exempt []string, host string) bool {
	if host == "localhost" || strings.HasPrefix(host, "127.") || host == "::1" {
		return true
	}
	for _, e := range exempt {
		e = strings.TrimPrefix(strings.TrimPrefix(e, "*"), ".")
		if e == "" || host == e || strings.HasSuffix(host, "."+e) {
			return true
		}
	}
	return false
}
