package source

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// readable are the endings of files that may hold something for a catalog:
// contracts and the like, and walkthroughs.
var readable = []string{".yaml", ".yml", ".json", ".walkthrough.md"}

// Endings are those of the files that a source reads when no pattern names others.
func Endings() []string { return slices.Clone(readable) }

// matcher decides which files of a source are read. Patterns are those of
// .gitignore: one without a slash matches a name at any depth, one with a slash
// counts from the root, one with a slash at its end matches folders only, "**"
// any number of folders; of the excludes the last match decides, and "!" takes
// back.
type matcher struct {
	include []pattern
	exclude []pattern
}

type pattern struct {
	glob    string
	negated bool
	folder  bool // matches folders only
}

func newMatcher(include, exclude []string) (*matcher, error) {
	m := &matcher{}
	for _, set := range []struct {
		texts []string
		into  *[]pattern
	}{{include, &m.include}, {exclude, &m.exclude}} {
		for _, text := range set.texts {
			p, ok, err := parsePattern(text)
			if err != nil {
				return nil, err
			}
			if ok {
				*set.into = append(*set.into, p)
			}
		}
	}
	return m, nil
}

// parsePattern reads one line; false for an empty one or a comment.
func parsePattern(text string) (pattern, bool, error) {
	glob := strings.TrimRight(text, " \t\r")
	if glob == "" || strings.HasPrefix(glob, "#") {
		return pattern{}, false, nil
	}
	var p pattern
	glob, p.negated = strings.CutPrefix(glob, "!")
	glob, p.folder = strings.CutSuffix(glob, "/")
	if !strings.Contains(glob, "/") {
		glob = "**/" + glob
	}
	p.glob = strings.TrimPrefix(glob, "/")
	if !doublestar.ValidatePattern(p.glob) {
		return pattern{}, false, fmt.Errorf("pattern %q is not valid", text)
	}
	return p, true, nil
}

func (p pattern) matches(name string) bool {
	ok, _ := doublestar.Match(p.glob, name) // validated by parsePattern
	return ok
}

// skipsFolder reports whether nothing below the folder is read.
func (m *matcher) skipsFolder(name string) bool {
	return path.Base(name) == ".git" || m.excludes(name, true)
}

func (m *matcher) excludes(name string, folder bool) bool {
	out := false
	for _, p := range m.exclude {
		if p.negated == out && (folder || !p.folder) && p.matches(name) {
			out = !p.negated
		}
	}
	return out
}

// wants reports whether the file is read, given that no folder above it is
// skipped.
func (m *matcher) wants(name string) bool {
	if m.excludes(name, false) {
		return false
	}
	if len(m.include) == 0 {
		name = strings.ToLower(name)
		return slices.ContainsFunc(readable, func(ending string) bool { return strings.HasSuffix(name, ending) })
	}
	for _, p := range m.include {
		if p.matches(name) {
			return true
		}
	}
	return false
}

// wantsPath is wants for sources that list whole paths instead of walking
// folders.
func (m *matcher) wantsPath(name string) bool {
	for i, c := range name {
		if c == '/' && m.skipsFolder(name[:i]) {
			return false
		}
	}
	return m.wants(name)
}

// pathspecs are what git may leave out of its output. It is only to save work:
// wantsPath decides.
func (m *matcher) pathspecs() []string {
	if len(m.include) > 0 {
		return nil
	}
	var specs []string
	for _, ending := range readable {
		specs = append(specs, ":(icase)*"+ending)
	}
	return specs
}
