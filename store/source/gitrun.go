package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"meshdex/store/flock"
)

// gitRepo is a bare clone and how git is run on it.
type gitRepo struct {
	dir   string
	env   []string
	stall time.Duration // after which a transfer that says nothing is given up
}

// gitStall is long, because a server that has much to put together says nothing
// but how far it is, and some do so rarely.
const gitStall = 2 * time.Minute

// gitSettings are put before every command. No program that a repository or its
// configuration names is run, and a transfer that does not move is given up.
var gitSettings = []string{
	"-c", "core.hooksPath=" + os.DevNull, "-c", "core.fsmonitor=false", "-c", "core.quotePath=false",
	"-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "log.showSignature=false", "-c", "log.showRoot=true",
	"-c", "i18n.logOutputEncoding=UTF-8", "-c", "diff.ignoreSubmodules=all",
	"-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=30", "-c", "protocol.version=2",
	"-c", "submodule.recurse=false", "-c", "fetch.recurseSubmodules=false",
}

// gitEnviron is the environment of git: the user's own, for that is where
// credentials come from, without what would point git elsewhere or make it ask.
func gitEnviron(env Env) []string {
	var out []string
	for _, kv := range env.Environ {
		name, _, _ := strings.Cut(kv, "=")
		if !strings.HasPrefix(name, "GIT_") || gitKeeps[name] {
			out = append(out, kv)
		}
	}
	out = append(out, "GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "SSH_ASKPASS=", "SSH_ASKPASS_REQUIRE=never",
		"GCM_INTERACTIVE=never", "GIT_ALLOW_PROTOCOL=https:ssh:git:file", "GIT_PROTOCOL_FROM_USER=0",
		"GIT_OPTIONAL_LOCKS=0", "GIT_NO_REPLACE_OBJECTS=1", "LC_ALL=C")
	if env.getenv("GIT_SSH_COMMAND") == "" {
		out = append(out, "GIT_SSH_COMMAND=ssh -oBatchMode=yes -oConnectTimeout=15 -oServerAliveInterval=15")
	}
	return out
}

// gitKeeps are the variables of git that say how to reach and trust a remote.
var gitKeeps = map[string]bool{
	"GIT_SSH_COMMAND": true, "GIT_SSH": true, "GIT_SSL_CAINFO": true, "GIT_SSL_CAPATH": true, "GIT_SSL_CERT": true,
	"GIT_SSL_KEY": true, "GIT_PROXY_COMMAND": true, "GIT_CONFIG_GLOBAL": true, "GIT_CONFIG_SYSTEM": true,
	"GIT_CONFIG_NOSYSTEM": true, "GIT_EXEC_PATH": true,
}

func (r gitRepo) command(ctx context.Context, args ...string) *exec.Cmd {
	all := append([]string{}, gitSettings...)
	if r.present() {
		all = append(all, "--git-dir="+r.dir)
	}
	cmd := exec.CommandContext(ctx, "git", append(all, args...)...)
	cmd.Env = r.env
	cmd.Dir = os.TempDir() // never inside a repository by accident
	inGroup(cmd)
	cmd.WaitDelay = 2 * time.Second
	return cmd
}

// run returns what a command of git prints.
func (r gitRepo) run(ctx context.Context, args ...string) ([]byte, error) {
	return r.output(ctx, nil, func() {}, args...)
}

// transfer is run for a command that talks to a remote. What it says is how it is
// seen to move; over http and ssh, git and ssh see to that themselves, over git's
// own protocol nobody does.
func (r gitRepo) transfer(ctx context.Context, stdin io.Reader, args ...string) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	alive := time.AfterFunc(r.stall, func() { cancel(errStalled) })
	defer alive.Stop()
	return r.output(ctx, stdin, func() { alive.Reset(r.stall) }, args...)
}

// output runs a command, and tells heard whenever it says something.
func (r gitRepo) output(ctx context.Context, stdin io.Reader, heard func(), args ...string) ([]byte, error) {
	cmd := r.command(ctx, args...)
	var out bytes.Buffer
	var messages tail
	said := io.MultiWriter(&messages, &gitProgress{ctx: ctx})
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, &heardWriter{&out, heard}, &heardWriter{said, heard}
	if err := cmd.Run(); err != nil {
		return nil, gitError(ctx, err, subcommand(args), messages.String())
	}
	return out.Bytes(), nil
}

// heardWriter tells whenever something is written.
type heardWriter struct {
	to    io.Writer
	heard func()
}

func (w *heardWriter) Write(p []byte) (int, error) {
	w.heard()
	return w.to.Write(p)
}

// subcommand finds the name of the command behind settings.
func subcommand(args []string) string {
	for len(args) > 2 && args[0] == "-c" {
		args = args[2:]
	}
	return args[0]
}

// unreached is what git says last when ssh, or the server over it, has said why.
const unreached = "Could not read from remote repository"

