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

// The kinds of sources.
const (
	KindDir  = "dir"
	KindGit  = "git"
	KindHTTP = "http"
	KindS3   = "s3"
	KindExec = "exec"
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
	m, err := newMatcher(cfg.Include, cfg.Exclude)
	if err != nil {
		return nil, err
	}
	var s Source
	switch cfg.Kind {
	case KindDir:
		s, err = newDir(cfg, m)
	case KindGit:
		s, err = newGit(cfg, env, m)
	case KindHTTP:
		s, err = newWeb(cfg, env, m)
	case KindS3:
		s, err = newBucket(cfg, m)
	case KindExec:
		s, err = newCommand(cfg, env, m)
	default:
		err = fmt.Errorf("unknown kind %q", cfg.Kind)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Parse understands a location as people type it, guesses the kind from its
// form, and makes up a name from its last part:
//
//	./contracts, /srv/mesh.yaml           dir
//	git@host:team/mesh, …/mesh.git, git+https://…, ssh://…  git
//	https://…, http://…                   http
//	s3://bucket/prefix                    s3
//
// A folder that is itself a bare git repository, or has the ending .git, is git.
// A work tree is a folder: what is in it now is what its user means.
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
	case hasScheme && (scheme == "ssh" || scheme == "git" || scheme == "file" || strings.HasSuffix(location, ".git")):
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

func isBareRepository(dir string) bool {
	return exists(filepath.Join(dir, "HEAD")) && exists(filepath.Join(dir, "objects")) && exists(filepath.Join(dir, "refs"))
}

var notInName = regexp.MustCompile(`[^\pL\pN._-]+`)

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
	name = strings.Trim(notInName.ReplaceAllString(name, "-"), "-.")
	if name == "" {
		return "source"
	}
	return name
}
