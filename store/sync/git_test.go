package sync_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/store/source"
	"meshdex/store/storetest"
)

// repository is a git repository that a test commits to.
type repository struct {
	t    testing.TB
	dir  string
	time int64
}

func newRepository(t testing.TB, args ...string) *repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	r := &repository{t, t.TempDir(), 1_700_000_000}
	r.git(append([]string{"init", "-q", "-b", "main"}, args...)...)
	return r
}

func (r *repository) git(args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = r.dir
	when := fmt.Sprintf("%d +0000", r.time)
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=a@b", "GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=a@b",
		"GIT_AUTHOR_DATE="+when, "GIT_COMMITTER_DATE="+when, "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r *repository) write(name, text string) {
	r.t.Helper()
	path := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// commit commits all that is in the work tree, an hour after the one before.
func (r *repository) commit(subject string) string {
	r.t.Helper()
	r.time += 3600
	r.git("add", "-A")
	r.git("commit", "-q", "--allow-empty", "-m", subject)
	return r.git("rev-parse", "HEAD")
}

func (r *repository) publish(name, text, subject string) string {
	r.t.Helper()
	r.write(name, text)
	return r.commit(subject)
}

func (r *repository) config() source.Config {
	return source.Config{Name: "g", Kind: source.KindGit, Location: r.dir}
}

func TestRun_gitHistoryIsTheVersionHistory(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	first := r.publish("orders.yaml", contract("orders", "1.0.0"), "Publish orders")
	r.git("tag", "v1")
	r.publish("orders.yaml", contract("orders", "1.0.0", "tags: [gold]"), "Tag orders")
	r.publish("README.md", "# not a contract", "Explain")
	r.publish("orders.yaml", contract("orders", "2.0.0"), "Break orders")
	report := run(t, db, r.config())
	if s := report.Sources[0]; s.NewVersions != 3 || s.Versions != 3 || s.Contracts != 1 || s.Files != 1 {
		t.Errorf("report = %+v", s)
	}
	versions, err := db.Versions("orders")
	if err != nil || len(versions) != 3 {
		t.Fatalf("%d versions, %v", len(versions), err)
	}
	oldest := versions[2].Origin
	if oldest.Commit != first || oldest.Author != "Ada" || oldest.Message != "Publish orders" || oldest.Tag != "v1" || oldest.Time.Unix() != 1_700_003_600 {
		t.Errorf("oldest = %+v", oldest)
	}
	if o := row(t, db, "orders"); o.Version != "2.0.0" || !o.Flags.Has(catalog.VersionReused) {
		t.Errorf("current = %+v", o)
	}

	r.publish("orders.yaml", contract("orders", "2.1.0"), "Extend orders")
	if s := run(t, db, r.config()).Sources[0]; s.NewVersions != 1 || s.Changed != 1 || s.Versions != 4 {
		t.Errorf("incremental: %+v", s)
	}
	if s := run(t, db, r.config()).Sources[0]; s.NewVersions != 0 || s.Unchanged != 1 {
		t.Errorf("nothing new: %+v", s)
	}
	if got := texts(t, db, "orders"); got != "2.1.0 2.0.0 1.0.0 1.0.0" {
		t.Errorf("versions = %s", got)
	}
}

func TestRun_gitFollowsRenamesAndReturns(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	r.publish("a/orders.yaml", contract("orders", "1.0.0"), "one")
	r.publish("a/orders.yaml", contract("orders", "1.1.0"), "two")
	r.git("mv", "a", "b")
	r.commit("move")
	r.publish("b/orders.yaml", contract("orders", "1.2.0"), "three")
	run(t, db, r.config())
	if got := texts(t, db, "orders"); got != "1.2.0 1.1.0 1.0.0" {
		t.Errorf("through a rename: %s", got)
	}
	r.git("rm", "-q", "b/orders.yaml")
	r.commit("retire")
	run(t, db, r.config())
	if o := row(t, db, "orders"); !o.Flags.Has(catalog.IsRemoved) || o.Versions != 3 {
		t.Errorf("retired: %+v", o)
	}
	r.publish("b/orders.yaml", contract("orders", "1.1.0"), "revive the one before")
	run(t, db, r.config())
	if o := row(t, db, "orders"); o.Flags.Has(catalog.IsRemoved) || o.Version != "1.1.0" {
		t.Errorf("revived: %+v", o)
	}
}

func TestRun_gitRewrittenHistory(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	base := r.publish("orders.yaml", contract("orders", "1.0.0"), "one")
	r.publish("orders.yaml", contract("orders", "1.1.0"), "two")
	r.publish("orders.yaml", contract("orders", "1.2.0"), "three")
	run(t, db, r.config())

	r.git("reset", "-q", "--hard", base)
	r.publish("orders.yaml", contract("orders", "1.1.0"), "two, reworded")
	r.publish("orders.yaml", contract("orders", "1.3.0"), "three, otherwise")
	if s := run(t, db, r.config()).Sources[0]; s.NewVersions != 1 {
		t.Errorf("only the state that is new counts: %+v", s)
	}
	if got := texts(t, db, "orders"); got != "1.3.0 1.2.0 1.1.0 1.0.0" {
		t.Errorf("versions = %s", got)
	}

	r.git("reset", "-q", "--hard", base)
	r.commit("nothing else")
	run(t, db, r.config())
	if o := row(t, db, "orders"); o.Version != "1.0.0" || o.Flags.Has(catalog.IsRemoved) {
		t.Errorf("reset to the first state: %+v", o)
	}
}

// TestRun_gitRewrittenWithoutAFile drops a commit that brought a file.
func TestRun_gitRewrittenWithoutAFile(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	base := r.publish("orders.yaml", contract("orders", "1.0.0"), "one")
	r.publish("returns.yaml", contract("returns", "1.0.0"), "a mistake")
	run(t, db, r.config())
	r.git("reset", "-q", "--hard", base)
	r.publish("orders.yaml", contract("orders", "1.1.0"), "two")
	want(t, run(t, db, r.config()), counts{files: 1, changed: 1, removed: 1, versions: 1})
	if c := row(t, db, "returns"); !c.Flags.Has(catalog.IsRemoved) {
		t.Errorf("what was never there is not removed: %+v", c)
	}
}

// TestRun_gitPatternsOfAnotherSync changes what is wanted of a repository in which
// nothing else changed.
func TestRun_gitPatternsOfAnotherSync(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	r.write("a/orders.yaml", contract("orders", "1.0.0"))
	r.write("b/returns.yaml", contract("returns", "1.0.0"))
	r.commit("both")
	cfg := r.config()
	cfg.Exclude = []string{"a"}
	want(t, run(t, db, cfg), counts{files: 1, added: 1, versions: 1})
	cfg.Exclude = []string{"b"}
	want(t, run(t, db, cfg), counts{files: 1, added: 1, removed: 1, versions: 1})
	if removed := row(t, db, "returns").Flags.Has(catalog.IsRemoved); !removed {
		t.Error("what is excluded is still there")
	}
	want(t, run(t, db, cfg), counts{files: 1, unchanged: 1})
}

// TestRun_gitCopyOfALaterState has a file whose version text went up and down again,
// and another that began as a copy of what it then was.
func TestRun_gitCopyOfALaterState(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	last := contract("orders", "0.0.1", "tags: [last]")
	r.publish("orders.yaml", contract("orders", "0.0.1"), "one")
	r.publish("orders.yaml", contract("orders", "0.9.2"), "two")
	r.publish("orders.yaml", last, "three")
	r.publish("copy.yaml", last, "copy")
	r.publish("copy.yaml", contract("orders", "0.0.1", "tags: [further]"), "four")
	run(t, db, r.config())
	versions, err := db.Versions("orders")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range versions {
		got = append(got, v.Text+" "+v.Origin.Message)
	}
	if want := []string{"0.0.1 four", "0.0.1 three", "0.9.2 two", "0.0.1 one"}; !slices.Equal(got, want) {
		t.Errorf("versions = %q, want %q", got, want)
	}
}

func TestRun_gitMergeIsOneStep(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	r.publish("orders.yaml", contract("orders", "1.0.0"), "one")
	r.git("switch", "-q", "-c", "work")
	r.publish("orders.yaml", contract("orders", "1.1.0-draft"), "draft")
	r.publish("orders.yaml", contract("orders", "1.1.0"), "done")
	r.git("switch", "-q", "main")
	r.publish("returns.yaml", contract("returns", "1.0.0"), "meanwhile")
	r.git("merge", "-q", "--no-ff", "-m", "Merge work", "work")
	run(t, db, r.config())
	if got := texts(t, db, "orders"); got != "1.1.0 1.0.0" {
		t.Errorf("versions = %s", got)
	}
}

func TestRun_gitRefs(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.publish("orders.yaml", contract("orders", "1.0.0"), "one")
	r.git("tag", "v1")
	r.publish("orders.yaml", contract("orders", "1.1.0-draft"), "draft")
	r.publish("orders.yaml", contract("orders", "1.1.0"), "two")
	r.git("tag", "-a", "-m", "second", "v2")
	r.publish("orders.yaml", contract("orders", "2.0.0-draft"), "next")
	r.git("branch", "release")
	for ref, want := range map[string]string{
		"release": "2.0.0-draft 1.1.0 1.1.0-draft 1.0.0",
		"v1":      "1.0.0",
		"v*":      "1.1.0 1.0.0",
	} {
		db := storetest.MustOpen(t)
		cfg := r.config()
		cfg.Settings = map[string]string{source.SettingRef: ref}
		run(t, db, cfg)
		if got := texts(t, db, "orders"); got != want {
			t.Errorf("%s: %s, want %s", ref, got, want)
		}
		run(t, db, cfg)
		if got := texts(t, db, "orders"); got != want {
			t.Errorf("%s again: %s, want %s", ref, got, want)
		}
	}
}

func TestRun_gitOddities(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"sha1", "sha256"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			r, db := newRepository(t, "--object-format="+format), storetest.MustOpen(t)
			r.write("orders.yaml", contract("orders", "1.0.0"))
			r.write("größe\n?.yaml", contract("größe", "1.0.0"))
			r.write("big.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n")
			if err := os.Symlink("/etc/passwd", filepath.Join(r.dir, "link.yaml")); err != nil {
				t.Fatal(err)
			}
			head := r.commit("all at once")
			r.git("update-index", "--add", "--cacheinfo", "160000,"+head+",sub.yaml") // a submodule that is called like a contract
			r.git("commit", "-q", "-m", "submodule")
			report := run(t, db, r.config())
			if s := report.Sources[0]; s.Contracts != 2 || s.Problems != 1 {
				t.Errorf("report = %+v", s)
			}
			if p := report.Problems; len(p) != 1 || p[0].Rule != "lfs-pointer" || p[0].Path != "big.yaml" {
				t.Errorf("problems = %+v", p)
			}
		})
	}
}

