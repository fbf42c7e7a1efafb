// Package theme turns semantic tokens into terminal styles. Views name a
// [Token], never a colour. Styles are compiled once, by Lip Gloss, to the escape
// sequences that open them, so drawing a frame styles by concatenation.
package theme

// Token is a role that text plays on the screen.
type Token uint8

// The tokens. Those that tell a status always stand beside a glyph and a word: no
// meaning is carried by colour alone.
const (
	Text          Token = iota // ordinary text
	Muted                      // secondary text
	Accent                     // names, the active tab, the prompt
	Title                      // headings
	Border                     // frames
	BorderFocused              // the frame of the focused pane
	Match                      // matched runes
	OK                         // good
	Warn                       // attention
	Bad                        // broken
	Info                       // neutral news
	Key                        // a key to press
	KeyHint                    // what the key does
	Link                       // something that Enter follows
	Added                      // diff: only in the revision
	Removed                    // diff: only in the base
	AddedWord                  // diff: the changed words of an added line
	RemovedWord                // diff: the changed words of a removed line
	Code                       // source text
	CodeKey                    // a key in source text
	CodeString                 // a string in source text
	CodeComment                // a comment in source text
	Cursor                     // the cell of a text input where typing goes
	TokenCount                 // the number of tokens, none itself
)

// Style is a token and the row it stands on: plain, or selected.
type Style uint16

const (
	selected    Style = 1 << 8
	selectedDim Style = 1 << 9
)

// Plain is the token on an ordinary row.
func (t Token) Plain() Style { return Style(t) }

// Token is what the style is made of.
func (s Style) Token() Token { return Token(s & 0xff) }

// Selected is the style on the row under the cursor of the focused pane.
func (s Style) Selected() Style { return s&0xff | selected }

// SelectedDim is the style on the row under the cursor of a pane without focus.
func (s Style) SelectedDim() Style { return s&0xff | selectedDim }

// Sheet is a compiled theme: for every style the escape sequence that turns it
// on from a reset terminal. It is immutable.
type Sheet struct {
	name string
	open [3][TokenCount]string
}

// Name is the name of the theme.
func (s *Sheet) Name() string { return s.name }

// Open returns the sequence that turns the style on; "" for the terminal's
// default.
func (s *Sheet) Open(st Style) string {
	row := 0
	if st&selected != 0 {
		row = 1
	} else if st&selectedDim != 0 {
		row = 2
	}
	return s.open[row][st.Token()]
}
