package reader

import (
	"meshdex/catalog"
	"meshdex/catalog/lazy"
)

// present stands in the model for a credential that was in the file.
const present = "present"

// secretKey are the keys that hold a credential wherever they stand.
var secretKey = lazy.Regexp(`(?i)^(.*_)?(pass(word|wd|phrase)|pwd|secret|client_?secret|(access|api|secret|private|sas|storage|account|client)_?key(_?id)?|connection_?string|(access|auth|bearer|sas|session|refresh)_?token)$`)

// serverSecretKey are the keys that hold one on a server, where a user name and
// a token are no ordinary data.
var serverSecretKey = lazy.Regexp(`(?i)^(user|user_?name|login|token|credentials?|.*_(user|key|token|secret|password))$`)

func isSecretKey(key string) bool { return len(key) > 2 && secretKey().MatchString(key) }
func isServerSecretKey(key string) bool {
	return isSecretKey(key) || serverSecretKey().MatchString(key)
}

// placeholder is a reference to an environment variable or a secret store, which
// may be kept as it is.
var placeholder = lazy.Regexp(`^\s*(\$\{[^}:]*\}|\$[A-Za-z_][A-Za-z0-9_]*|\{\{[^}]*\}\}|<[A-Za-z_ -]*>)\s*$`)

// redacted is what is kept of a credential: nothing when it was empty, the
// placeholder when it was one, else only that it was there. A structure is no
// credential (a field that is called "password" is described by one).
func redacted(v catalog.Value) catalog.Value {
	if v.Kind != catalog.String && v.Kind != catalog.Int && v.Kind != catalog.Float {
		return v
	}
	if v.Text == "" || placeholder().MatchString(v.Text) {
		return v
	}
	return catalog.StringValue(present)
}

// hide returns what is kept of a credential, and reports it unless it was only a
// placeholder or a user's name.
func (r *reading) hide(key string, n node) catalog.Value {
	was := valueOf(n.y)
	kept := redacted(was)
	if kept.Text != was.Text && !userKey().MatchString(key) {
		r.report(ruleCredential, n.pos, n.path(), key+" holds a credential; it was not read.",
			"Take it out of the contract, replace it where it is used, and refer to it as ${NAME}.")
	}
	return kept
}

var userKey = lazy.Regexp(`(?i)(^|_)(user(_?name)?|login)$`)
