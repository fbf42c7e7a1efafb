package app_test

import (
	"testing"
	"time"
)

func TestEscape_ladder(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30)
	d.Press("/").Type("customer").Press("enter", "enter").Advance(time.Second)
	d.Header("› Customer")
	d.Press("/").Type("id").Press("?").Lacks("╭─▌Keys")
	d.Press("enter", "y").Shows("Copy")
	d.Press("esc").Header("› Customer")
	for range 4 { // what was looked for on the page, then the page
		d.Press("esc")
	}
	d.Lacks("› Customer")
	for range 5 { // the search, then nothing more to leave
		d.Press("esc")
	}
	d.Header("50 products").Footer("press q to quit")
	for range 50 {
		d.Press("esc")
	}
	if d.Quit {
		t.Error("esc has quit the program")
	}
	if d.Press("q"); !d.Quit {
		t.Error("q on the first page does not quit")
	}
}

func TestEscape_leavesTheInnermostDialog(t *testing.T) {
	t.Parallel()
	for _, open := range []string{"?", "ctrl+p", ":", "T", "y", "s"} {
		d := begin(t, 100, 30)
		before := d.Frame()
		if d.Press(open); d.Frame() == before {
			t.Errorf("%s opens nothing", open)
		}
		if d.Press("esc"); d.Frame() != before {
			t.Errorf("esc does not leave what %s opens:\n%s", open, d.Frame())
		}
	}
}

func TestQuit_fromADeeperPageGoesBack(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("enter").Header("› Acquirer settlements")
	if d.Press("q"); d.Quit {
		t.Fatal("q on a deeper page has quit the program")
	}
	d.Lacks("› Acquirer")
	if d.Press("enter", "ctrl+c"); !d.Quit {
		t.Error("ctrl+c does not quit at once")
	}
}

func TestQuit_whileTyping(t *testing.T) {
	t.Parallel()
	for _, open := range []string{"/", ":", "ctrl+p", "?"} {
		if d := begin(t, 100, 30).Press(open, "ctrl+c"); !d.Quit {
			t.Errorf("ctrl+c after %s does not quit", open)
		}
	}
}
