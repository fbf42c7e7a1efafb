package page

import "meshdex/catalog"

// Intent is where a page wants to go or what it wants done outside itself. The
// zero Intent is nothing.
type Intent struct {
	Kind     IntentKind
	Target   Target           // Open
	Text     string           // Copy: what to copy; Toast: what to say; Run: a ":" line
	What     string           // Copy: what it is called in the toast; Menu, Confirm: the title
	Path     string           // Edit: a file
	Line     int              // Edit: 1-based, 0 for the start
	URL      string           // Browse
	Choices  []Choice         // Menu; Confirm: the first is done on "yes"
	Severity catalog.Severity // Toast; "" is good news
}

// IntentKind says what an Intent is.
type IntentKind uint8

// The kinds of intents.
const (
	None    IntentKind = iota
	Back               // pop this page
	Open               // push a page
	Copy               // put Text on the clipboard
	Edit               // open a file in the editor
	Browse             // open a URL
	Toast              // say something
	Menu               // offer Choices
	Run                // run a ":" line
	Confirm            // ask What with Text as the explanation, then do the first choice
)

// Choice is one row of a menu.
type Choice struct {
	Key, Title, Detail string
	Disabled           string // why it cannot be chosen; "" if it can
	Intent             Intent // what choosing it does
	Value              any    // if not nil, the page's Receive gets it when the row is chosen
}

// Target names a place in the program by ids, never by row numbers, so that it
// stays valid across snapshots and in a saved session.
type Target struct {
	Page     string `json:"page"` // "browse", "product", "fields", "diff", "lineage", "preview", "problems", "sources", "messages", "help"
	Product  string `json:"product,omitempty"`
	Contract string `json:"contract,omitempty"`
	Tab      string `json:"tab,omitempty"`
	Path     string `json:"path,omitempty"`  // object.property; preview: a file
	Query    string `json:"query,omitempty"` // browse, fields
	Sort     string `json:"sort,omitempty"`  // browse: "name", "-updated"
	Base     string `json:"base,omitempty"`  // diff: version reference
	Revision string `json:"revision,omitempty"`
	Topic    string `json:"topic,omitempty"` // help
}
