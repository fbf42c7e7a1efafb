package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"meshdex/store/flock"
)

// git is a repository, read through the git program from a bare clone in the
// cache folder. There is no work tree, and nothing from the repository is run.
//
// What counts as published is what was on the branch: the history is that of its
// first parents, one line of states, so that every file has one order and ends
// in the state that the branch has. A merge is one step with all that it brought.
// With a pattern instead of a branch (refs "v*", "refs/tags/2024-*"), the refs
// that match are the steps, oldest first, and the commits between do not count.
//
// A scan goes on from the commit of the last one. When that is not among the
// ancestors any more, because history was rewritten, it starts over.
type git struct {
	url    string
	ref    string // "" is the remote's HEAD
	clone  gitRepo
	match  *matcher
	cursor string
	filter bool // the clone leaves blobs out until they are needed
	trees  *treeReader
	tip    string               // in which the scan ended
	ended  func() (step, error) // describes tip; git is asked once, if at all
}

// Settings of a git source.
const (
	SettingRef = "ref" // branch, tag, or pattern with *
)

func checkGit(cfg Config) error {
	if err := checkGitURL(cfg.Location); err != nil {
		return err
	}
	ref := cfg.Settings[SettingRef]
	if strings.HasPrefix(ref, "-") || strings.ContainsAny(ref, " ~^:?[\\\x00\n") || strings.Contains(ref, "..") {
		return fmt.Errorf("%q is not the name of a branch or tag", ref)
	}
	return nil
}

func newGit(cfg Config, env Env, m *matcher) *git {
	return &git{
		url: cfg.Location, ref: cfg.Settings[SettingRef], match: m, filter: !isLocal(cfg.Location),
		clone: gitRepo{dir: cloneDir(cfg, env), env: gitEnviron(env), stall: gitStall},
	}
}

// cloneDir is where the clone of a repository is, whichever source it is for.
func cloneDir(cfg Config, env Env) string {
	sum := sha256.Sum256([]byte(cfg.Location))
	return filepath.Join(env.CacheDir, "git", nameOf(cfg.Location)+"-"+hex.EncodeToString(sum[:6])+".git")
}

// Discard deletes what is kept in the cache folder for a source that is not
// synced any more, nor any other of its location. What somebody is reading right
// now stays.
func Discard(cfg Config, env Env) error {
	if cfg.Kind != KindGit || !exists(cloneDir(cfg, env)) {
		return nil
	}
	release, err := flock.Take(context.Background(), cloneDir(cfg, env)+".lock", flock.Exclusive, 0)
	if err != nil {
		return err
	}
	defer release()
	return os.RemoveAll(cloneDir(cfg, env))
}

// checkGitURL lets pass what git fetches by https, ssh, its own protocol, or from
// this machine. Everything else is git's too (ext::, fd::, http and whatever a
// helper adds), and some of it runs commands.
func checkGitURL(location string) error {
	scheme, rest, hasScheme := strings.Cut(location, "://")
	host, _, _ := strings.Cut(rest, "/")
	switch {
	case location == "":
		return errors.New("no repository given")
	case strings.HasPrefix(location, "-") || strings.ContainsAny(location, "\x00\n\r"):
		return fmt.Errorf("%q is not the address of a repository", location)
	case strings.Contains(location, "::"):
		return fmt.Errorf("%q: helpers of git are not used", location)
	case hasScheme && !slices.Contains([]string{"https", "ssh", "git", "file"}, scheme):
		return fmt.Errorf("git repositories are not read over %s, only over https, ssh, git and file", scheme)
	case hasScheme && holdsCredential(scheme, host):
		return fmt.Errorf("%w; let a credential helper of git give it instead", errUserInfo)
	case hasScheme && strings.HasPrefix(host, "-"):
		return fmt.Errorf("%q is not the name of a host", host)
	}
	return nil
}

