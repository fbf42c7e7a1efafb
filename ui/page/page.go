// Package page says what a screen is. Each screen is a package below this one;
// none imports another, and none imports the store: a page gets the snapshot, asks
// for what it needs by returning commands, and says where to go by returning an
// [Intent]. Only ui/app acts on intents.
package page

import (
	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
)

// Page is a screen on the navigation stack. It owns all its state (query, cursor,
// scroll), so that going back restores it. Methods are called on the UI goroutine
// only, and none may block or take longer than a frame.
type Page interface {
	// Title names the page in the breadcrumbs.
	Title() string
	// Contexts are the key contexts of what has the focus, innermost first.
	Contexts() []action.Context
	// Disabled says why an action cannot be done now, "" when it can.
	Disabled(action.ID) string
	// Do performs an action of one of the page's contexts.
	Do(action.ID) (Intent, tea.Cmd)
	// Type handles a key while a text input has the focus, and reports whether it
	// took it.
	Type(tea.KeyMsg) (taken bool, cmd tea.Cmd)
	// Click handles a mouse event at a cell of the page.
	Click(x, y int, event tea.MouseMsg) (Intent, tea.Cmd)
	// Receive takes the result of a command that the page returned.
	Receive(tea.Msg) (Intent, tea.Cmd)
	// Refresh shows a new snapshot, keeping the place by id.
	Refresh(*catalog.Snapshot) tea.Cmd
	// Resize tells how large the canvas is that Draw will get.
	Resize(width, height int)
	// Draw paints the page. It changes nothing.
	Draw(canvas.Canvas)
}

// Intent is where a page wants to go or what it wants done outside itself. The
// zero Intent is nothing.
type Intent struct {
	Kind     IntentKind
	Target   Target // Open
	Text     string // Copy: what to copy; Toast: what to say; Run: a ":" line
	What     string // Copy: what it is called in the toast
	Path     string // Edit: a file
	Line     int    // Edit: 1-based
	URL      string // Browse
	Choices  []Choice
	Severity catalog.Severity // Toast
}

// IntentKind says what an Intent is.
type IntentKind uint8

// The kinds of intents.
const (
	None   IntentKind = iota
	Back              // pop this page
	Open              // push or replace a page
	Copy              // put Text on the clipboard
	Edit              // open a file in the editor
	Browse            // open a URL
	Toast             // say something
	Menu              // offer Choices
	Run               // run a ":" line
)

// Choice is one row of a menu.
type Choice struct {
	Key, Title, Detail string
	Disabled           string // why it cannot be chosen; "" if it can
	Intent             Intent
}

// Target names a place in the program by ids, never by row numbers, so that it
// stays valid across snapshots and in a saved session.
type Target struct {
	Page     string `json:"page"` // "browse", "product", "fields", "diff", "lineage", "problems", "sources", "messages", "help"
	Product  string `json:"product,omitempty"`
	Contract string `json:"contract,omitempty"`
	Tab      string `json:"tab,omitempty"`
	Path     string `json:"path,omitempty"`  // object.property
	Query    string `json:"query,omitempty"` // browse, fields
	Base     string `json:"base,omitempty"`  // diff: version reference
	Revision string `json:"revision,omitempty"`
}
