package overlay_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/theme"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/overlay"
)

func items() []overlay.Item {
	return []overlay.Item{
		{ID: "1", Group: "Copy", Key: "n", Title: "Copy the name", Detail: "orders"},
		{ID: "2", Group: "Copy", Key: "y", Title: "Copy as YAML"},
		{ID: "3", Group: "View", Key: "p", Title: "Preview", Disabled: "the window is too narrow"},
		{ID: "4", Group: "View", Title: "Sort by name"},
	}
}

func titles(items []overlay.Item) string {
	var out []string
	for _, it := range items {
		out = append(out, it.Title)
	}
	return strings.Join(out, "; ")
}

func TestSift(t *testing.T) {
	t.Parallel()
	cases := []struct{ query, want string }{
		{"", "Copy the name; Copy as YAML; Preview; Sort by name"},
		{"name", "Copy the name; Sort by name"},
		{"NAME sort", "Sort by name"},
		{"sort", "Sort by name"},
		{"view", "Preview; Sort by name"}, // in a title before a group
		{"orders", "Copy the name"},
		{"prw", "Preview"}, // only fuzzily
		{"zzz", ""},
	}
	for _, c := range cases {
		if got := titles(overlay.Sift(items(), c.query)); got != c.want {
			t.Errorf("%q: %s, want %s", c.query, got, c.want)
		}
	}
	overlay.Sift(items(), strings.Repeat("q", 4000)) // the library's scores overflow on long patterns
}

