package uitest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

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

// Selected fails the test unless a line under the cursor has the text. The cursor
// is told by its mark.
func (d *Driver) Selected(want string) *Driver {
	d.t.Helper()
	for line := range strings.Lines(d.Frame()) {
		if _, row, ok := strings.Cut(line, "▌"); ok && strings.Contains(row, want) {
			return d
		}
	}
	d.t.Errorf("the cursor is not on %q:\n%s", want, d.Frame())
	return d
}

// Header fails the test unless the first line has the text.
func (d *Driver) Header(want string) *Driver {
	d.t.Helper()
	return d.line(0, want)
}

// Footer fails the test unless the last line, where messages and keys are, has the
// text.
func (d *Driver) Footer(want string) *Driver {
	d.t.Helper()
	return d.line(d.h-1, want)
}

func (d *Driver) line(y int, want string) *Driver {
	d.t.Helper()
	lines := strings.Split(d.Frame(), "\n")
	if !strings.Contains(lines[min(y, len(lines)-1)], want) {
		d.t.Errorf("line %d lacks %q:\n%s", y, want, d.Frame())
	}
	return d
}

var update = flag.Bool("update", false, "write the golden files anew")

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
		d.t.Errorf("%s differs:\n%s", path, Compare(string(want), got))
	}
	return d
}

// Compare shows what was wanted and what came, line by line where they differ.
func Compare(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	var b strings.Builder
	for i := range max(len(w), len(g)) {
		var wl, gl string
		if i < len(w) {
			wl = w[i]
		}
		if i < len(g) {
			gl = g[i]
		}
		if wl != gl {
			fmt.Fprintf(&b, "%3d want %s\n    got  %s\n", i+1, wl, gl)
		}
	}
	return b.String()
}

// Sweep calls f with sizes from 1x1 to 300x100, all those near which a layout may
// turn among them.
func Sweep(f func(w, h int)) {
	for _, w := range []int{1, 2, 8, 19, 20, 21, 40, 59, 60, 79, 80, 99, 100, 120, 159, 160, 240, 300} {
		for _, h := range []int{1, 2, 4, 5, 6, 12, 24, 29, 30, 60, 100} {
			f(w, h)
		}
	}
}
