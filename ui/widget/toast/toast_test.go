package toast_test

import (
	"fmt"
	"testing"
	"time"

	"meshdex/ui/widget/toast"
)

func TestExpire_leavesANewerOne(t *testing.T) {
	t.Parallel()
	var q toast.Queue
	now := time.Unix(0, 0)
	first := q.Push(toast.Good, "copied", now)
	second := q.Push(toast.Bad, "could not open", now)
	if q.Expire(first.ID) {
		t.Error("the end of the first took the second away")
	}
	if got, ok := q.Current(); !ok || got.Text != second.Text {
		t.Errorf("%+v", got)
	}
	if !q.Expire(second.ID) || q.Expire(second.ID) {
		t.Error("the second did not end once")
	}
	if _, ok := q.Current(); ok {
		t.Error("still there")
	}
	if len(q.Log()) != 2 || second.Lifetime() <= first.Lifetime() {
		t.Error("messages are forgotten, or a bad one is not longer in sight")
	}
}

func TestDrop_takesInformationOnly(t *testing.T) {
	t.Parallel()
	var q toast.Queue
	for level, stays := range map[toast.Level]bool{toast.Good: true, toast.Info: false, toast.Warn: true, toast.Bad: true} {
		was := q.Push(toast.Info, "before", time.Time{})
		now := q.Push(level, "now", time.Time{})
		if q.Drop(was.ID); q.Shown() != now.ID {
			t.Errorf("the end of one before took one of level %d away", level)
		}
		if q.Drop(now.ID); (q.Shown() == now.ID) != stays {
			t.Errorf("a message of level %d stays: %v", level, !stays)
		}
	}
}

func TestLog_isBounded(t *testing.T) {
	t.Parallel()
	var q toast.Queue
	for i := range 3 * toast.Kept {
		q.Push(toast.Info, fmt.Sprint(i), time.Time{})
	}
	log := q.Log()
	if len(log) != toast.Kept || log[len(log)-1].Text != fmt.Sprint(3*toast.Kept-1) {
		t.Errorf("%d kept, the last %+v", len(log), log[len(log)-1])
	}
}
