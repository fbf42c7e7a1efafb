package source_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"meshdex/store/source"
)

// stages lists what a scan says it is at: each stage once, as far as it came.
func stages(t *testing.T, cfg source.Config) string {
	t.Helper()
	s, err := source.Open(cfg, source.Env{CacheDir: t.TempDir(), Environ: os.Environ()})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	last := map[string]source.Stage{}
	ctx := source.WithStages(t.Context(), func(s source.Stage) {
		if _, seen := last[s.Name]; !seen {
			names = append(names, s.Name)
		}
		last[s.Name] = s
	})
	for f, err := range s.Scan(ctx, "") {
		if err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
	}
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d/%d", name, last[name].Done, last[name].Total)
	}
	return strings.Join(names, ", ")
}

func TestScan_tellsTheStagesOfAClone(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte("id: a"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=Ada", "-c", "user.email=a@b", "commit", "-q", "-m", "one"}} {
		if out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	got := stages(t, source.Config{Kind: source.KindGit, Location: "file://" + dir})
	for _, want := range []string{"asking what is new 0/0, ", "the server counts objects 3/3, ", "receiving objects 3/3, ", "reading the history 0/0"} {
		if !strings.Contains(got, want) {
			t.Errorf("told %q, without %q", got, want)
		}
	}
}

func TestScan_tellsTheStagesOfACommand(t *testing.T) {
	t.Parallel()
	got := stages(t, source.Config{Kind: source.KindExec, Location: "printf 'id: a'"})
	if got != "running 0/0, reading what it prints 5/0" {
		t.Errorf("told %q", got)
	}
}

func TestScan_tellsTheStagesOfABucket(t *testing.T) {
	cfg, b := bucket(t, "")
	for i := range 1500 { // more than one answer lists
		put(t, b, fmt.Sprintf("live/%d.txt", i), "no")
	}
	if got := stages(t, cfg); got != "listing objects 1000/0" {
		t.Errorf("of a prefix: told %q", got)
	}
	put(t, b, "one.yaml", "id: a")
	cfg.Location = "s3://mesh/one.yaml"
	if got := stages(t, cfg); got != "listing objects 0/0, downloading 5/5" {
		t.Errorf("of one object: told %q", got)
	}
}
