package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// A .netrc file is where curl, git and pip find the login of a host, so that it is
// in one place and in nobody's configuration:
//
//	machine host login name password secret
//
// The words may be spread over lines and be in quotes; "#" begins a comment, and a
// macdef is passed over up to an empty line. An entry counts for its host alone:
// "default", which would give one login to every server, is not followed. Nothing
// that is read here is kept beyond the source that was opened.

// login is what a host asks for.
type login struct{ name, password string }

// netrcLogin looks the host up in the file that the setting names, else in the
// usual one. It is nil when there is none for the host.
func netrcLogin(cfg Config, env Env, host string) (*login, error) {
	path, named := cfg.Settings[SettingNetrc], true
	if path == "" {
		path, named = usualNetrc(env), false
	}
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if !named && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the login of %s: %w", host, err)
	}
	return findLogin(string(data), host), nil
}

// usualNetrc is $NETRC, else .netrc at home; "" where there is no home.
func usualNetrc(env Env) string {
	if path := env.getenv("NETRC"); path != "" {
		return path
	}
	home, name := env.getenv("HOME"), ".netrc"
	if runtime.GOOS == "windows" {
		home, name = env.getenv("USERPROFILE"), "_netrc"
	}
	if home == "" {
		return ""
	}
	return filepath.Join(home, name)
}

// findLogin reads the first entry of the host; nil when there is none.
func findLogin(text, host string) *login {
	words := netrcWords(text)
	for i := 0; i+1 < len(words); i++ {
		if words[i] != "machine" {
			continue
		}
		if i++; strings.EqualFold(words[i], host) {
			return readLogin(words[i+1:])
		}
	}
	return nil
}

// readLogin reads what an entry says, up to the next one.
func readLogin(words []string) *login {
	var l login
	for i := 0; i+1 < len(words); i += 2 {
		switch words[i] {
		case "login":
			l.name = words[i+1]
		case "password":
			l.password = words[i+1]
		case "account":
		default:
			return &l
		}
	}
	return &l
}

// netrcWords cuts a file into words, without comments and macros.
func netrcWords(text string) (words []string) {
	inMacro := false
	for line := range strings.Lines(text) {
		rest := strings.TrimSpace(line)
		if inMacro = inMacro && rest != ""; inMacro {
			continue
		}
		for rest != "" && rest[0] != '#' {
			var word string
			if word, rest = cutWord(rest); word == "macdef" {
				inMacro, rest = true, ""
				continue
			}
			words = append(words, word)
		}
	}
	return words
}

// cutWord takes the first word off a line that begins with one. In quotes, a
// backslash takes the next character as it is.
func cutWord(line string) (word, rest string) {
	if line[0] != '"' {
		if end := strings.IndexAny(line, " \t"); end >= 0 {
			return line[:end], strings.TrimSpace(line[end:])
		}
		return line, ""
	}
	var out strings.Builder
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '"':
			return out.String(), strings.TrimSpace(line[i+1:])
		case line[i] == '\\' && i+1 < len(line):
			i++
		}
		out.WriteByte(line[i])
	}
	return out.String(), ""
}
