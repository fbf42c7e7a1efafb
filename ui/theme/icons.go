package theme

import "strings"

// Icons are the glyphs of one icon set. Each is exactly one cell wide (text
// presentation, no emoji), and none carries a meaning that a word beside it does
// not.
type Icons struct {
	Name string

	// Frames.
	TopLeft, TopRight, BottomLeft, BottomRight, Horizontal, Vertical string

	// Structure.
	Cursor        string // marks the row under the cursor, and the focused pane's title
	Mark          string // a marked row
	Folded        string
	Unfolded      string
	Branch        string // tree: a child that has siblings after it
	LastBranch    string // tree: the last child
	Trunk         string // tree: an ancestor that has siblings after it
	Crumb         string // between breadcrumbs
	More          string // something is cut off here
	SortUp        string
	SortDown      string
	ArrowLeft     string
	ArrowRight    string
	Bullet        string
	Rule          string // a horizontal line in text
	Quote         string // the left edge of a quotation
	BarFull       string
	BarEmpty      string
	ScrollThumb   string
	Spinner       []string
	SpinnerMotion string   // instead of the spinner when motion is reduced
	Levels        []string // of a bar, lowest first; none where nothing is drawn

	// Things.
	Product, Domain, Owner, Contract, Object, Property string
	KeyColumn, Required, Classified, Sensitive         string
	Bookmark, Link, Action, Recent                     string

	// States.
	Good, Warning, Error, Note, Pending, Off, Deprecated, Draft string
	Added, Removed, Changed                                     string
}

// IconSet returns the icon set with the given name: "unicode" (also for ""),
// "ascii" or "nerd".
func IconSet(name string) (*Icons, bool) {
	switch name {
	case "unicode", "":
		return unicodeIcons(), true
	case "ascii":
		return asciiIcons(), true
	case "nerd":
		return nerdIcons(), true
	}
	return nil, false
}

// asciiSigns are the signs of texts that stand beside icons, such as those of a cut
// and of the arrow keys, in as many cells of ASCII.
var asciiSigns = strings.NewReplacer("…", "~", "–", "-", "—", "-", "·", ".", "×", "x", "←", "<", "→", ">", "↑", "^", "↓", "v")

// Spell writes a frame in the characters that the set keeps to: a terminal which
// cannot show its frames in more than ASCII cannot show other signs either. What
// comes from a contract stays as it is.
func (i *Icons) Spell(frame string) string {
	if i.Name != "ascii" {
		return frame
	}
	return asciiSigns.Replace(frame)
}

// Wordless returns icons for text that is read out: the words beside them say what
// they mean, so most are nothing at all.
func Wordless() *Icons {
	return &Icons{Name: "wordless", Crumb: ",", More: "...", ArrowRight: "to"}
}

// IconSets names the icon sets.
func IconSets() []string { return []string{"unicode", "ascii", "nerd"} }

func unicodeIcons() *Icons {
	return &Icons{
		Name:    "unicode",
		TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯", Horizontal: "─", Vertical: "│",
		Cursor: "▌", Mark: "✓", Folded: "▸", Unfolded: "▾",
		Branch: "├", LastBranch: "└", Trunk: "│", Crumb: "›", More: "…",
		SortUp: "↑", SortDown: "↓", ArrowLeft: "←", ArrowRight: "→",
		Bullet: "•", Rule: "─", Quote: "▎", BarFull: "█", BarEmpty: "░", ScrollThumb: "┃",
		Spinner: []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"}, SpinnerMotion: "…",
		Levels:  []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"},
		Product: "◆", Domain: "▤", Owner: "◉", Contract: "◇", Object: "▦", Property: "·",
		KeyColumn: "◈", Required: "*", Classified: "◐", Sensitive: "◍",
		Bookmark: "★", Link: "→", Action: "›", Recent: "↺",
		Good: "●", Warning: "▲", Error: "✗", Note: "○", Pending: "◌", Off: "○", Deprecated: "▽", Draft: "◌",
		Added: "+", Removed: "-", Changed: "~",
	}
}

func asciiIcons() *Icons {
	return &Icons{
		Name:    "ascii",
		TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+", Horizontal: "-", Vertical: "|",
		Cursor: ">", Mark: "x", Folded: "+", Unfolded: "-",
		Branch: "|", LastBranch: "`", Trunk: "|", Crumb: ">", More: "~",
		SortUp: "^", SortDown: "v", ArrowLeft: "<", ArrowRight: ">",
		Bullet: "-", Rule: "-", Quote: "|", BarFull: "#", BarEmpty: ".", ScrollThumb: "#",
		Spinner: []string{"|", "/", "-", "\\"}, SpinnerMotion: "~",
		Levels:  []string{"_", ".", "-", "=", "*", "#"},
		Product: "@", Domain: "#", Owner: "&", Contract: "=", Object: "%", Property: ".",
		KeyColumn: "K", Required: "*", Classified: "c", Sensitive: "!",
		Bookmark: "*", Link: ">", Action: ">", Recent: "<",
		Good: "o", Warning: "!", Error: "x", Note: "i", Pending: ".", Off: "-", Deprecated: "v", Draft: ".",
		Added: "+", Removed: "-", Changed: "~",
	}
}

// nerdIcons is the unicode set with pictures from a patched "Nerd Font" (private
// use area, version 3 code points) for things and states.
func nerdIcons() *Icons {
	n := unicodeIcons()
	n.Name = "nerd"
	n.Folded, n.Unfolded = "\uf460", "\uf47c"
	n.Product, n.Domain, n.Owner = "\uf487", "\uf07b", "\uf007"
	n.Contract, n.Object, n.Property = "\uf15c", "\uf0ce", "\uf0db"
	n.KeyColumn, n.Sensitive, n.Classified = "\uf084", "\uf023", "\uf132"
	n.Bookmark, n.Link, n.Recent = "\uf02e", "\uf0c1", "\uf1da"
	n.Good, n.Warning, n.Error, n.Note = "\uf00c", "\uf071", "\uf00d", "\uf129"
	return n
}
