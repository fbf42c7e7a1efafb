package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"meshdex/store/source"
	"meshdex/ui/page/sources"
)

// folder makes a folder with files; a text is the content of a file, "" a folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if text == "" {
			if err := os.MkdirAll(path, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const someContract = "apiVersion: v3.1.0\nkind: DataContract\nid: orders\nname: Orders\nversion: 1.0.0\nstatus: active\ndomain: sales\n"

func bringIn(t *testing.T, d *desk, location string) error {
	t.Helper()
	name, err := d.Add(location)
	if err != nil {
		return err
	}
	return d.sync(t.Context(), name, func(sources.Progress) {})
}

// Somebody who has nothing sees the sample; the first source that is brought in
// takes its place while the program runs.
func TestDesk_theFirstSourceTakesThePlaceOfTheSample(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	d := openDesk(t, dir)
	sampled := d.snap
	if d.title() == "" || d.remembers() {
		t.Fatalf("the desk begins as %q", d.title())
	}
	if err := bringIn(t, d, folder(t, map[string]string{"c/orders.odcs.yaml": someContract})); err != nil {
		t.Fatal(err)
	}
	snap, err := d.reload(t.Context())
	if err != nil || snap == sampled || snap.Len() != 1 {
		t.Fatalf("shown are %d products, %v", snap.Len(), err)
	}
	ix, err := d.indexOf(t.Context(), snap)
	if versions, verr := d.Versions("orders"); err != nil || ix == nil || verr != nil || len(versions) != 1 || d.title() != "" || !d.remembers() {
		t.Errorf("index %v, %v; versions %v, %v; title %q", ix, err, versions, verr, d.title())
	}
	if err := d.marks.Bookmark("orders"); err != nil || !openDesk(t, dir).marks.Bookmarked("orders") {
		t.Errorf("a bookmark is not kept: %v", err)
	}
}

func TestDesk_aSourceOfNothingIsNotAdded(t *testing.T) {
	t.Parallel()
	d := openDesk(t, t.TempDir())
	before := d.snap
	for want, files := range map[string]map[string]string{
		"no file there can hold a contract":             {"readme.md": "# nothing"},
		"no contract or product was found in 1 file":    {"a.yaml": "x: 1\n"},
		"no contract or product was found in 2 files; ": {"a.yaml": "x: 1\n", "b.json": "{}"},
	} {
		err := bringIn(t, d, folder(t, files))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "the source was not added") {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if err := bringIn(t, d, filepath.Join(t.TempDir(), "nowhere")); err == nil || !strings.Contains(err.Error(), "there is no folder or file") {
		t.Errorf("added what is not there: %v", err)
	}
	states, err := d.states(t.Context())
	if snap, rerr := d.reload(t.Context()); err != nil || len(states) != 0 || rerr != nil || snap != before {
		t.Errorf("sources %v, %v; %v", states, err, rerr)
	}
}

// A source that was configured before, but never synced, is not forgotten because its
// first sync fails: its server may only be away.
func TestDesk_aKnownSourceStaysThoughItFails(t *testing.T) {
	t.Parallel()
	d := openDesk(t, t.TempDir())
	away := source.Config{Name: "away", Kind: source.KindDir, Location: filepath.Join(t.TempDir(), "away")}
	if err := d.home.PutSource(away); err != nil {
		t.Fatal(err)
	}
	if err := d.sync(t.Context(), "away", func(sources.Progress) {}); err == nil || strings.Contains(err.Error(), "not added") {
		t.Errorf("a source that is away: %v", err)
	}
	if states, err := d.states(t.Context()); err != nil || len(states) != 1 || states[0].Err == "" {
		t.Errorf("sources %+v, %v", states, err)
	}
}

// What is written in an editor is in the catalog once the editor has ended.
func TestDesk_bringsInWhatWasEdited(t *testing.T) {
	t.Parallel()
	d := openDesk(t, t.TempDir())
	at := folder(t, map[string]string{"c.yaml": someContract})
	if err := bringIn(t, d, at); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(at, "c.yaml")
	if changed, err := d.Edited(t.Context(), path); changed || err != nil {
		t.Errorf("nothing was written: %v, %v", changed, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(someContract, "active", "deprecated", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if changed, err := d.Edited(t.Context(), filepath.Join(t.TempDir(), "c.yaml")); changed || err != nil {
		t.Errorf("a file of no source: %v, %v", changed, err)
	}
	if changed, err := d.Edited(t.Context(), path); !changed || err != nil {
		t.Errorf("something was written: %v, %v", changed, err)
	}
	if snap, err := d.reload(t.Context()); err != nil || snap.Product(0).Status != "deprecated" {
		t.Errorf("the catalog has %v, %v", snap.Product(0).Status, err)
	}
}

func TestDesk_addsAPlaceOnce(t *testing.T) {
	t.Parallel()
	d := openDesk(t, t.TempDir())
	at := folder(t, map[string]string{"c.yaml": someContract})
	first, err := d.Add(at)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := d.Add(" " + at + "/ "); err != nil || again != first {
		t.Errorf("added as %q and %q, %v", first, again, err)
	}
}

func TestDesk_completesPaths(t *testing.T) {
	t.Parallel()
	at := folder(t, map[string]string{"contracts": "", "conf": "", ".hidden": "", "c.yaml": "x: 1\n", "c.txt": "x", "notes": "x"}) + "/"
	d := openDesk(t, t.TempDir())
	d.environ = []string{"HOME=" + strings.TrimSuffix(at, "/")}
	for typed, want := range map[string][]string{
		at:           {at + "conf/", at + "contracts/", at + "c.yaml"},
		at + "con":   {at + "conf/", at + "contracts/"},
		at + ".":     {at + ".hidden/"},
		at + "x":     nil,
		at + "no/x":  nil,
		"~/cont":     {"~/contracts/"},
		"~nobody/":   nil,
		"https://x/": nil,
	} {
		if got := d.Complete(typed); !slices.Equal(got, want) {
			t.Errorf("%q goes on with %q, want %q", typed, got, want)
		}
	}
}

func TestDesk_ofTheDemoTakesNoSources(t *testing.T) {
	t.Parallel()
	d, err := newcomer(t.TempDir()).sampleDesk("demo")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Add(t.TempDir()); err == nil {
		t.Error("added a source to what is thrown away")
	}
}
