// Package page says what a screen is. Each screen is a package below this one;
// none imports another, and none imports the store: a page gets the snapshot, asks
// for what it needs by returning commands, and says where to go by returning an
// [Intent]. Only ui/app acts on intents.
package page

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/theme"
	"meshdex/ui/widget/code"
)

// Page is a screen on the navigation stack. It owns all its state (query, cursor,
// scroll), so that going back restores it. Methods are called on the UI goroutine
// only, and none may block or take longer than a frame. Embed [Base] for the
// methods that a page has no use for.
type Page interface {
	// Title names the page in the breadcrumbs.
	Title() string
	// Status is what the header says at its right end, such as a count; "" for
	// nothing.
	Status() string
	// Target is the place that the page shows now, as a link or a saved session
	// would name it.
	Target() Target
	// Contexts are the key contexts of what has the focus, innermost first. While
	// a text input has the focus, the first is [action.Input].
	Contexts() []action.Context
	// Disabled says why an action cannot be done now, "" when it can.
	Disabled(action.ID) string
	// Do performs an action of one of the page's contexts.
	Do(action.ID) (Intent, tea.Cmd)
	// Escape leaves the innermost thing that esc leaves (a selection, the input, the
	// filter, marks), and reports whether there was one; if not, the root pops the
	// page.
	Escape() (left bool, cmd tea.Cmd)
	// Type handles a key while a text input has the focus, and reports whether it
	// took it. A paste comes as one key with Paste set.
	Type(tea.KeyMsg) (taken bool, cmd tea.Cmd)
	// Mouse handles what the pointer did at a cell of the page.
	Mouse(mouse.Event) (Intent, tea.Cmd)
	// Receive takes what a command of this page brought back.
	Receive(tea.Msg) (Intent, tea.Cmd)
	// Refresh shows a new snapshot, keeping the place by id.
	Refresh(*catalog.Snapshot) tea.Cmd
	// Resize tells how large the canvas is that Draw will get.
	Resize(width, height int)
	// Draw paints the page. It changes nothing.
	Draw(canvas.Canvas)
	// Tell says what Draw paints, for those who read line by line. It changes
	// nothing.
	Tell(*Telling)
}

// Opener makes the page that a target names; the command is what the page wants run
// first. The error is shown to the person.
type Opener func(env *Env, snap *catalog.Snapshot, t Target) (Page, tea.Cmd, error)

// Env is what every page works with. It belongs to the root, which may change it
// between two messages; pages keep the pointer and only read.
type Env struct {
	Icons   *theme.Icons
	Actions *action.Registry // with the user's keys, to name a key in a text
	Now     func() time.Time
	Motion  Motion
	// Messages is what the person has been told since the start, newest last.
	Messages func() []Message
}

// KeyLabel is the first key of an action as a person knows it.
func (e *Env) KeyLabel(id action.ID) string { return action.KeyLabel(e.Key(id)) }

// TryAgain is what a page says below what could not be read.
func (e *Env) TryAgain() string {
	return e.Key(action.Reload) + " tries again; meshdex doctor looks at the store."
}

// Sideways says why an action of the wide context does not move the lines, "" for one
// that does.
func (e *Env) Sideways(pan *code.Pan, id action.ID) string {
	if id != action.WideLeft && id != action.WideRight || pan.Goes(id) {
		return ""
	}
	return "no line goes on there; " + e.Key(action.Escape) + " goes back"
}

// Message is something that the person was told.
type Message struct {
	At       time.Time
	Severity catalog.Severity // "" is good news
	Text     string
}

// Key is the first key of an action as a person knows it, for texts that name it;
// "" if it has none.
func (e *Env) Key(id action.ID) string {
	if a, ok := e.Actions.Get(id); ok && len(a.Keys) > 0 {
		return action.KeyLabel(a.Keys[0])
	}
	return ""
}

// Commander is a page that takes ":" lines of its own while it is shown, for what
// needs an argument. What needs none is an action with a Command.
type Commander interface {
	Commands() []Command
}

// Closer is a page that holds something, such as a watch, which it has to let go of
// once nobody can come back to it.
type Closer interface{ Close() }

// Command is one kind of ":" line.
type Command struct {
	Name     string
	Argument string // what the argument is: "COLUMN"
	Help     string // what it does, as the title of an action says it: a capital, no full stop
	// Complete lists arguments that begin with what is typed; nil for none.
	Complete func(prefix string) []string
	Run      func(argument string) (Intent, tea.Cmd)
}

// Waiter is a page that can tell how far something is that takes long.
type Waiter interface {
	// Busy says it in a sentence, "" while nothing is under way.
	Busy() string
}

// CommandLine is the part of the program's command line that changes nothing. Its
// methods do not block.
type CommandLine interface {
	// Commands lists the commands.
	Commands() []Command
	// Words takes a line apart, or says why it can not be run here.
	Words(line string) ([]string, error)
}

// Motion says whether things may move by themselves.
type Motion uint8

// The kinds of motion.
const (
	FullMotion    Motion = iota
	ReducedMotion        // no spinner; progress is told in words
)

// NothingCompletes is why a page whose input looks for plain words completes none.
const NothingCompletes = "nothing completes what is looked for here"

// Base has empty versions of the methods that simple pages have no use for.
type Base struct{}

// Status says nothing.
func (Base) Status() string { return "" }

// Disabled lets every action be done.
func (Base) Disabled(action.ID) string { return "" }

// Escape has nothing to leave.
func (Base) Escape() (left bool, cmd tea.Cmd) { return false, nil }

// Type takes no key.
func (Base) Type(tea.KeyMsg) (taken bool, cmd tea.Cmd) { return false, nil }

// Mouse ignores the pointer.
func (Base) Mouse(mouse.Event) (Intent, tea.Cmd) { return Intent{}, nil }

// Receive ignores what comes.
func (Base) Receive(tea.Msg) (Intent, tea.Cmd) { return Intent{}, nil }

// Refresh shows nothing of the snapshot.
func (Base) Refresh(*catalog.Snapshot) tea.Cmd { return nil }
