package app_test

import (
	"testing"
	"time"
)

func TestBack_restoresQueryCursorAndScroll(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 12)
	d.Press("/").Type("domain:payments,sales").Press("enter").Send(burst("jjjjjjjjj")).Advance(time.Second)
	before := d.Frame()
	d.Press("enter").Advance(time.Second).Header("›")
	d.Press("h").Advance(time.Second)
	if got := d.Frame(); got != before {
		t.Errorf("before\n%s\nafter\n%s", before, got)
	}
}

func TestForward_restoresThePage(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30)
	d.Press("]").Footer("nothing to go forward to").Advance(time.Minute)
	d.Press("enter", "2").Send(burst("jj")).Advance(time.Minute)
	product := d.Frame()
	d.Press("esc", "]").Advance(time.Minute)
	if got := d.Frame(); got != product {
		t.Errorf("before\n%s\nafter\n%s", product, got)
	}
}

func TestForward_isForgottenByAnotherWay(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30)
	d.Press("enter", "esc", "j", "enter", "esc", "]").Header("Audience segments")
	d.Press("]").Footer("nothing to go forward to")
}

func TestBack_onTheFirstPageSaysHowToQuit(t *testing.T) {
	t.Parallel()
	begin(t, 100, 30).Press("backspace").Footer("q quits")
}

func TestAnswer_ofALeftPageIsDropped(t *testing.T) {
	t.Parallel()
	d := begin(t, 120, 40)
	d.Press("enter", "2", "j", "esc", "j", "enter", "esc") // the first product can no longer be gone forward to
	before := d.Advance(time.Minute).Frame()
	if d.Advance(time.Minute).Frame() != before {
		t.Error("something came late")
	}
}
