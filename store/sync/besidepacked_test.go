package sync_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"meshdex/store/source"
	"meshdex/store/storetest"
)

// entry is a file of an archive.
type entry struct{ name, text string }

func tarOf(t *testing.T, entries []entry) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Typeflag: tar.TypeReg, Mode: 0o644, Size: int64(len(e.text)), Format: tar.FormatUSTAR}
		if target, isLink := strings.CutPrefix(e.text, "-> "); isLink {
			h = &tar.Header{Name: e.name, Typeflag: tar.TypeSymlink, Linkname: target, Format: tar.FormatUSTAR}
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Typeflag == tar.TypeReg {
			if _, err := io.WriteString(w, e.text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func tgzOf(t *testing.T, entries []entry) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(tarOf(t, entries)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func zipOf(t *testing.T, entries []entry) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err == nil {
			_, err = io.WriteString(f, e.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// packaged is a source whose files come as one.
type packaged struct {
	cfg     source.Config
	publish func(data []byte)
}

func packagedHTTP(t *testing.T) packaged {
	var data []byte
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(data) }))
	t.Cleanup(srv.Close)
	return packaged{source.Config{Name: "s", Kind: source.KindHTTP, Location: srv.URL + "/mesh"}, func(d []byte) { data = d }}
}

func packagedFile(t *testing.T) packaged {
	path := filepath.Join(t.TempDir(), "mesh")
	return packaged{source.Config{Name: "s", Kind: source.KindDir, Location: path}, func(d []byte) { mustWrite(t, path, string(d)) }}
}

func packagedCommand(t *testing.T) packaged {
	if _, err := exec.LookPath("cat"); err != nil {
		t.Skip("no cat")
	}
	p := packagedFile(t)
	p.cfg.Kind, p.cfg.Location = source.KindExec, "cat "+filepath.ToSlash(p.cfg.Location)
	return p
}

// bucketOf serves an empty bucket.
func bucketOf(t *testing.T, settings map[string]string, options ...s3mem.Option) (source.Config, *s3mem.Backend) {
	t.Helper()
	cfg, backend := bucketBehind(t, func(w http.ResponseWriter, r *http.Request, next http.Handler) { next.ServeHTTP(w, r) }, options...)
	for name, value := range settings {
		cfg.Settings[name] = value
	}
	return cfg, backend
}

// bucketBehind serves an empty bucket, to which each request comes by way of front.
func bucketBehind(t *testing.T, front func(http.ResponseWriter, *http.Request, http.Handler), options ...s3mem.Option) (source.Config, *s3mem.Backend) {
	t.Helper()
	backend := s3mem.New(options...)
	next := gofakes3.New(backend).Server()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { front(w, r, next) }))
	t.Cleanup(srv.Close)
	if err := backend.CreateBucket("mesh"); err != nil {
		t.Fatal(err)
	}
	return source.Config{Name: "s", Kind: source.KindS3, Location: "s3://mesh/live", Settings: map[string]string{
		source.SettingEndpoint: srv.URL, source.SettingPathStyle: "true", source.SettingAnonymous: "true",
	}}, backend
}

func putObject(t *testing.T, b *s3mem.Backend, key, text string) {
	t.Helper()
	if _, err := b.PutObject("mesh", key, map[string]string{}, strings.NewReader(text), int64(len(text)), nil); err != nil {
		t.Error(err)
	}
}

func packagedObject(t *testing.T) packaged {
	cfg, b := bucketOf(t, nil)
	cfg.Location = "s3://mesh/live/mesh"
	return packaged{cfg, func(d []byte) { putObject(t, b, "live/mesh", string(d)) }}
}

// TestRun_archivesReadWhatIsReferredTo has a contract in an archive refer to a file that
// comes after it and is excluded, and changes that file alone.
func TestRun_archivesReadWhatIsReferredTo(t *testing.T) {
	t.Parallel()
	forms := map[string]func(*testing.T, []entry) []byte{"tar": tarOf, "tgz": tgzOf, "zip": zipOf}
	for kind, open := range map[string]func(*testing.T) packaged{"http": packagedHTTP, "file": packagedFile, "exec": packagedCommand, "s3": packagedObject} {
		for form, pack := range forms {
			t.Run(kind+" "+form, func(t *testing.T) {
				t.Parallel()
				p, db := open(t), storetest.MustOpen(t)
				p.cfg.Exclude = []string{"common"}
				publish := func(title string) {
					p.publish(pack(t, []entry{
						{"contracts/orders.yaml", referring("../common/ids.yaml#/definitions/id")},
						{"common/ids.yaml", definition(title)},
						{"common/notes.bin", "\x00"},
					}))
				}
				publish("Number")
				want(t, run(t, db, p.cfg), counts{files: 1, added: 1, versions: 1})
				wantTitles(t, db, "Number")
				want(t, run(t, db, p.cfg), counts{files: 1, unchanged: 1})
				publish("Key")
				want(t, run(t, db, p.cfg), counts{files: 1, changed: 1, versions: 1})
				wantTitles(t, db, "Key", "Number")
				want(t, run(t, db, p.cfg), counts{files: 1, unchanged: 1})
				p.publish(pack(t, []entry{{"contracts/orders.yaml", referring("../common/ids.yaml#/definitions/id")}}))
				want(t, run(t, db, p.cfg), counts{files: 1, changed: 1, versions: 1})
				wantTitles(t, db, "", "Key", "Number")
			})
		}
	}
}

// TestRun_archivesReferToNothingOutside has names and links that lead out of the
// archive, or to no file of it.
func TestRun_archivesReferToNothingOutside(t *testing.T) {
	t.Parallel()
	outside := filepath.Join(t.TempDir(), "ids.yaml")
	mustWrite(t, outside, definition("Secret"))
	for name, ref := range map[string]string{
		"upwards": "../ids.yaml#/definitions/id", "absolute": outside + "#/definitions/id", "a link": "link.yaml#/definitions/id",
		"a name that leads out": "up/ids.yaml#/definitions/id", "a folder": "in#/definitions/id",
		"what is beside the archive": "beside.yaml#/definitions/id", "an address": "https://acme.example/ids.yaml#/definitions/id",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, db := packagedFile(t), storetest.MustOpen(t)
			mustWrite(t, filepath.Join(filepath.Dir(p.cfg.Location), "beside.yaml"), definition("Secret"))
			p.publish(tgzOf(t, []entry{
				{"orders.yaml", referring(ref)},
				{"link.yaml", "-> " + outside},
				{"up/../../ids.yaml", definition("Secret")},
				{"../ids.yaml", definition("Secret")},
				{"/ids.yaml", definition("Secret")},
				{"in/other.txt", "x"},
			}))
			report := run(t, db, p.cfg)
			wantTitles(t, db, "")
			if !strings.Contains(fmt.Sprint(report.Problems), "reference-unresolved") {
				t.Errorf("problems = %+v", report.Problems)
			}
		})
	}
}