// holdsCredential reports whether more than an account is before the host: over
// ssh a name alone is how it is addressed.
func holdsCredential(scheme, host string) bool {
	user, _, found := strings.Cut(host, "@")
	return found && (scheme != "ssh" || strings.Contains(user, ":"))
}

// isLocal reports whether the repository is on this machine, where leaving blobs
// out gains nothing.
func isLocal(location string) bool {
	return strings.HasPrefix(location, "file://") || filepath.IsAbs(location) || !strings.Contains(location, ":")
}

func (g *git) Cursor() string   { return g.cursor }
func (g *git) HasHistory() bool { return true }

// step is a commit on the way, with what a file of it is marked with.
type step struct {
	commit, author, subject, tag string
	unix                         int64
}

// state is what one step made of one path.
type state struct {
	*step
	path string
	blob string // "" when the path is gone
	mode string
}

func (g *git) Scan(ctx context.Context, cursor string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		if err := g.scan(ctx, cursor, yield); err != nil {
			yield(File{}, fmt.Errorf("git: %w", err))
		}
	}
}

// errStopped ends a scan that nobody ranges over any more.
var errStopped = errors.New("stopped")

// scan has the clone to itself while it changes it, and shares it while it reads:
// several sources, and several processes, may be of one repository.
func (g *git) scan(ctx context.Context, cursor string, yield func(File, error) bool) error {
	before := parseGitCursor(cursor)
	g.trees = &treeReader{repo: g.clone, ctx: ctx}
	g.endIn(before.Tip)
	remote, isNew, err := g.refresh(ctx, before)
	if err != nil {
		return err
	}
	if !isNew {
		g.cursor = cursor
		return nil
	}
	now := gitCursor{Refs: remote.sum}
	if now.Tip, err = g.read(ctx, before.Tip, remote.head, yield); err != nil {
		if errors.Is(err, errStopped) {
			return nil
		}
		return err
	}
	if err := g.keep(ctx, now.Tip); err != nil {
		return err
	}
	g.cursor = now.String()
	g.endIn(now.Tip)
	return nil
}

// endIn notes the commit in which the scan ends.
func (g *git) endIn(tip string) {
	g.tip = tip
	g.ended = sync.OnceValues(func() (step, error) { return g.clone.commit(g.trees.ctx, tip) })
}

var _ Reopener = (*git)(nil)

// Reopen gives the file as the commit has it in which the scan ended, and says that
// it is of that commit.
func (g *git) Reopen(path string) File {
	at, err := g.ended()
	f := (&state{step: &at, path: path}).file()
	f.Beside = g.trees.at(g.tip)
	f.Read = func(ctx context.Context) ([]byte, error) {
		if err != nil {
			return nil, err
		}
		return f.Beside(ctx, path)
	}
	return f
}

// refresh asks the remote what it has and, if that is not what the last scan saw,
// brings it in.
func (g *git) refresh(ctx context.Context, before gitCursor) (remote refs, isNew bool, err error) {
	release, err := g.clone.lock(ctx, flock.Exclusive)
	if err != nil {
		return refs{}, false, err
	}
	defer release()
	remote, err = g.clone.remoteRefs(ctx, g.url)
	if err != nil || before.Refs == remote.sum && g.clone.has(ctx, before.Tip) {
		return remote, false, err
	}
	return remote, true, g.clone.update(ctx, g.url, g.filter)
}

// read yields what is new since the commit last, and returns where that ends.
func (g *git) read(ctx context.Context, last, head string, yield func(File, error) bool) (tip string, err error) {
	release, err := g.clone.lock(ctx, flock.Shared)
	if err != nil {
		return "", err
	}
	defer release()
	enter(ctx, Stage{Name: "reading the history"})
	states, tip, again, err := g.states(ctx, last, head)
	if err != nil {
		return "", err
	}
	if again && !yield(File{}, ErrStartedOver) {
		return "", errStopped
	}
	return tip, g.deliver(ctx, states, yield)
}

