package overlay

import (
	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/input"
	"meshdex/ui/widget/list"
)

// Picker offers rows to choose from, below a line to type in. Make one with
// NewPicker.
type Picker struct {
	title, prompt string
	note          string // said instead of rows when there are none
	input         input.Input
	items         rows
	list          list.List
}

// Options say how a picker looks.
type Options struct {
	Title       string
	Prompt      string // before the typed text
	Placeholder string
	Empty       string // what to say when there are no items
	Typing      Typing
}

// Typing says whether a picker takes letters at once.
type Typing uint8

// The kinds of typing.
const (
	TypesAtOnce  Typing = iota // a palette: letters go to the input
	TypesOnSlash               // a menu: letters choose, until the input is focused
)

// NewPicker returns a picker without items.
func NewPicker(o Options) *Picker {
	p := &Picker{title: o.Title, prompt: o.Prompt, note: o.Empty, input: input.New(o.Placeholder)}
	if o.Typing == TypesAtOnce {
		p.input.Focus()
	}
	return p
}

type rows []Item

func (r rows) Len() int        { return len(r) }
func (r rows) ID(i int) string { return r[i].ID }

func (r rows) Find(id string) (int, bool) {
	for i := range r {
		if r[i].ID == id {
			return i, true
		}
	}
	return 0, false
}

// SetItems shows other items, with the cursor on the first.
func (p *Picker) SetItems(items []Item) {
	p.items = items
	p.list.SetRows(p.items)
	p.list.MoveTo(0)
}

// KeepItems shows other items and leaves the cursor on its own, by id.
func (p *Picker) KeepItems(items []Item) {
	p.items = items
	p.list.SetRows(p.items)
}

// Items returns the items as they are shown. The caller must not change them.
func (p *Picker) Items() []Item { return p.items }

// Select puts the cursor on the item with the given id, if there is one.
func (p *Picker) Select(id string) { p.list.Select(id) }

// Query is the typed text.
func (p *Picker) Query() string { return p.input.Value() }

// SetQuery replaces the typed text.
func (p *Picker) SetQuery(q string) { p.input.SetValue(q) }

// Typing reports whether letters go to the input.
func (p *Picker) Typing() bool { return p.input.Focused() }

// StartTyping makes letters go to the input.
func (p *Picker) StartTyping() { p.input.Focus() }

// Type handles a key of the input and reports whether it took it.
func (p *Picker) Type(k tea.KeyMsg) bool { return p.input.Type(k) }

// Do performs an action of the list or input context that moves the cursor.
func (p *Picker) Do(id action.ID) bool { return p.list.Do(id) }

// Current is the item under the cursor.
func (p *Picker) Current() (Item, bool) {
	i := p.list.Cursor()
	if i < 0 {
		return Item{}, false
	}
	return p.items[i], true
}

// Moved reports whether the cursor is on another item than the first.
func (p *Picker) Moved() bool { return p.list.Cursor() > 0 }

// ByKey is the first item with the given key.
func (p *Picker) ByKey(key string) (Item, bool) {
	for _, it := range p.items {
		if it.Key == key && key != "" {
			return it, true
		}
	}
	return Item{}, false
}

// head is the number of lines above the rows: the input, if it is in use.
func (p *Picker) head() int {
	if p.input.Focused() || p.input.Value() != "" {
		return 1
	}
	return 0
}

// The size of a picker: it is no wider than one reads at a glance, and where a screen
// is high, it takes most of the height before it scrolls.
const (
	pickerWidth = 80
	pickerRows  = 20
)

// place says where the picker stands on a screen.
func (p *Picker) place(w, h int) Rect {
	most := max(pickerRows, h*3/4)
	return Place(w, h, pickerWidth, min(max(len(p.items), 1), most)+p.head()+2)
}

// Resize tells how large the screen is.
func (p *Picker) Resize(w, h int) { p.list.Resize(p.place(w, h).inner().H - p.head()) }

// Mouse handles an event in the coordinates of a screen of the given size. A
// click outside the picker is a miss.
func (p *Picker) Mouse(e mouse.Event, w, h int) list.Hit {
	at := p.place(w, h).inner()
	e, inside := e.In(at.X, at.Y+p.head(), at.W, at.H-p.head())
	if !inside && e.Kind != mouse.Wheel {
		return list.Missed
	}
	return p.list.Mouse(e)
}

// Draw draws the picker over the screen c.
func (p *Picker) Draw(c canvas.Canvas, icons *theme.Icons) {
	at := p.place(c.Width(), c.Height())
	inside, _ := Box(c, icons, frame.Pane{Title: p.title, Counter: p.list.Counter()}, at.W, at.H)
	if p.head() > 0 {
		p.input.Draw(inside, " "+p.prompt)
	}
	body := inside.Region(0, p.head(), inside.Width(), inside.Height()-p.head())
	if len(p.items) == 0 {
		body.PutCut(1, 0, body.Width()-1, p.note, theme.Muted.Plain())
		return
	}
	cols := p.columns(body.Width() - 1)
	p.list.Draw(body, list.Look{Icons: icons, Focused: true, Row: func(c canvas.Canvas, i int) { p.drawItem(c, i, cols) }})
}

// columns are the widths of group, key and title, wide enough for their content
// as long as the title has room, and a detail that is short has its own.
type columns struct{ group, key, title int }

func (p *Picker) columns(w int) columns {
	var c columns
	detail := 0
	for _, it := range p.items {
		detail = max(detail, text.Width(it.Detail))
		c.group = max(c.group, text.Width(it.Group))
		c.key = max(c.key, text.Width(it.Key))
		c.title = max(c.title, text.Width(it.Title))
	}
	c.group, c.key = widen(min(c.group, w/5)), widen(min(c.key, w/4))
	if w < 40 {
		c.group = 0
	}
	c.title = min(c.title+2, w-c.group-c.key-min(detail, w/5))
	return c
}

// widen adds the gap to a column that has anything in it.
func widen(w int) int {
	if w == 0 {
		return 0
	}
	return w + 2
}

func (p *Picker) drawItem(c canvas.Canvas, i int, cols columns) {
	it := p.items[i]
	st := theme.Text.Plain()
	if it.Disabled != "" {
		st = theme.Muted.Plain()
	}
	x := 0
	if cols.group > 0 && (i == 0 || p.items[i-1].Group != it.Group) {
		c.PutCut(x, 0, cols.group-1, it.Group, theme.Muted.Plain())
	}
	x += cols.group
	c.PutCut(x, 0, cols.key-1, it.Key, theme.Key.Plain())
	x += cols.key
	c.PutCut(x, 0, cols.title-1, it.Title, st)
	x += cols.title
	detail := it.Detail
	if it.Disabled != "" { // a sentence, which may begin before the column of keys does
		detail = it.Disabled
		x = min(x, max(x-cols.title+text.Width(it.Title)+2, c.Width()-text.Width(detail)))
	}
	c.PutCut(x, 0, c.Width()-x, detail, theme.Muted.Plain())
}
