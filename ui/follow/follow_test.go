package follow_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"meshdex/ui/follow"
)

// bench is a file that is followed in a folder of its own.
type bench struct {
	t    *testing.T
	ctx  context.Context
	fail context.CancelFunc
	path string
	file *follow.File
}

func newBench(t *testing.T) *bench {
	t.Helper()
	path := filepath.Join(t.TempDir(), "folder", "orders.yaml")
	ctx, cancel := context.WithCancel(t.Context())
	b := &bench{t, ctx, cancel, path, &follow.File{Path: path, Quiet: time.Millisecond}}
	b.mkdir()
	return b
}

func (b *bench) mkdir() {
	b.t.Helper()
	b.must(os.MkdirAll(filepath.Dir(b.path), 0o755))
}

// must also fails on other goroutines than the test's, which it keeps from waiting.
func (b *bench) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Error(err)
		b.fail()
	}
}

func (b *bench) write(path, text string) {
	b.t.Helper()
	b.must(os.WriteFile(path, []byte(text), 0o644))
}

// replace writes another file and renames it into place.
func (b *bench) replace(text string) {
	b.t.Helper()
	b.write(b.path+".tmp", text)
	b.must(os.Rename(b.path+".tmp", b.path))
}

// until waits for a state of the file; there may be others before it.
func (b *bench) until(want string) {
	b.t.Helper()
	for {
		s, err := b.file.Next(b.ctx)
		if err != nil {
			b.t.Fatal(err)
		}
		if string(s.Data) == want && (want != "" || s.IsGone()) {
			return
		}
	}
}

func TestNext_tellsWhatIsThereAtOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.write(b.path, "one")
	s, err := b.file.Next(t.Context())
	if err != nil || string(s.Data) != "one" || s.At.IsZero() || s.IsGone() {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestNext_tellsThatNothingIsThere(t *testing.T) {
	t.Parallel()
	s, err := newBench(t).file.Next(t.Context())
	if err != nil || !s.IsGone() || !s.At.IsZero() {
		t.Errorf("%+v, %v", s, err)
	}
}

// Every way in which programs save: into the file, beside it and renamed into
// place, with the old one moved away first, and through a link.
func TestNext_seesEveryWayOfSaving(t *testing.T) {
	t.Parallel()
	save := map[string]func(b *bench, text string){
		"into the file":      func(b *bench, text string) { b.write(b.path, text) },
		"renamed into place": (*bench).replace,
		"moved away first": func(b *bench, text string) {
			b.must(os.Rename(b.path, b.path+"~"))
			b.write(b.path, text)
		},
		"removed first": func(b *bench, text string) {
			b.must(os.Remove(b.path))
			b.write(b.path, text)
		},
		"by a checkout": func(b *bench, text string) {
			b.must(os.RemoveAll(filepath.Dir(b.path)))
			b.mkdir()
			b.write(b.path, text)
		},
		"folder moved away": func(b *bench, text string) {
			dir := filepath.Dir(b.path)
			b.must(os.Rename(dir, dir+" before "+text))
			b.mkdir()
			b.write(b.path, text)
		},
	}
	for name, f := range save {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.write(b.path, "0")
			b.until("0")
			for i := 1; i < 8; i++ {
				text := "state " + strconv.Itoa(i)
				go f(b, text)
				b.until(text)
			}
		})
	}
}

func TestNext_seesThroughLinks(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("links need a right that most people lack")
	}
	b := newBench(t)
	real := filepath.Join(t.TempDir(), "real.yaml")
	b.write(real, "one")
	b.must(os.Symlink(real, b.path))
	b.until("one")
	go b.write(real, "two")
	b.until("two")
	other := filepath.Join(t.TempDir(), "other.yaml")
	b.write(other, "three")
	go func() {
		b.must(os.Symlink(other, b.path+".tmp"))
		b.must(os.Rename(b.path+".tmp", b.path))
	}()
	b.until("three")
}

func TestNext_seesTheFileGoAndComeBack(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.write(b.path, "one")
	b.until("one")
	go func() { b.must(os.RemoveAll(filepath.Dir(b.path))) }()
	b.until("")
	go func() {
		b.mkdir()
		b.write(b.path, "two")
	}()
	b.until("two")
}

// What was saved between two calls is told by the next one.
func TestNext_missesNothingBetweenCalls(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.write(b.path, "one")
	b.until("one")
	b.write(b.path, "two")
	s, err := b.file.Next(t.Context())
	if err != nil || string(s.Data) != "two" {
		t.Errorf("%q, %v", s.Data, err)
	}
}

// Other files of the folder, and a save that changes nothing, are no news.
func TestNext_isNotWokenByOthers(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.write(b.path, "one")
	b.until("one")
	go func() {
		for i := range 20 {
			b.write(filepath.Join(filepath.Dir(b.path), "other"+strconv.Itoa(i)), "x")
			b.replace("one")
		}
		b.replace("two")
	}()
	for {
		s, err := b.file.Next(b.ctx)
		if err != nil {
			t.Fatal(err)
		}
		if string(s.Data) == "one" {
			t.Error("the same was told again")
		}
		if string(s.Data) == "two" {
			return
		}
	}
}

func TestNext_endsWithItsContext(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.write(b.path, "one")
	b.until("one")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.file.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