// gitError says what git said, in one line.
func gitError(ctx context.Context, err error, command, messages string) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if errors.Is(err, exec.ErrNotFound) {
		return errors.New("the git program is not installed")
	}
	if said := lastWord(withoutLogins(messages)); said != "" {
		return fmt.Errorf("%s: %s", command, said)
	}
	return fmt.Errorf("%s: %w", command, err)
}

// lastWord finds the line that says why git ended; "" if it said nothing.
func lastWord(messages string) string {
	lines := strings.FieldsFunc(messages, func(r rune) bool { return r == '\n' || r == '\r' })
	for i, line := range lines {
		text, ok := strings.CutPrefix(line, "fatal: ")
		switch {
		case ok && i > 0 && strings.HasPrefix(text, unreached):
			return lines[i-1]
		case ok:
			return text
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return lines[len(lines)-1]
}

// tail keeps the last of what is written to it: what a program says at its end is
// why it ended.
type tail struct{ kept []byte }

const mostTail = 16 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.kept = append(t.kept, p...)
	if len(t.kept) > 2*mostTail {
		t.kept = append(t.kept[:0], t.kept[len(t.kept)-mostTail:]...)
	}
	return len(p), nil
}

func (t *tail) String() string { return string(t.kept) }

// refs is what a remote has.
type refs struct {
	head string // the branch that HEAD stands for: refs/heads/…
	sum  string // over all of it
}

// remoteRefs asks the remote for its refs: one round trip.
func (r gitRepo) remoteRefs(ctx context.Context, url string) (refs, error) {
	enter(ctx, Stage{Name: "asking what is new"})
	out, err := gitRepo{env: r.env, stall: r.stall}.transfer(ctx, nil, "ls-remote", "--symref", "--", url)
	if err != nil {
		return refs{}, err
	}
	found := refs{sum: shortSum(out)}
	for line := range strings.Lines(string(out)) {
		target, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if name == "HEAD" && strings.HasPrefix(target, "ref: ") {
			found.head = strings.TrimPrefix(target, "ref: ")
		}
	}
	return found, nil
}

// cloneWait is how long to wait for others that are at work on the clone.
const cloneWait = 10 * time.Minute

// lock takes the lock of the clone, which lies beside it.
func (r gitRepo) lock(ctx context.Context, mode flock.Mode) (release func(), err error) {
	for range cloneWait / time.Second {
		release, err = flock.Take(ctx, r.dir+".lock", mode, time.Second)
		if !errors.Is(err, flock.ErrLocked) {
			return release, err
		}
		enter(ctx, Stage{Name: "waiting for another sync of it"})
	}
	return nil, errors.New("somebody else has been at work on the clone for ten minutes")
}

// update brings all branches and tags in. A clone that git cannot use, because a
// process was killed or a disk failed, is made anew.
func (r gitRepo) update(ctx context.Context, url string, filter bool) error {
	if r.present() {
		_, err := r.transfer(ctx, nil, "fetch", "--progress", "--prune", "--force", "--no-tags", "--no-auto-maintenance", "origin",
			"+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
		if err == nil || ctx.Err() != nil || !r.isDamaged(ctx) {
			return err
		}
	}
	fresh, err := r.cloneAnew(ctx, url, filter)
	if err != nil {
		return errors.Join(err, os.RemoveAll(fresh))
	}
	if err := os.RemoveAll(r.dir); err != nil {
		return err
	}
	return os.Rename(fresh, r.dir)
}

// cloneAnew clones into a folder beside the clone's, to be renamed when it is
// complete. A git that outlives its killed parent may still be writing to another
// such folder, so each has a name of its own, and what is left of those that were
// given up is removed as far as that goes.
func (r gitRepo) cloneAnew(ctx context.Context, url string, filter bool) (fresh string, err error) {
	if left, err := filepath.Glob(r.dir + ".new-*"); err == nil {
		for _, dir := range left {
			_ = os.RemoveAll(dir)
		}
	}
	if err := os.MkdirAll(filepath.Dir(r.dir), 0o700); err != nil {
		return "", err
	}
	if fresh, err = os.MkdirTemp(filepath.Dir(r.dir), filepath.Base(r.dir)+".new-*"); err != nil {
		return "", err
	}
	args := []string{"clone", "--progress", "--bare"}
	if filter {
		args = append(args, "--filter=blob:none")
	}
	_, err = gitRepo{env: r.env, stall: r.stall}.transfer(ctx, nil, append(args, "--", url, fresh)...)
	return fresh, err
}

// isDamaged reports whether the clone's own objects cannot be walked, or a git
// that was killed left a lock behind: nobody else has one, for this process has
// the clone to itself.
func (r gitRepo) isDamaged(ctx context.Context) bool {
	_, err := r.run(ctx, "rev-list", "--all", "--quiet")
	return (err != nil || r.hasLeftLock()) && ctx.Err() == nil
}

func (r gitRepo) hasLeftLock() bool {
	found := false
	_ = filepath.WalkDir(r.dir, func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".lock") {
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found
}