func TestRun_gitEmptyRepository(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	if s := run(t, db, r.config()).Sources[0]; s.Files != 0 {
		t.Errorf("report = %+v", s)
	}
	r.publish("orders.yaml", contract("orders", "1.0.0"), "first")
	if s := run(t, db, r.config()).Sources[0]; s.Contracts != 1 {
		t.Errorf("report = %+v", s)
	}
}

// TestRun_gitBranchesSideBySide has two sources of one repository, which share the
// clone, synced at the same time.
func TestRun_gitBranchesSideBySide(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	r.publish("orders.yaml", contract("orders", "1.0.0"), "one")
	var all []source.Config
	for i := range 4 {
		branch := fmt.Sprintf("work%d", i)
		r.git("switch", "-q", "-c", branch, "main")
		cfg := r.config()
		cfg.Name, cfg.Settings = branch, map[string]string{source.SettingRef: branch}
		all = append(all, cfg)
	}
	for round := range 4 {
		for i := range all {
			r.git("switch", "-q", all[i].Name)
			r.publish(fmt.Sprintf("c%d.yaml", i), contract(fmt.Sprintf("c%d", i), fmt.Sprintf("1.%d.0", round)), "more")
		}
		run(t, db, all...)
	}
	for i := range all {
		if c := row(t, db, fmt.Sprintf("c%d", i)); c.Version != "1.3.0" || c.Versions != 4 {
			t.Errorf("c%d = %+v", i, c)
		}
	}
}
