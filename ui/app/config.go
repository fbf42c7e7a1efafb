package app

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/action"
	guides "meshdex/ui/guide"
	"meshdex/ui/page"
	"meshdex/ui/term"
	"meshdex/ui/theme"
)

// Config is all that the program on the screen needs from outside. Snapshot and
// Open are required; the zero value of everything else does.
type Config struct {
	Snapshot *catalog.Snapshot
	Open     page.Opener
	// Actions are those that the pages have on top of the program's own.
	Actions []action.Action
	// Stacks are the contexts that hold at the same time on the pages.
	Stacks []action.Stack
	// Keys are other keys for some actions.
	Keys map[action.ID][]string
	// Places tell where these keys are written, "config.yaml:12", for messages; Slips
	// are what else is wrong in the configuration.
	Places map[action.ID]string
	Slips  []string
	// Label says what catalog this is when that is not plain: "sample data". It must
	// not block; nil for nothing to say.
	Label func() string
	// Welcome is done when the program starts: something is said, or offered.
	Welcome page.Intent
	// Guides are the walkthroughs; nil for none.
	Guides guides.Shelf
	// Sources is where new sources go; nil where none can be added. The page
	// "sources" syncs the one that is the query of its target.
	Sources Sources
	// Record is told what the person does, when a walkthrough is to be made of it.
	Record func(walkthrough.Event)
	// Commands are those of the command line that can be run beside the screens; nil
	// for none. Open knows the page "output", which runs them.
	Commands page.CommandLine
	// Recents lists the ids of products that were opened lately and often, best first,
	// from memory; nil for none.
	Recents func() []string
	// Session is where the person left off; the zero Session starts on "browse".
	Session Session
	// Save is called with the session when the program ends.
	Save func(Session) error

	Look Look
	// Learn is called, off the UI goroutine, when the terminal says that another ground
	// than that of the look lies behind it; nil if it is not to be asked.
	Learn func(term.Ground) error

	Clock   Clock   // nil for the real one
	Desktop Desktop // nil for none: copying and opening say that they can not

	// Changed blocks until there is a newer snapshot, and returns it; nil if the
	// catalog never changes under the program.
	Changed func(context.Context) (*catalog.Snapshot, error)
	// Reload reads the catalog anew; nil if that makes no sense.
	Reload func(context.Context) (*catalog.Snapshot, error)
}

// Sources takes what is new in sources. Its methods may block; they are called off
// the UI goroutine.
type Sources interface {
	// Complete lists what a path that is being typed may go on with.
	Complete(typed string) []string
	// Add remembers a place, such as a folder or an address, as a source, unless it is
	// one already, and returns the name of it.
	Add(place string) (name string, err error)
	// Edited brings in the source that a file belongs to, if it belongs to one, and
	// reports whether the catalog has changed by it.
	Edited(ctx context.Context, path string) (changed bool, err error)
}

// Look is how the program looks and moves.
type Look struct {
	Theme   string                   // a name, "auto" or "" to suit the terminal
	Themes  map[string]theme.Palette // the person's own
	Icons   string                   // "unicode", "ascii", "nerd"; "" is unicode
	Profile theme.Profile
	Ground  term.Ground // what lies behind the text; "" is dark
	Motion  page.Motion
	Mouse   Mouse
}

// Mouse says whether the program takes the mouse.
type Mouse uint8

// The two states of the mouse.
const (
	MouseOn  Mouse = iota
	MouseOff       // the terminal selects text as always
)

// Session is what is remembered from one run to the next. Targets name their
// places by id, so it survives a catalog that has changed.
type Session struct {
	Stack []page.Target `json:"stack,omitempty"` // bottom first
	Theme string        `json:"theme,omitempty"` // "" for that of the configuration
}

// Clock is time as the program sees it.
type Clock interface {
	Now() time.Time
	// After is a command that brings msg once d has passed.
	After(d time.Duration, msg tea.Msg) tea.Cmd
}

// Desktop is the machine around the terminal. Copy and Browse may block and are
// called off the UI goroutine.
type Desktop interface {
	// Copy puts text on the clipboard and says by what means.
	Copy(text string) (means string, err error)
	// Editor is what opens a file at a line, 0 for the start. It has the terminal
	// while it runs.
	Editor(path string, line int) (tea.ExecCommand, error)
	// Browse opens an address.
	Browse(url string) error
}

// realClock is the time of the machine.
type realClock struct{}

func (realClock) Now() time.Time { return time.Now() }

func (realClock) After(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}