func TestOrder_namesBeforeWhatOnlyHoldsThem(t *testing.T) {
	t.Parallel()
	rows := []overlay.Item{{Title: "dpdCore"}, {Title: "Human Resources"}, {Title: "Open sources"}, {Title: "Sources"}}
	overlay.Order(rows, "sources")
	const want = "Sources; Open sources; Human Resources; dpdCore"
	if got := titles(rows); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A list of keys is opened for the keys: what they do is cut before they are.
func TestPicker_leavesRoomForAShortDetail(t *testing.T) {
	t.Parallel()
	p := overlay.NewPicker(overlay.Options{Title: "Keys"})
	p.SetItems([]overlay.Item{{ID: "1", Title: "Compare the service levels of what is marked", Detail: "enter c"}})
	if got := draw(p, 40, 6); !strings.Contains(got, "enter c") {
		t.Errorf("the keys are cut:\n%s", got)
	}
}

// Why something cannot be done is a sentence, and longer than a key.
func TestPicker_saysWholeWhyNot(t *testing.T) {
	t.Parallel()
	const why = "the list is sorted by relevance; choose a column first"
	p := overlay.NewPicker(overlay.Options{Title: "Keys"})
	p.SetItems([]overlay.Item{
		{ID: "1", Title: "Compare the service levels of what is marked", Detail: "enter c"},
		{ID: "2", Title: "Reverse the order", Disabled: why},
	})
	got := draw(p, 80, 6)
	if !strings.Contains(got, "Reverse the order") || !strings.Contains(got, why) || !strings.Contains(got, "enter c") {
		t.Errorf("not all is said:\n%s", got)
	}
}

func TestPicker_isHighWhereTheScreenIs(t *testing.T) {
	t.Parallel()
	p := overlay.NewPicker(overlay.Options{Title: "Keys"})
	var many []overlay.Item
	for i := range 50 {
		many = append(many, overlay.Item{ID: fmt.Sprint(i), Title: fmt.Sprintf("row %02d", i)})
	}
	p.SetItems(many)
	for screen, want := range map[int]int{28: 21, 60: 45, 80: 50} {
		if got := strings.Count(draw(p, 100, screen), "row "); got != want {
			t.Errorf("on %d lines it shows %d rows, want %d", screen, got, want)
		}
	}
}

func draw(p *overlay.Picker, w, h int) string {
	icons, _ := theme.IconSet("unicode")
	c := canvas.New(w, h)
	p.Resize(w, h)
	p.Draw(c, icons)
	return ansi.Strip(c.Render(&theme.Sheet{}))
}

func TestPicker_draws(t *testing.T) {
	t.Parallel()
	p := overlay.NewPicker(overlay.Options{Title: "Copy", Prompt: "/ ", Empty: "nothing", Typing: overlay.TypesOnSlash})
	p.SetItems(items())
	want := strings.TrimPrefix(`
                                                    
╭─▌Copy ───────────────────────────────────────────╮
│▌Copy  n  Copy the name  orders                   │
│       y  Copy as YAML                            │
│ View  p  Preview        the window is too narrow │
│          Sort by name                            │
╰───────────────────────────────────────── 1 of 4 ─╯
                                                    
                                                    `, "\n")
	if got := draw(p, 52, 9); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPicker_choosesByKeyCursorAndMouse(t *testing.T) {
	t.Parallel()
	p := overlay.NewPicker(overlay.Options{Typing: overlay.TypesOnSlash})
	p.SetItems(items())
	p.Resize(52, 9)
	if it, ok := p.ByKey("p"); !ok || it.ID != "3" {
		t.Errorf("by key: %+v", it)
	}
	if _, ok := p.ByKey(""); ok {
		t.Error("no key chose an item")
	}
	p.Do(action.Down)
	if it, _ := p.Current(); it.ID != "2" {
		t.Errorf("by cursor: %+v", it)
	}
	if hit := p.Mouse(mouse.Event{X: 10, Y: 5, Kind: mouse.Click}, 52, 9); hit != list.Selected {
		t.Errorf("a click on a row: %v", hit)
	}
	if it, _ := p.Current(); it.ID != "4" {
		t.Errorf("by mouse: %+v", it)
	}
	if hit := p.Mouse(mouse.Event{X: 0, Y: 0, Kind: mouse.Click}, 52, 9); hit != list.Missed {
		t.Errorf("a click beside it: %v", hit)
	}
}

func TestPicker_typing(t *testing.T) {
	t.Parallel()
	k := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("p")}
	menu := overlay.NewPicker(overlay.Options{Typing: overlay.TypesOnSlash})
	if menu.Type(k) {
		t.Error("a menu took a letter")
	}
	menu.StartTyping()
	if !menu.Type(k) || menu.Query() != "p" {
		t.Errorf("typed %q", menu.Query())
	}
	if _, ok := menu.Current(); ok {
		t.Error("an item without items")
	}
	if got := draw(menu, 30, 6); !strings.Contains(got, "p") {
		t.Error(got)
	}
}

func TestConfirm_needsAQuietKeyboard(t *testing.T) {
	t.Parallel()
	now := time.Unix(100, 0)
	c := overlay.NewConfirm("Remove the source?", "Its products leave the catalog.", now)
	if c.Accept(now.Add(overlay.Grace / 2)) {
		t.Error("a key typed ahead confirmed")
	}
	if c.Accept(now.Add(overlay.Grace)) {
		t.Error("a held key confirmed: the quiet period must start again")
	}
	if !c.Accept(now.Add(2*overlay.Grace + 1)) {
		t.Error("a deliberate yes was not taken")
	}
	icons, _ := theme.IconSet("ascii")
	cv := canvas.New(50, 9)
	c.Draw(cv, icons, "y", "n")
	got := ansi.Strip(cv.Render(&theme.Sheet{}))
	for _, want := range []string{"Remove the source?", "Its products leave the catalog.", "n no   y yes"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// TestPlace_leavesNoSliver is about the strip of a column that a box of 80 cells
// less a margin once left on a screen of 80.
func TestPlace_leavesNoSliver(t *testing.T) {
	t.Parallel()
	for screen := range 200 {
		at := overlay.Place(screen, 24, 80, 10)
		left, right := at.X, screen-at.X-at.W
		if left < 0 || right < 0 || left+right > 0 && min(left, right) < 4 || screen >= 88 && at.W != 80 {
			t.Errorf("on %d cells it has %d, between %d and %d", screen, at.W, left, right)
		}
	}
}

// Nothing breaks the frame at any size.
func TestOverlay_everySize(t *testing.T) {
	t.Parallel()
	p := overlay.NewPicker(overlay.Options{Title: "Palette", Prompt: "> "})
	p.SetItems(items())
	for w := range 60 {
		for h := range 14 {
			draw(p, w, h)
		}
	}
}
