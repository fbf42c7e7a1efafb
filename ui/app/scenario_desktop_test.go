package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestCopy_saysSoOnlyWhenItIsThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d, _ := start(t, w.config(), 100, 30)
	d.Press("Y").Footer("copied id (test clipboard)")
	if w.desktop.copied == "" {
		t.Error("nothing was copied")
	}
	w.desktop.copyFails = errors.New("no clipboard here")
	d.Press("Y").Footer("not copied: no clipboard here").Advance(time.Minute).Lacks("not copied")
}

func TestCopy_menuRowComesBackToThePage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d, _ := start(t, w.config(), 100, 30)
	d.Press("y").Advance(time.Second).Press("enter").Footer("copied")
	if w.desktop.copied == "" {
		t.Error("nothing was copied")
	}
}

func TestEdit_opensTheFileAtItsLine(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d, _ := start(t, w.config(), 100, 30)
	d.Press("enter").Advance(time.Second).Press("e")
	if !strings.HasPrefix(w.desktop.edited, "/contracts/") || !slices.Contains(d.Outside, "tea.execMsg") {
		t.Errorf("edited %q; outside went %v\n%s", w.desktop.edited, d.Outside, d.Frame())
	}
}

func TestEdit_withoutAnEditor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.desktop.editorFails = errors.New("set EDITOR")
	d, _ := start(t, w.config(), 100, 30)
	d.Press("enter").Advance(time.Second).Press("e").Footer("set EDITOR")
}

func TestDesktop_withoutOne(t *testing.T) {
	t.Parallel()
	cfg := newWorld(t).config()
	cfg.Desktop = nil
	d, _ := start(t, cfg, 100, 30)
	d.Press("Y").Footer("not copied: not possible here")
}

func TestSuspend_andBack(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("ctrl+z")
	if !slices.Contains(d.Outside, "tea.SuspendMsg") {
		t.Errorf("outside went %v", d.Outside)
	}
	d.Press("ctrl+l")
	if !slices.Contains(d.Outside, "tea.clearScreenMsg") {
		t.Errorf("outside went %v", d.Outside)
	}
}

func TestMessages_listWhatWasTold(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("Y", "]", "backspace").Advance(time.Minute).Lacks("copied")
	line(d, "messages").Header("› Messages").Shows("copied id", "nothing to go forward to", "first page")
}

func TestToast_theNewestStaysItsTime(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("]").Advance(2 * time.Second).Press("Y").Footer("copied id")
	d.Advance(time.Second).Footer("copied id")
	d.Advance(2 * time.Second).Lacks("copied id")
}

// What was noted of one page is of no use on another; what has been done stays its time.
func TestToast_aNoteEndsWithItsPage(t *testing.T) {
	t.Parallel()
	d := begin(t, 120, 30)
	d.Press("esc").Footer("press q to quit").Press("j").Footer("press q to quit")
	d.Press("enter").Lacks("press q to quit")
	d.Press("Y").Footer("copied").Press("esc").Footer("copied")
}