func (g *git) keep(ctx context.Context, tip string) error {
	release, err := g.clone.lock(ctx, flock.Exclusive)
	if err != nil {
		return err
	}
	defer release()
	return g.clone.keep(ctx, tip, g.ref)
}

// gitCursor is where a scan ended: the commit, and a sum over all refs of the
// remote, by which the next scan sees in one round trip that nothing is new.
type gitCursor struct{ Tip, Refs string }

func (c gitCursor) String() string { return c.Tip + " " + c.Refs }

func parseGitCursor(s string) gitCursor {
	tip, refs, _ := strings.Cut(s, " ")
	return gitCursor{tip, refs}
}

// states lists what changed since the commit of the last scan.
func (g *git) states(ctx context.Context, last, head string) (states []state, tip string, again bool, err error) {
	tags, err := g.clone.tags(ctx)
	if err != nil {
		return nil, "", false, err
	}
	if strings.ContainsRune(g.ref, '*') {
		return g.statesOfRefs(ctx, last, tags)
	}
	if tip, err = g.clone.resolve(ctx, g.ref, head); err != nil || tip == "" {
		return nil, "", false, err
	}
	from := last
	if !g.clone.isAncestor(ctx, last, tip) {
		from, again = "", last != ""
	}
	if states, err = g.clone.log(ctx, from, tip, g.match, tags); err != nil {
		return nil, "", false, err
	}
	states, err = g.reconcile(ctx, states, tip)
	return states, tip, again, err
}

// reconcile adds what is missing for every touched path to end in the state that
// the tip has. A line of first parents that goes on from a commit which was a
// second parent can leave such gaps.
func (g *git) reconcile(ctx context.Context, states []state, tip string) ([]state, error) {
	if len(states) == 0 {
		return states, nil
	}
	now, err := g.clone.tree(ctx, tip, g.match)
	if err != nil {
		return nil, err
	}
	last := map[string]*state{}
	for i := range states {
		last[states[i].path] = &states[i]
	}
	var paths []string
	for path, s := range last {
		if s.blob != now[path].blob {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return states, nil
	}
	slices.Sort(paths)
	at, err := g.clone.commit(ctx, tip)
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		states = append(states, state{&at, path, now[path].blob, now[path].mode})
	}
	return states, nil
}

// statesOfRefs steps from one matching ref to the next. The steps are few, and
// one that is inserted later changes those after it, so all are taken each time.
func (g *git) statesOfRefs(ctx context.Context, last string, tags map[string]string) ([]state, string, bool, error) {
	refs, err := g.clone.matching(ctx, g.ref)
	if err != nil {
		return nil, "", false, err
	}
	var states []state
	from := ""
	for _, ref := range refs {
		at, err := g.clone.commit(ctx, ref.commit)
		if err != nil {
			return nil, "", false, err
		}
		at.tag = ref.name
		changed, err := g.clone.diff(ctx, from, ref.commit, &at, g.match)
		if err != nil {
			return nil, "", false, err
		}
		states = append(states, changed...)
		from = ref.commit
	}
	return states, from, last != "", nil
}

// deliver reads the blobs in the order of the states and yields them.
func (g *git) deliver(ctx context.Context, states []state, yield func(File, error) bool) error {
	wanted := slices.DeleteFunc(slices.Clone(states), func(s state) bool { return s.blob == "" })
	if g.filter {
		if err := g.clone.prefetch(ctx, wanted); err != nil {
			return err
		}
	}
	blobs, err := g.clone.blobs(ctx, wanted)
	if err != nil {
		return err
	}
	defer blobs.close()
	for i := range states {
		s := &states[i]
		f := s.file()
		f.Beside = g.trees.at(s.commit)
		if s.blob == "" {
			f.Gone = true
		} else if err := blobs.next(&f); err != nil {
			return err
		}
		if !yield(f, nil) {
			return errStopped
		}
	}
	return nil
}

// present reports whether there is a clone.
func (r gitRepo) present() bool {
	return r.dir != "" && exists(filepath.Join(r.dir, "HEAD"))
}
