package app

import (
	"cmp"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/theme"
	"meshdex/ui/widget/overlay"
	"meshdex/ui/widget/toast"
)

// inform says something that needs no attention.
func (r *Root) inform(text string) tea.Cmd { return r.say(toast.Info, text) }

// offer opens a page's menu. The choice goes back to the page that asked.
func (r *Root) offer(in page.Intent) {
	asker := r.nav.top().serial
	items := make([]overlay.Item, len(in.Choices))
	for i, c := range in.Choices {
		items[i] = overlay.Item{ID: c.Title, Key: r.itemKey(c.Key), Title: c.Title, Detail: c.Detail, Disabled: c.Disabled, Value: c}
	}
	r.openPick(overlay.Options{Title: in.What, Prompt: "/ ", Empty: "there is nothing to choose from", Typing: overlay.TypesOnSlash}, pick{
		typed: sifting(items),
		choose: func(it overlay.Item) tea.Cmd {
			c := it.Value.(page.Choice)
			if c.Value == nil {
				return r.perform(c.Intent)
			}
			return r.deliver(addressed{asker, c.Value})
		},
	})
}

// itemKey is the key of a row in a menu, "" where the person has bound it to something
// that is done in every menu.
func (r *Root) itemKey(key string) string {
	if id, _ := r.env.Actions.Lookup(key, ctxDialog, action.List); slices.Contains(r.cfg.Keys[id], key) {
		return ""
	}
	return key
}

// question opens a page's confirmation.
func (r *Root) question(in page.Intent) {
	r.push(&ask{
		root: r, confirm: overlay.NewConfirm(in.What, in.Text, r.clock.Now()),
		yes: func() tea.Cmd { return r.perform(in.Choices[0].Intent) },
	})
}

// openKeys lists what can be done here, with the keys that do it here; enter does it.
func (r *Root) openKeys() {
	focus := r.focus()
	focus.typing = 0 // once the typing is over
	items := r.actionItems(func(a action.Action) string { return action.KeyLabels(focus.keysOf(r.env.Actions, a)) })
	for i := range items {
		items[i].Disabled = "" // the keys matter here; doing it says why it cannot be done
	}
	r.openPick(overlay.Options{Title: "Keys", Prompt: "/ ", Empty: "no action has these words", Typing: overlay.TypesOnSlash}, pick{
		again:  actHelp,
		typed:  sifting(items),
		choose: func(it overlay.Item) tea.Cmd { return r.do(action.ID(it.ID)) },
	})
}

// actionItems are the actions of what has the focus and of the program, as rows: what
// is peculiar to the page first, then how one moves in anything like it. The detail is
// what makes an action findable beyond its title.
func (r *Root) actionItems(detail func(action.Action) string) []overlay.Item {
	var own, moves []action.Context
	for _, c := range r.contexts() {
		if slices.Contains([]action.Context{action.List, action.Detail, action.Wide, action.Tree, action.Input}, c) {
			moves = append(moves, c)
		} else {
			own = append(own, c)
		}
	}
	var items []overlay.Item
	for _, contexts := range [][]action.Context{own, moves, {action.Global, action.Always}} {
		items = append(items, r.groupedItems(contexts, detail)...)
	}
	return items
}

// groupedItems are the actions of some contexts, those of one group together.
func (r *Root) groupedItems(contexts []action.Context, detail func(action.Action) string) []overlay.Item {
	var items []overlay.Item
	rank := map[string]int{}
	for _, c := range contexts {
		for _, a := range r.env.Actions.In(c) {
			if _, known := rank[a.Group]; !known {
				rank[a.Group] = len(rank)
			}
			items = append(items, overlay.Item{
				ID: string(a.ID), Group: a.Group, Title: a.Title, Detail: detail(a), Disabled: r.disabled(a.ID),
			})
		}
	}
	slices.SortStableFunc(items, func(a, b overlay.Item) int { return cmp.Compare(rank[a.Group], rank[b.Group]) })
	return items
}

func (r *Root) openThemes() {
	var items []overlay.Item
	names := append([]string{"auto"}, theme.Names()...)
	for name := range r.cfg.Look.Themes {
		names = append(names, name)
	}
	for _, name := range names {
		items = append(items, overlay.Item{ID: name, Title: name})
	}
	p, _ := r.openPick(overlay.Options{Title: "Theme", Prompt: "/ ", Typing: overlay.TypesOnSlash}, pick{
		typed: sifting(items), choose: func(it overlay.Item) tea.Cmd { return r.useTheme(it.ID) },
	})
	p.picker.Select(r.themeName)
}

// useTheme changes the theme for this run and, by the session, for the next.
func (r *Root) useTheme(name string) tea.Cmd {
	if !r.chooseTheme(name) {
		return r.say(toast.Warn, "there is no theme "+name)
	}
	r.cfg.Session.Theme = name
	return r.inform("theme " + name)
}

func (r *Root) openIcons() {
	var items []overlay.Item
	for _, name := range theme.IconSets() {
		items = append(items, overlay.Item{ID: name, Title: name})
	}
	r.openPick(overlay.Options{Title: "Icons", Prompt: "/ ", Typing: overlay.TypesOnSlash}, pick{
		typed: sifting(items), choose: func(it overlay.Item) tea.Cmd { return r.useIcons(it.ID) },
	})
}

func (r *Root) useIcons(name string) tea.Cmd {
	icons, ok := theme.IconSet(name)
	if !ok {
		return r.say(toast.Warn, "there is no icon set "+name)
	}
	r.env.Icons = icons
	cmd := r.refreshPages()
	return tea.Batch(cmd, r.inform("icons "+name))
}