// TestRun_boundsWhatIsReferredTo has definitions refer in a circle, and a contract refer
// to more than is read with one.
func TestRun_boundsWhatIsReferredTo(t *testing.T) {
	t.Parallel()
	circle := []entry{
		{"orders.yaml", referring("a.yaml#/definitions/id")},
		{"a.yaml", "definitions: {id: {$ref: 'b.yaml#/definitions/id'}}\n"},
		{"b.yaml", "definitions: {id: {$ref: 'a.yaml#/definitions/id'}}\n"},
	}
	var fields strings.Builder
	var large []entry
	for i := range 5 {
		fmt.Fprintf(&fields, "f%d: {$ref: 'd%d.yaml#/definitions/id'}, ", i, i)
		large = append(large, entry{fmt.Sprintf("d%d.yaml", i), definition(fmt.Sprintf("T%d", i)) + "#" + strings.Repeat("x", source.LargestFile/4)})
	}
	large = append(large, entry{"orders.yaml", "dataContractSpecification: 1.2.0\nid: orders\ninfo: {title: Orders, version: 1.0.0}\nmodels: {orders: {fields: {" + fields.String() + "}}}\n"})
	for _, c := range []struct {
		entries []entry
		title   string // of the first field
	}{{circle, ""}, {large, "T0"}} {
		p, db := packagedFile(t), storetest.MustOpen(t)
		p.cfg.Include = []string{"orders.yaml"}
		p.publish(tgzOf(t, c.entries))
		report := run(t, db, p.cfg)
		wantTitles(t, db, c.title)
		if isTold := strings.Contains(fmt.Sprint(report.Problems), "more than 16 MB beside it"); isTold != (c.title != "") {
			t.Errorf("problems = %+v", report.Problems)
		}
		if isTold := strings.Contains(fmt.Sprint(report.Problems), "definition-circular"); isTold != (c.title == "") {
			t.Errorf("problems = %+v", report.Problems)
		}
		mustWrite(t, p.cfg.Location, string(tgzOf(t, append(c.entries, entry{"new.txt", "x"}))))
		want(t, run(t, db, p.cfg), counts{files: 1, unchanged: 1})
	}
}

