package source_test

import (
	"os"
	"path/filepath"
	"testing"

	"meshdex/store/source"
)

func tree(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func dirOf(location string) source.Config {
	return source.Config{Kind: source.KindDir, Location: location}
}

func TestDir_patterns(t *testing.T) {
	t.Parallel()
	dir := tree(t, map[string]string{
		"a.yaml": "1", "b.YML": "2", "c.json": "3", "d.txt": "4", ".git/x.yaml": "5",
		"build/e.yaml": "6", "sub/build/f.yaml": "7", "sub/keep.yaml": "8", "sub/drop.yaml": "9",
	})
	got, _ := scan(t, dirOf(dir), source.Env{}, "")
	wantLines(t, got, "a.yaml=1", "b.YML=2", "build/e.yaml=6", "c.json=3", "sub/build/f.yaml=7", "sub/drop.yaml=9", "sub/keep.yaml=8")
	cfg := dirOf(dir)
	cfg.Exclude = []string{"# comment", "/build/", "sub/*.yaml", "!sub/keep.yaml"}
	got, _ = scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "a.yaml=1", "b.YML=2", "c.json=3", "sub/build/f.yaml=7", "sub/keep.yaml=8")
	cfg.Exclude, cfg.Include = []string{"build"}, []string{"*.txt", "sub/**"}
	got, _ = scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "d.txt=4", "sub/drop.yaml=9", "sub/keep.yaml=8")
	cfg.Include = []string{"[z-"}
	if _, err := source.Open(cfg, source.Env{}); err == nil {
		t.Error("a broken pattern is accepted")
	}
}

func TestDir_links(t *testing.T) {
	t.Parallel()
	dir := tree(t, map[string]string{"in/a.yaml": "1"})
	outside := tree(t, map[string]string{"secret.yaml": "no", "more/b.yaml": "no"})
	for name, target := range map[string]string{
		"same.yaml": "in/a.yaml", "loop.yaml": "loop.yaml", "in/up": "..", "gone.yaml": "nowhere.yaml",
		"secret.yaml": filepath.Join(outside, "secret.yaml"), "far": outside,
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	got, _ := scan(t, dirOf(dir), source.Env{}, "")
	wantLines(t, got, "far! a link that leads out of the folder", "gone.yaml! a link that leads nowhere", "in/a.yaml=1",
		"loop.yaml! a link that leads in a circle", "secret.yaml! a link that leads out of the folder")
}

func TestDir_sizes(t *testing.T) {
	t.Parallel()
	dir := tree(t, map[string]string{"empty.yaml": "", "big.yaml": ""})
	if err := os.Truncate(filepath.Join(dir, "big.yaml"), 50<<20); err != nil {
		t.Fatal(err)
	}
	got, _ := scan(t, dirOf(dir), source.Env{}, "")
	wantLines(t, got, "big.yaml! 50 MB; files of up to 16 MB are read", "empty.yaml=")
}

func TestDir_forbiddenFolder(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	dir := tree(t, map[string]string{"a.yaml": "1", "locked/b.yaml": "2"})
	if err := os.Chmod(filepath.Join(dir, "locked"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "locked"), 0o755) })
	got, _ := scan(t, dirOf(dir), source.Env{}, "")
	wantLines(t, got, "a.yaml=1", "locked! …")
}

func TestDir_missing(t *testing.T) {
	t.Parallel()
	got, _ := scan(t, dirOf(filepath.Join(t.TempDir(), "nowhere")), source.Env{}, "")
	wantLines(t, got, "! read /…")
}

func TestDir_oneFile(t *testing.T) {
	t.Parallel()
	dir := tree(t, map[string]string{"a.yaml": "1", "b.yaml": "2"})
	got, _ := scan(t, dirOf(filepath.Join(dir, "b.yaml")), source.Env{}, "")
	wantLines(t, got, "b.yaml=2")
}

func TestParse(t *testing.T) {
	t.Parallel()
	for location, want := range map[string][2]string{
		"https://host/team/mesh.git":       {source.KindGit, "mesh"},
		"git@host:team/mesh":               {source.KindGit, "mesh"},
		"ssh://git@host/mesh":              {source.KindGit, "mesh"},
		"https://host/catalog.mdx":         {source.KindHTTP, "catalog"},
		"http://host/":                     {source.KindHTTP, "host"},
		"s3://bucket/some/prefix":          {source.KindS3, "prefix"},
		"git+https://host/mesh":            {source.KindGit, "mesh"},
		filepath.Join(t.TempDir(), "x y!"): {source.KindDir, "x-y"},
	} {
		cfg, err := source.Parse(location)
		if err != nil || cfg.Kind != want[0] || cfg.Name != want[1] {
			t.Errorf("%s = %+v, %v; want %v", location, cfg, err, want)
		}
	}
	for _, location := range []string{"", "  ", "ftp://host/x"} {
		if cfg, err := source.Parse(location); err == nil {
			t.Errorf("%q = %+v", location, cfg)
		}
	}
}

func TestOpen_refusesDangerousRepositories(t *testing.T) {
	t.Parallel()
	for _, location := range []string{
		"ext::sh -c 'touch /tmp/x'", "--upload-pack=x", "http://host/x.git", "https://token@host/x.git",
		"ssh://-oProxyCommand=x/y", "fd::7", "a\nb",
	} {
		if _, err := source.Open(source.Config{Kind: source.KindGit, Location: location}, source.Env{}); err == nil {
			t.Errorf("%q is accepted", location)
		}
	}
	cfg := source.Config{Kind: source.KindGit, Location: "https://host/x.git", Settings: map[string]string{source.SettingRef: "--output=x"}}
	if _, err := source.Open(cfg, source.Env{}); err == nil {
		t.Error("a ref that is an option is accepted")
	}
}
