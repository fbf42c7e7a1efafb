package source_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"meshdex/store/source"
)

// member is a file to be put into an archive.
type member struct {
	name, text string
	kind       byte
}

var hostile = []member{
	{"a/orders.yaml", "id: orders", tar.TypeReg},
	{"a/notes.txt", "not wanted", tar.TypeReg},
	{"../escape.yaml", "id: x", tar.TypeReg},
	{"a/../../escape.yaml", "id: x", tar.TypeReg},
	{"/etc/absolute.yaml", "id: x", tar.TypeReg},
	{`C:\windows.yaml`, "id: x", tar.TypeReg},
	{"link.yaml", "/etc/passwd", tar.TypeSymlink},
	{"hard.yaml", "a/orders.yaml", tar.TypeLink},
	{"device.yaml", "", tar.TypeChar},
}

var tamed = []string{
	"../escape.yaml! a name that leads out…", "/etc/absolute.yaml! a name that leads out…",
	`C:\windows.yaml! a name that leads out…`, "a/../../escape.yaml! a name that leads out…", "a/orders.yaml=id: orders",
}

func tarball(t testing.TB, members []member) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	w := tar.NewWriter(z)
	for _, m := range members {
		h := &tar.Header{Name: m.name, Typeflag: m.kind, Mode: 0o644}
		if m.kind == tar.TypeReg {
			h.Size = int64(len(m.text))
		} else {
			h.Linkname = m.text
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if m.kind == tar.TypeReg {
			if _, err := w.Write([]byte(m.text)); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.Close()
	z.Close()
	return out.Bytes()
}

func zipped(t testing.TB, members []member) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, m := range members {
		if m.kind != tar.TypeReg {
			continue
		}
		f, err := w.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(m.text)); err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	return out.Bytes()
}

func give(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(data) }
}

func TestArchive_givesOnlyFilesInside(t *testing.T) {
	t.Parallel()
	for _, data := range [][]byte{tarball(t, hostile), zipped(t, hostile)} {
		got, _ := scan(t, serve(t, give(data)), source.Env{}, "")
		wantLines(t, got, tamed...)
	}
}

// TestArchive_onDisk names a file that is not called like what it is.
func TestArchive_onDisk(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{"tar": tarball(t, hostile), "zip": zipped(t, hostile)} {
		dir := tree(t, map[string]string{name: string(data)})
		cfg := dirOf(filepath.Join(dir, name))
		got, cursor := scan(t, cfg, source.Env{}, "")
		wantLines(t, got, tamed...)
		got, again := scan(t, cfg, source.Env{}, cursor)
		wantLines(t, got, "unchanged")
		if again != cursor {
			t.Errorf("%s: cursor %q became %q", name, cursor, again)
		}
		got, _ = scan(t, dirOf(dir), source.Env{}, "")
		wantLines(t, got) // in a folder it is none of ours
	}
}

func TestArchive_stopsAtAThousandfold(t *testing.T) {
	t.Parallel()
	zeros := strings.Repeat("\x00", 15<<20)
	var bomb []member
	for range 5 {
		bomb = append(bomb, member{"z.yaml", zeros, tar.TypeReg})
	}
	for name, data := range map[string][]byte{"tar": tarball(t, bomb), "zip": zipped(t, bomb)} {
		got, _ := scan(t, serve(t, give(data)), source.Env{}, "")
		if last := got[0]; !strings.Contains(last, "unpacks to more than") {
			t.Errorf("%s: %.80q", name, last)
		}
	}
}

// TestArchive_stopsAtManyEntries repeats the header of one folder a million times.
func TestArchive_stopsAtManyEntries(t *testing.T) {
	t.Parallel()
	var one, out bytes.Buffer
	if err := tar.NewWriter(&one).WriteHeader(&tar.Header{Name: "d/", Typeflag: tar.TypeDir, Mode: 0o755}); err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	thousand := bytes.Repeat(one.Bytes(), 1000)
	for range 1000 {
		if _, err := z.Write(thousand); err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	got, _ := scan(t, serve(t, give(out.Bytes())), source.Env{}, "")
	wantLines(t, got, "! archive mesh.yaml: the archive unpacks to more than is read of one")
}

// TestArchive_ofOtherForms has a server give what is no contract in the place of all that
// was there.
func TestArchive_ofOtherForms(t *testing.T) {
	t.Parallel()
	var single bytes.Buffer
	z := gzip.NewWriter(&single)
	if _, err := z.Write([]byte("id: a\n")); err != nil {
		t.Fatal(err)
	}
	z.Close()
	for data, want := range map[string]string{
		"\xfd7zXZ\x00\x00": "a form that is not read", "BZh91AY&SY": "a form that is not read", "\x28\xb5\x2f\xfd\x04": "a form that is not read",
		single.String(): "no tar archive", "\x1f\x8bnot even gzip": "header",
	} {
		got, _ := scan(t, serve(t, give([]byte(data))), source.Env{}, "")
		if len(got) != 1 || !strings.HasPrefix(got[0], "! archive mesh.yaml: ") || !strings.Contains(got[0], want) {
			t.Errorf("%q: %q, want …%s", data, got, want)
		}
	}
}

func TestArchive_aKeyIsNotTakenForMagic(t *testing.T) {
	t.Parallel()
	got, _ := scan(t, serve(t, give([]byte("BZhours: {open: 9}\n"))), source.Env{}, "")
	if len(got) != 1 || strings.HasPrefix(got[0], "! ") {
		t.Errorf("got %q", got)
	}
}

func TestArchive_cutOff(t *testing.T) {
	t.Parallel()
	data := tarball(t, hostile)
	got, _ := scan(t, serve(t, give(data[:len(data)/2])), source.Env{}, "")
	if !strings.HasPrefix(got[0], "! archive") {
		t.Errorf("got %q", got)
	}
}

func TestExec(t *testing.T) {
	t.Parallel()
	cfg := source.Config{Kind: source.KindExec, Location: `printf '%s' "id: $HOME"`}
	got, _ := scan(t, cfg, source.Env{Environ: []string{"PATH=/bin:/usr/bin"}}, "")
	wantLines(t, got, "output.yaml=id: $HOME") // no shell
	_, cursor := scan(t, cfg, source.Env{}, "")
	got, _ = scan(t, cfg, source.Env{}, cursor)
	wantLines(t, got, "unchanged")
	cfg.Location = `false`
	got, _ = scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "! run false: exit status 1")
	cfg.Location = `ls /nonexistent`
	got, _ = scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "! run ls: exit status…")
	cfg.Location = `true`
	got, _ = scan(t, cfg, source.Env{}, "")
	wantLines(t, got, "! run true: it printed nothing")
}
