package app

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/overlay"
	"meshdex/ui/widget/toast"
)

// A source is added by a line to type where contracts are. Paths are completed as a
// shell does it, off the UI goroutine, for disks can be slow. The line stays open
// until the place is one; then the page of sources brings it in, where the progress
// is seen and can be stopped.

// adding is the open line.
type adding struct{ *pick }

// foldersMsg brings what a typed path may go on with.
type foldersMsg struct {
	typed string
	paths []string
}

// sourcesPage is the page that brings sources in.
const sourcesPage = "sources"

// addedMsg tells what became of a place that was to be added.
type addedMsg struct {
	name string
	err  error
}

// addLine is the ":add" line.
func (r *Root) addLine(place string) tea.Cmd {
	switch {
	case r.cfg.Sources == nil:
		return r.say(toast.Info, "no source can be added to this catalog; meshdex without arguments opens yours")
	case place != "":
		return r.addSource(place)
	}
	return r.openAdd()
}

func (r *Root) openAdd() tea.Cmd {
	add := &adding{&pick{root: r, picker: overlay.NewPicker(overlay.Options{
		Title: "Where are your contracts? tab completes, enter adds", Prompt: "> ", Placeholder: "./contracts, https://…, git@…, s3://…",
		Empty: "no path goes on like this; an address is taken as it is",
	})}}
	add.typed = func(typed string) ([]overlay.Item, tea.Cmd) {
		sources := r.cfg.Sources
		return add.going(typed), func() tea.Msg { return foldersMsg{typed, sources.Complete(typed)} }
	}
	add.choose = func(overlay.Item) tea.Cmd { return nil }
	add.complete = func(it overlay.Item) { add.picker.SetQuery(add.shared(it.ID)) }
	add.enter = func(line string) (tea.Cmd, bool) {
		if strings.TrimSpace(line) == "" {
			return r.inform("type a path or an address first"), true
		}
		return r.addSource(line), true
	}
	cmd := add.refresh()
	r.push(add)
	return cmd
}

// going are the rows that what is typed now still agrees with, until better ones
// come.
func (a *adding) going(typed string) []overlay.Item {
	var items []overlay.Item
	for _, it := range a.picker.Items() {
		if strings.HasPrefix(it.ID, typed) && it.ID != typed {
			items = append(items, it)
		}
	}
	return items
}

// shared is what all rows have in common, as a shell completes it. A row to which
// the cursor was moved is meant itself.
func (a *adding) shared(current string) string {
	if a.picker.Moved() {
		return current
	}
	common := []rune(current)
	for _, it := range a.picker.Items() {
		for !strings.HasPrefix(it.ID, string(common)) {
			common = common[:len(common)-1]
		}
	}
	return string(common)
}

func (r *Root) receiveFolders(m foldersMsg) {
	add := r.openAdding()
	if add == nil || add.picker.Query() != m.typed {
		return
	}
	items := make([]overlay.Item, len(m.paths))
	for i, p := range m.paths {
		items[i] = overlay.Item{ID: p, Title: text.Clean(p)}
	}
	add.picker.SetItems(items)
	add.resize(r.screen.w, r.screen.h)
}

// openAdding is the line, if it is open; else nil.
func (r *Root) openAdding() *adding {
	if len(r.dialogs) == 0 {
		return nil
	}
	add, _ := r.dialogs[len(r.dialogs)-1].(*adding)
	return add
}

func (r *Root) addSource(place string) tea.Cmd {
	sources := r.cfg.Sources
	return func() tea.Msg {
		name, err := sources.Add(place)
		return addedMsg{name, err}
	}
}

// receiveAdded brings the new source in.
func (r *Root) receiveAdded(m addedMsg) tea.Cmd {
	if m.err != nil {
		return r.say(toast.Warn, m.err.Error())
	}
	if r.openAdding() != nil {
		r.closeDialog()
	}
	if r.nav.top().page.Target().Page == sourcesPage {
		r.nav.pop()
	}
	return r.open(page.Target{Page: sourcesPage, Query: m.name})
}
