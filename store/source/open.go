package source

import (
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// Env is what sources need from outside. The zero Env reads no environment and
// keeps nothing.
type Env struct {
	CacheDir string   // where clones are kept
	Environ  []string // NAME=value, as of os.Environ; handed on to git and to commands
}

// getenv returns the last value of a variable, or "".
func (e Env) getenv(name string) string {
	for i := len(e.Environ) - 1; i >= 0; i-- {
		if n, value, ok := strings.Cut(e.Environ[i], "="); ok && n == name {
			return value
		}
	}
	return ""
}

// Open makes a source from its configuration. It checks what can be checked
// without going there. As with a Scan, the errors do not name the source: who
// syncs several says which it was.
func Open(cfg Config, env Env) (Source, error) {
	if err := Check(cfg); err != nil {
		return nil, err
	}
	m, err := newMatcher(cfg.Include, cfg.Exclude)
	if err != nil {
		return nil, err
	}
	s, err := kinds[cfg.Kind].open(cfg, env, m)
	if err != nil {
		return nil, err // and no source that is a nil pointer
	}
	return s, nil
}

// Parse understands a location as people type it, guesses the kind from its
// form, and makes up a name from its last part:
//
//	./contracts, /srv/mesh.yaml, /srv/catalog.mdx  dir
//	git@host:team/mesh, …/mesh.git, git+https://…, ssh://…  git
//	https://…, http://…                   http
//	s3://bucket/prefix                    s3
//
// A folder that is itself a bare git repository, or has the ending .git, is git.
// A work tree is a folder: what is in it now is what its user means. A file://
// address of a folder or file on this machine is the same as its path, unless git
// can clone it.
func Parse(location string) (Config, error) {
	if strings.TrimSpace(location) == "" {
		return Config{}, fmt.Errorf("an empty location")
	}
	cfg := Config{Location: location}
	scheme, _, hasScheme := strings.Cut(location, "://")
	switch {
	case hasScheme && scheme == "s3":
		cfg.Kind = KindS3
	case hasScheme && strings.HasPrefix(scheme, "git+"):
		cfg.Kind, cfg.Location = KindGit, strings.TrimPrefix(location, "git+")
	case scheme == "file" && hasScheme:
		if at, ok := localPath(location); ok && !isRepository(at) {
			return parsePath(Config{Location: at})
		}
		cfg.Kind = KindGit
	case hasScheme && (scheme == "ssh" || scheme == "git" || strings.HasSuffix(location, ".git")):
		cfg.Kind = KindGit
	case hasScheme && (scheme == "http" || scheme == "https"):
		cfg.Kind = KindHTTP
	case hasScheme:
		return Config{}, fmt.Errorf("%s: no source reads %s addresses", location, scheme)
	case scpLike.MatchString(location) && !exists(location):
		cfg.Kind = KindGit
	default:
		return parsePath(cfg)
	}
	cfg.Name = nameOf(cfg.Location)
	return cfg, nil
}

func parsePath(cfg Config) (Config, error) {
	abs, err := filepath.Abs(cfg.Location)
	if err != nil {
		return cfg, err
	}
	cfg.Kind, cfg.Location, cfg.Name = KindDir, abs, nameOf(filepath.ToSlash(abs))
	if strings.HasSuffix(abs, ".git") || isBareRepository(abs) {
		cfg.Kind = KindGit
	}
	return cfg, nil
}

// scpLike is git's short form of an ssh address: user@host:path.
var scpLike = regexp.MustCompile(`^[\w.-]+@[\w.-]+:`)

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// localPath is the path of a file:// address at which there is something.
func localPath(location string) (string, bool) {
	u, err := url.Parse(location)
	if err != nil || u.Host != "" && u.Host != "localhost" || u.Path == "" {
		return "", false
	}
	at := filepath.FromSlash(u.Path)
	return at, exists(at)
}

// isRepository reports whether git can clone the folder.
func isRepository(dir string) bool {
	return isBareRepository(dir) || exists(filepath.Join(dir, ".git"))
}

func isBareRepository(dir string) bool {
	return exists(filepath.Join(dir, "HEAD")) && exists(filepath.Join(dir, "objects")) && exists(filepath.Join(dir, "refs"))
}

// nameOf makes a short name from an address.
func nameOf(location string) string {
	if u, err := url.Parse(location); err == nil && u.Scheme != "" {
		location = path.Join(u.Host, u.Path)
	}
	location = strings.TrimRight(strings.ReplaceAll(location, ":", "/"), "/")
	name := path.Base(location)
	for _, ending := range []string{".git", ".tar.gz", ".tgz", ".zip", ".mdx"} {
		name = strings.TrimSuffix(name, ending)
	}
	name = strings.Trim(strings.Join(strings.FieldsFunc(name, isNotInName), "-"), "-.")
	if name == "" {
		return "source"
	}
	return name
}
