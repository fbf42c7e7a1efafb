// Package toast keeps the short messages that tell a person what has just
// happened, and remembers them when they have gone. It keeps no clock: whoever
// shows a toast asks to be told when its time is over.
package toast

import "time"

// Level says how serious a toast is.
type Level uint8

// The levels.
const (
	Good Level = iota
	Info
	Warn
	Bad
)

// Toast is one message.
type Toast struct {
	ID    int
	Level Level
	Text  string
	At    time.Time
}

// Lifetime is how long the toast is shown: longer when it matters more.
func (t Toast) Lifetime() time.Duration {
	switch t.Level {
	case Warn:
		return 4 * time.Second
	case Bad:
		return 6 * time.Second
	}
	return 2500 * time.Millisecond
}

// Kept is how many messages a queue remembers.
const Kept = 200

// Queue holds the messages, the newest last. The zero Queue is empty and ready.
type Queue struct {
	last  int
	log   []Toast
	shown int // id of the toast in sight, 0 for none
}

// Push shows a message and returns it with its id. It takes the place of the one
// before at once: the newest is about what the person did last.
func (q *Queue) Push(level Level, text string, now time.Time) Toast {
	q.last++
	t := Toast{q.last, level, text, now}
	q.log = append(q.log, t)
	if len(q.log) > Kept {
		q.log = q.log[len(q.log)-Kept:]
	}
	q.shown = t.ID
	return t
}

// Expire takes the message with the given id out of sight, and reports whether it
// was there. A newer message is not touched by the end of an older one.
func (q *Queue) Expire(id int) bool {
	if q.shown != id || id == 0 {
		return false
	}
	q.shown = 0
	return true
}

// Shown is the id of the message in sight, 0 for none.
func (q *Queue) Shown() int { return q.shown }

// Drop takes the message with the given id out of sight if it is but information.
func (q *Queue) Drop(id int) {
	if t, ok := q.Current(); ok && t.Level == Info {
		q.Expire(id)
	}
}

// Current is the message in sight.
func (q *Queue) Current() (Toast, bool) {
	if q.shown == 0 || len(q.log) == 0 {
		return Toast{}, false
	}
	return q.log[len(q.log)-1], true
}

// Log is all messages that are remembered, the newest last.
func (q *Queue) Log() []Toast { return append([]Toast(nil), q.log...) }
