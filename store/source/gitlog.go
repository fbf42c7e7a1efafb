package source

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

func shortSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}

// has reports whether the clone has the commit.
func (r gitRepo) has(ctx context.Context, commit string) bool {
	if commit == "" || !r.present() {
		return false
	}
	_, err := r.run(ctx, "cat-file", "-e", commit+"^{commit}")
	return err == nil
}

// keep holds on to the commit in which a scan of the ref ended, for the remote may
// drop it, and the next scan can then not tell what happened since.
func (r gitRepo) keep(ctx context.Context, commit, ref string) error {
	if commit == "" {
		return nil
	}
	_, err := r.run(ctx, "update-ref", "refs/meshdex/"+shortSum([]byte(ref)), commit)
	return err
}

func (r gitRepo) isAncestor(ctx context.Context, old, tip string) bool {
	if !r.has(ctx, old) {
		return false
	}
	_, err := r.run(ctx, "merge-base", "--is-ancestor", old, tip)
	return err == nil
}

// resolve finds the commit of a branch or tag; of the remote's HEAD without a
// name. It is "" for a repository without commits.
func (r gitRepo) resolve(ctx context.Context, name, head string) (string, error) {
	candidates := []string{"refs/heads/" + name, "refs/tags/" + name, name}
	if name == "" {
		candidates = []string{head, "HEAD"}
	}
	for _, c := range candidates {
		if c == "" {
			continue
		}
		out, err := r.run(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", c+"^{commit}")
		if err == nil {
			return strings.TrimSpace(string(out)), nil
		}
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
	}
	if name == "" {
		return "", nil
	}
	return "", fmt.Errorf("there is no branch or tag %q", name)
}

// namedRef is a ref and the commit it leads to.
type namedRef struct{ name, commit string }

// forEachRef lists the refs that match, oldest commit first.
func (r gitRepo) forEachRef(ctx context.Context, patterns ...string) ([]namedRef, error) {
	out, err := r.run(ctx, append([]string{
		"for-each-ref", "--sort=version:refname", "--sort=creatordate",
		"--format=%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(refname)", "--",
	}, patterns...)...)
	if err != nil {
		return nil, err
	}
	var refs []namedRef
	for line := range strings.Lines(string(out)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		if len(f) < 5 {
			continue
		}
		ref := namedRef{name: strings.TrimPrefix(strings.TrimPrefix(f[4], "refs/tags/"), "refs/heads/")}
		switch {
		case f[0] == "commit":
			ref.commit = f[1]
		case f[2] == "commit": // an annotated tag
			ref.commit = f[3]
		default:
			continue
		}
		refs = append(refs, ref)
	}
	return refs, nil
}

// matching lists the refs of a pattern: of tags first, else of branches, unless
// it says itself which.
func (r gitRepo) matching(ctx context.Context, pattern string) ([]namedRef, error) {
	if strings.HasPrefix(pattern, "refs/") {
		return r.forEachRef(ctx, pattern)
	}
	refs, err := r.forEachRef(ctx, "refs/tags/"+pattern)
	if err == nil && len(refs) == 0 {
		refs, err = r.forEachRef(ctx, "refs/heads/"+pattern)
	}
	return refs, err
}

// tags maps commits to the name of a tag on them.
func (r gitRepo) tags(ctx context.Context) (map[string]string, error) {
	refs, err := r.forEachRef(ctx, "refs/tags")
	tags := map[string]string{}
	for _, ref := range refs {
		tags[ref.commit] = ref.name
	}
	return tags, err
}

// commitFormat ends every field with a NUL and begins with a byte that neither a
// change nor a path has at its start.
const commitFormat = "--format=%x01%H%x00%an%x00%ct%x00%s%x00"

// commit describes one commit.
func (r gitRepo) commit(ctx context.Context, id string) (step, error) {
	out, err := r.run(ctx, "log", "-1", "-z", "--no-patch", commitFormat, id, "--")
	if err != nil {
		return step{}, err
	}
	var at step
	err = parseLog(bytes.NewReader(out), func(s *step) { at = *s }, nil)
	return at, err
}

// log lists the states of the files that are wanted, on the first parents of tip
// that are not reachable from from, oldest first.
func (r gitRepo) log(ctx context.Context, from, tip string, m *matcher, tags map[string]string) ([]state, error) {
	args := []string{
		"log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--raw", "-z", "--no-abbrev",
		"--no-renames", commitFormat, tip,
	}
	if from != "" {
		args = append(args, "^"+from)
	}
	args = append(args, "--")
	args = append(args, m.pathspecs()...)
	var states []state
	var at *step
	err := r.stream(ctx, args, func(out io.Reader) error {
		return parseLog(out, func(s *step) {
			at = s
			at.tag = tags[s.commit]
		}, func(c change) {
			if s, ok := c.state(at, m); ok {
				states = append(states, s)
			}
		})
	})
	return states, err
}

// diff lists what changed between two commits; everything, from none.
func (r gitRepo) diff(ctx context.Context, from, to string, at *step, m *matcher) ([]state, error) {
	args := []string{"diff-tree", "-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-commit-id", from, to, "--"}
	if from == "" {
		args = []string{"diff-tree", "-r", "--root", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-commit-id", to, "--"}
		if now, err := r.tree(ctx, to, m); err == nil {
			return wholeTree(now, at), nil
		}
	}
	var states []state
	err := r.stream(ctx, args, func(out io.Reader) error {
		return parseLog(out, nil, func(c change) {
			if s, ok := c.state(at, m); ok {
				states = append(states, s)
			}
		})
	})
	return states, err
}

func wholeTree(now map[string]entry, at *step) []state {
	states := make([]state, 0, len(now))
	for path, e := range now {
		states = append(states, state{at, path, e.blob, e.mode})
	}
	slices.SortFunc(states, func(a, b state) int { return strings.Compare(a.path, b.path) })
	return states
}

// entry is a file in a tree.
type entry struct{ mode, blob string }

// tree lists the wanted files of a commit.
func (r gitRepo) tree(ctx context.Context, commit string, m *matcher) (map[string]entry, error) {
	files := map[string]entry{}
	err := r.stream(ctx, []string{"ls-tree", "-r", "-z", "--full-tree", commit}, func(out io.Reader) error {
		return eachToken(out, func(token string) error {
			meta, path, _ := strings.Cut(token, "\t")
			f := strings.Fields(meta)
			if len(f) == 3 && isFile(f[0]) && m.wantsPath(path) {
				files[path] = entry{f[0], f[2]}
			}
			return nil
		})
	})
	return files, err
}

// isFile tells files from links and submodules.
func isFile(mode string) bool { return strings.HasPrefix(mode, "100") }

// stream runs a command and parses what it prints while it runs.
func (r gitRepo) stream(ctx context.Context, args []string, parse func(io.Reader) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := r.command(ctx, args...)
	var messages tail
	cmd.Stderr = &messages
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return gitError(ctx, err, args[0], "")
	}
	parsed := parse(out)
	if parsed != nil {
		cancel()
	}
	if err := cmd.Wait(); err != nil && parsed == nil {
		return gitError(ctx, err, args[0], messages.String())
	}
	return parsed
}

// change is one line of git's raw format.
type change struct{ mode, blob, path string }

// state makes the change part of a history; false if the file is not wanted. A
// file that became a link or a submodule is gone.
func (c change) state(at *step, m *matcher) (state, bool) {
	if !m.wantsPath(c.path) {
		return state{}, false
	}
	if !isFile(c.mode) {
		return state{at, c.path, "", ""}, true
	}
	return state{at, c.path, c.blob, c.mode}, true
}

var errGitOutput = errors.New("git printed something unexpected")

// parseLog reads the output of log or diff-tree with -z and --raw:
//
//	\x01 commit NUL author NUL seconds NUL subject NUL NUL
//	[\n] :mode mode blob blob letter NUL path NUL
func parseLog(out io.Reader, commit func(*step), changed func(change)) error {
	var fields []string // of a commit, or of a change, that is not complete
	return eachToken(out, func(token string) error {
		token = strings.TrimPrefix(token, "\n")
		switch {
		case len(fields) == 0 && token == "":
			return nil
		case len(fields) == 0 && token[0] != '\x01' && token[0] != ':':
			return errGitOutput
		}
		fields = append(fields, token)
		if fields[0][0] == '\x01' && len(fields) == 4 {
			seconds, err := strconv.ParseInt(fields[2], 10, 64)
			if err != nil {
				return errGitOutput
			}
			commit(&step{commit: fields[0][1:], author: fields[1], unix: seconds, subject: fields[3]})
			fields = fields[:0]
		} else if fields[0][0] == ':' && len(fields) == 2 {
			raw := strings.Fields(fields[0])
			if len(raw) != 5 {
				return errGitOutput
			}
			changed(change{mode: raw[1], blob: raw[3], path: fields[1]})
			fields = fields[:0]
		}
		return nil
	})
}

// longestToken bounds a path or a subject line.
const longestToken = 1 << 20

// eachToken cuts at NULs.
func eachToken(r io.Reader, visit func(string) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 64<<10), longestToken)
	s.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, 0); i >= 0 {
			return i + 1, data[:i], nil
		}
		if atEOF && len(data) > 0 {
			return len(data), data, nil
		}
		return 0, nil, nil
	})
	for s.Scan() {
		if err := visit(s.Text()); err != nil {
			return err
		}
	}
	return s.Err()
}

func (s *state) file() File {
	return File{
		Path: s.path, Stamp: s.blob, Time: time.Unix(s.unix, 0).UTC(), Commit: s.commit, Author: s.author,
		Message: s.subject, Tag: s.tag,
	}
}
