package uitest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"meshdex/ui/text"
)

var (
	update = flag.Bool("update", false, "write the golden files anew")
	sgr    = regexp.MustCompile(`\x1b\[[0-9;:]*m`)
)

// Frame is what the screen shows, without colours.
func (d *Driver) Frame() string {
	d.t.Helper()
	return d.exact()
}

// exact proves that the frame fits the terminal, and returns it without colours.
func (d *Driver) exact() string {
	d.t.Helper()
	plain := sgr.ReplaceAllString(d.Root.View(), "")
	if i := strings.IndexFunc(plain, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }); i >= 0 {
		d.t.Fatalf("a control character in the frame: %q", plain[max(0, i-20):i+1])
	}
	if d.w == 0 || d.h == 0 {
		return plain
	}
	lines := strings.Split(plain, "\n")
	if len(lines) != d.h {
		d.t.Fatalf("%d lines at %dx%d:\n%s", len(lines), d.w, d.h, plain)
	}
	for _, l := range lines {
		if n := text.Width(l); n != d.w {
			d.t.Fatalf("a line of %d cells at %dx%d: %q", n, d.w, d.h, l)
		}
	}
	return plain
}

// Line returns line y of the frame; -1 is the footer.
func (d *Driver) LineAt(y int) string {
	d.t.Helper()
	lines := strings.Split(d.Frame(), "\n")
	return lines[(y+len(lines))%len(lines)]
}

// Footer is the last line of the frame.
func (d *Driver) Footer() string {
	d.t.Helper()
	return d.LineAt(-1)
}

// Header is the first line of the frame.
func (d *Driver) Header() string {
	d.t.Helper()
	return d.LineAt(0)
}

// Find is where a text stands on the screen, the first time it does.
func (d *Driver) Find(s string) (x, y int) {
	d.t.Helper()
	for y, l := range strings.Split(d.Frame(), "\n") {
		if i := strings.Index(l, s); i >= 0 {
			return text.Width(l[:i]), y
		}
	}
	d.t.Fatalf("the frame lacks %q:\n%s", s, d.Frame())
	return 0, 0
}

// Shows fails the test unless the frame has each of the texts.
func (d *Driver) Shows(wants ...string) *Driver {
	d.t.Helper()
	frame := d.Frame()
	for _, want := range wants {
		if !strings.Contains(frame, want) {
			d.t.Errorf("the frame lacks %q:\n%s", want, frame)
		}
	}
	return d
}

// Lacks fails the test when the frame has one of the texts.
func (d *Driver) Lacks(texts ...string) *Driver {
	d.t.Helper()
	frame := d.Frame()
	for _, s := range texts {
		if strings.Contains(frame, s) {
			d.t.Errorf("the frame has %q:\n%s", s, frame)
		}
	}
	return d
}

// Golden compares the frame with testdata/golden/NAME_WxH.txt. The right edge is
// marked, so that blanks at line ends count.
func (d *Driver) Golden(name string) *Driver {
	d.t.Helper()
	got := strings.ReplaceAll(d.Frame(), "\n", "│\n") + "│\n"
	path := filepath.Join("testdata", "golden", fmt.Sprintf("%s_%dx%d.txt", name, d.w, d.h))
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			d.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			d.t.Fatal(err)
		}
		return d
	}
	want, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatalf("%v; run the test with -update and read what it wrote", err)
	}
	if string(want) != got {
		d.t.Errorf("%s differs; got:\n%s", path, got)
	}
	return d
}