// TestRun_bucketsReadWhatIsReferredTo changes an object that another refers to; without
// history the contract has a new version of now, with it one of when that was.
func TestRun_bucketsReadWhatIsReferredTo(t *testing.T) {
	t.Parallel()
	for _, versions := range []string{"false", "true"} {
		t.Run("versions="+versions, func(t *testing.T) {
			t.Parallel()
			clock := gofakes3.FixedTimeSource(time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC))
			cfg, b := bucketOf(t, map[string]string{source.SettingVersions: versions}, s3mem.WithTimeSource(clock))
			if err := b.SetVersioningConfiguration("mesh", gofakes3.VersioningConfiguration{Status: gofakes3.VersioningEnabled}); err != nil {
				t.Fatal(err)
			}
			cfg.Exclude = []string{"common"}
			db := storetest.MustOpen(t)
			putObject(t, b, "live/common/ids.yaml", definition("Number"))
			putObject(t, b, "live/common/ids.yaml.old", definition("Old"))
			clock.Advance(time.Hour)
			putObject(t, b, "live/contracts/orders.yaml", referring("../common/ids.yaml#/definitions/id"))
			clock.Advance(time.Hour)
			putObject(t, b, "live/common/ids.yaml", definition("Key"))
			run(t, db, cfg)
			if versions == "true" {
				wantTitles(t, db, "Key", "Number")
			} else {
				wantTitles(t, db, "Key")
			}
			before := len(titles(t, db))
			want(t, run(t, db, cfg), counts{files: 1, unchanged: 1})
			clock.Advance(time.Hour)
			putObject(t, b, "live/common/ids.yaml", definition("Code"))
			want(t, run(t, db, cfg), counts{files: 1, changed: 1, versions: 1})
			if got := titles(t, db); len(got) != before+1 || got[0] != "Code" {
				t.Errorf("titles = %q", got)
			}
			all, err := db.Versions("orders")
			if err != nil || versions == "true" && !all[1].Origin.Time.Equal(time.Date(2026, 3, 4, 14, 0, 0, 0, time.UTC)) {
				t.Errorf("versions = %+v, %v", all, err)
			}
			if _, err := b.DeleteObject("mesh", "live/common/ids.yaml"); err != nil {
				t.Fatal(err)
			}
			want(t, run(t, db, cfg), counts{files: 1, changed: 1, versions: 1})
			if got := titles(t, db); got[0] != "" {
				t.Errorf("after its end: titles = %q", got)
			}
		})
	}
}

// TestRun_bucketsLookAgainAtWhatFailed has a server refuse the object that another
// refers to, once: that is told, and what is then missing is found by the next sync,
// though nothing has changed.
func TestRun_bucketsLookAgainAtWhatFailed(t *testing.T) {
	t.Parallel()
	var shut atomic.Bool
	var asked atomic.Int64
	cfg, b := bucketBehind(t, func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		asked.Add(1)
		if shut.Load() && strings.HasSuffix(r.URL.Path, "ids.yaml") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
	cfg.Include = []string{"orders.yaml"}
	putObject(t, b, "live/orders.yaml", referring("ids.yaml#/definitions/id"))
	putObject(t, b, "live/ids.yaml", definition("Number"))
	db := storetest.MustOpen(t)
	shut.Store(true)
	report := run(t, db, cfg)
	wantTitles(t, db, "")
	if p := report.Problems; len(p) != 1 || p[0].Pos.Line != 4 || !strings.Contains(p[0].Message, `"ids.yaml" was not read: permission denied (Forbidden`) || !strings.Contains(p[0].Hint, "the right to read") {
		t.Errorf("problems = %+v", p)
	}
	shut.Store(false)
	run(t, db, cfg)
	wantTitles(t, db, "Number", "")
	before := asked.Load()
	want(t, run(t, db, cfg), counts{files: 1, unchanged: 1})
	if n := asked.Load() - before; n != 1 {
		t.Errorf("asked %d times when nothing is new", n)
	}
}

// TestRun_bucketsReadManyReferredToAtOnce has a service give nothing that is referred to
// until many such objects are asked for. A test that hangs here has found that they wait
// for one another. What comes of it is in the order of the files, whichever came first.
func TestRun_bucketsReadManyReferredToAtOnce(t *testing.T) {
	t.Parallel()
	const atOnce = 12
	asked, open := make(chan struct{}, 1000), make(chan struct{})
	var isSecond atomic.Bool
	go func() {
		for range atOnce {
			<-asked
		}
		close(open)
	}()
	cfg, b := bucketBehind(t, func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if isSecond.Load() && strings.Contains(r.URL.Path, "/ids/") {
			asked <- struct{}{}
			<-open
		}
		next.ServeHTTP(w, r)
	})
	cfg.Exclude = []string{"ids"}
	publish := func(round int) {
		for i := range atOnce {
			putObject(t, b, fmt.Sprintf("live/ids/%d.yaml", i), definition(fmt.Sprintf("T%d of %d", i, round*(i%2))))
		}
	}
	for i := range atOnce {
		id := fmt.Sprintf("c%d", i)
		putObject(t, b, "live/"+id+".yaml", referringTo(id, fmt.Sprintf("ids/%d.yaml#/definitions/id", i)))
	}
	publish(1)
	db := storetest.MustOpen(t)
	want(t, run(t, db, cfg), counts{files: atOnce, added: atOnce, versions: atOnce})
	publish(2)
	isSecond.Store(true)
	want(t, run(t, db, cfg), counts{files: atOnce, changed: atOnce / 2, unchanged: atOnce / 2, versions: atOnce / 2})
	for i := range atOnce {
		versions, err := db.Versions(fmt.Sprintf("c%d", i))
		if err != nil || len(versions) != 1+i%2 {
			t.Errorf("c%d: %+v, %v", i, versions, err)
		}
	}
}
