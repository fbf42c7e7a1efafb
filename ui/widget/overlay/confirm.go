package overlay

import (
	"time"

	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
)

// Grace is how long the keyboard must have been quiet before a confirmation takes
// a yes. A key that was held down, or typed ahead for what was there before, must
// not confirm anything.
const Grace = 400 * time.Millisecond

// Confirm asks a question that is answered by yes or no; no is the default.
type Confirm struct {
	question, explanation string
	quietSince            time.Time
}

// NewConfirm returns a confirmation that opens now.
func NewConfirm(question, explanation string, now time.Time) *Confirm {
	return &Confirm{question, explanation, now}
}

// Accept reports whether a yes at the given time counts. One that comes too early
// starts the quiet period again.
func (c *Confirm) Accept(now time.Time) bool {
	ok := now.Sub(c.quietSince) >= Grace
	c.quietSince = now
	return ok
}

// confirmWidth is the width of a confirmation.
const confirmWidth = 60

// Draw draws the question over the screen. The keys are those for yes and no.
func (c *Confirm) Draw(screen canvas.Canvas, icons *theme.Icons, yes, no string) {
	w := Place(screen.Width(), screen.Height(), confirmWidth, 0).W
	lines := text.Wrap(c.explanation, max(w-4, 1))
	inside, _ := Box(screen, icons, frame.Pane{Title: c.question}, w, len(lines)+4)
	for y, line := range lines {
		inside.Put(1, y, line, theme.Text.Plain())
	}
	y := inside.Height() - 1
	x := inside.Put(1, y, no, theme.Key.Plain())
	x = inside.Put(x, y, " no   ", theme.KeyHint.Plain())
	x = inside.Put(x, y, yes, theme.Key.Plain())
	inside.Put(x, y, " yes", theme.KeyHint.Plain())
}
