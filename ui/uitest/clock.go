package uitest

import (
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Clock is a clock that stands still until a test moves it. What is to come later
// waits in it; [Driver.Advance] brings what is due.
type Clock struct {
	now     time.Time
	pending []timer
}

type timer struct {
	at  time.Time
	msg tea.Msg
}

// NewClock returns a clock that stands at a time.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Now is where the clock stands.
func (c *Clock) Now() time.Time { return c.now }

// After is a command that leaves msg with the clock until d has passed.
func (c *Clock) After(d time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg {
		c.pending = append(c.pending, timer{c.now.Add(d), msg})
		return nil
	}
}

// Waiting is the number of messages that wait for their time.
func (c *Clock) Waiting() int { return len(c.pending) }

// due takes out the next message that is due by the given time, and sets the
// clock to when it was.
func (c *Clock) due(by time.Time) (tea.Msg, bool) {
	next := -1
	for i, t := range c.pending {
		if !t.at.After(by) && (next < 0 || t.at.Before(c.pending[next].at)) {
			next = i
		}
	}
	if next < 0 {
		c.now = by
		return nil, false
	}
	t := c.pending[next]
	c.pending = slices.Delete(c.pending, next, next+1)
	c.now = t.at
	return t.msg, true
}
