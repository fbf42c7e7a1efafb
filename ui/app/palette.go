package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/meant"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/overlay"
)

// The palette goes to anything by name: actions and pages are narrowed at once,
// products, domains and owners are looked up off the UI goroutine and join the
// rows when they are there.

// palette is the open palette and the search it waits for.
type palette struct {
	*pick
	query  string
	cancel context.CancelFunc
}

// placesMsg brings the places that a query of the palette found, or when there are none
// the products that were probably meant.
type placesMsg struct {
	query   string
	items   []overlay.Item
	guessed bool
}

const (
	placesPerKind = 8 // of products, domains and owners each: what one looks at
	placesCheck   = 4096
)

func (r *Root) openPalette() tea.Cmd {
	pal := &palette{cancel: func() {}}
	actions := r.actionItems(func(a action.Action) string { return action.KeyLabels(a.Keys) })
	fixed := slices.Concat(r.recentItems(), pageItems(), actions, r.commandItems())
	pal.pick = &pick{root: r, picker: overlay.NewPicker(overlay.Options{
		Title: "Go to", Prompt: "> ", Placeholder: "product, domain, owner, page, action or command", Empty: "nothing has this name",
	})}
	pal.typed = func(query string) ([]overlay.Item, tea.Cmd) {
		pal.cancel()
		pal.query = query
		var ctx context.Context
		ctx, pal.cancel = context.WithCancel(r.ctx)
		return overlay.Sift(fixed, query), findPlaces(ctx, r.snap, query)
	}
	pal.choose = func(it overlay.Item) tea.Cmd {
		pal.cancel()
		switch v := it.Value.(type) {
		case page.Target:
			return r.open(v)
		case command:
			return r.begin(v)
		}
		return r.do(action.ID(it.ID))
	}
	cmd := pal.refresh()
	r.push(pal)
	return cmd
}

// recentItems are the products that were opened lately: where one most often wants
// to go again.
func (r *Root) recentItems() []overlay.Item {
	if r.cfg.Recents == nil {
		return nil
	}
	var items []overlay.Item
	for _, id := range r.cfg.Recents() {
		row, ok := r.snap.FindProduct(id)
		if !ok {
			continue
		}
		it := productItem(r.snap.Product(row))
		it.Group = "Opened lately"
		if items = append(items, it); len(items) == placesPerKind {
			break
		}
	}
	return items
}

// productItem is the row that goes to a product.
func productItem(p catalog.ProductRow) overlay.Item {
	return overlay.Item{
		ID: "product " + p.ID, Group: "Products", Title: text.Clean(p.Label()), Detail: text.Clean(p.Domain),
		Value: page.Target{Page: "product", Product: p.ID},
	}
}

// pageItems are the pages that need no subject.
func pageItems() []overlay.Item {
	var items []overlay.Item
	for _, d := range page.Destinations() {
		if d.Title == "" {
			continue
		}
		items = append(items, overlay.Item{ID: "page " + d.Name, Group: "Pages", Title: d.Title, Value: d.Target("")})
	}
	return items
}

// commandItems are the ":" lines that neither a page nor an action stands for: who
// looks for one by name need not know that it is typed elsewhere.
func (r *Root) commandItems() []overlay.Item {
	var items []overlay.Item
	for _, c := range append(r.shellCommands(), r.addCommand()) {
		items = append(items, overlay.Item{ID: "command " + c.Name, Group: "Commands", Title: ":" + c.Name, Detail: c.Help, Value: c})
	}
	return items
}

// begin runs a command that needs to be told nothing, and has the rest of the line
// typed of any other.
func (r *Root) begin(c command) tea.Cmd {
	if c.suits("") {
		return r.runLine(c.Name)
	}
	return r.openCommandLine(c.Name + " ")
}

// receivePlaces adds what was found to the palette that asked, if it is still open
// and still asks the same.
func (r *Root) receivePlaces(m placesMsg) tea.Cmd {
	if len(r.dialogs) == 0 {
		return nil
	}
	pal, ok := r.dialogs[len(r.dialogs)-1].(*palette)
	if !ok || pal.query != m.query || len(m.items) == 0 {
		return nil
	}
	pal.cancel()
	pal.cancel = func() {}
	if m.guessed && len(pal.picker.Items()) > 0 {
		return nil // an action or a page was meant
	}
	items := withPlaces(pal.picker.Items(), m.items)
	overlay.Order(items, m.query) // a page of that name is above products that have it somewhere
	pal.picker.SetItems(items)
	pal.resize(r.screen.w, r.screen.h)
	return nil
}

// withPlaces puts what was found behind what was opened lately, and leaves out what
// stands there already.
func withPlaces(items, found []overlay.Item) []overlay.Item {
	n := 0
	for n < len(items) && strings.HasPrefix(items[n].ID, "product ") {
		n++
	}
	recent, rest := items[:n], items[n:]
	found = slices.DeleteFunc(found, func(f overlay.Item) bool {
		return slices.ContainsFunc(recent, func(r overlay.Item) bool { return r.ID == f.ID })
	})
	return slices.Concat(recent, found, rest)
}

// findPlaces looks for products, domains and owners whose names have all words of
// the query.
func findPlaces(ctx context.Context, snap *catalog.Snapshot, query string) tea.Cmd {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		return nil
	}
	return func() tea.Msg {
		f := finder{words: words, counts: map[page.Target]int{}}
		for i := range snap.Len() {
			if i%placesCheck == 0 && ctx.Err() != nil {
				return nil
			}
			f.see(snap.Product(i))
		}
		if items := f.items(); len(items) > 0 {
			return placesMsg{query: query, items: items}
		}
		return placesMsg{query: query, items: guesses(ctx, snap, query), guessed: true}
	}
}

// guesses are the products that were probably meant by a name that there is not.
func guesses(ctx context.Context, snap *catalog.Snapshot, name string) []overlay.Item {
	var items []overlay.Item
	for _, n := range meant.Product(ctx, snap, name) {
		if target, err := snap.Resolve(n); err == nil {
			it := productItem(snap.Product(target.Product))
			it.Group = "Did you mean"
			items = append(items, it)
		}
	}
	return items
}

// finder gathers places while it is shown every product.
type finder struct {
	words    []string
	products []overlay.Item
	places   []page.Target       // domains and owners, in the order of their first product
	titles   []string            // of the places
	counts   map[page.Target]int // products in each
}

func (f *finder) see(p catalog.ProductRow) {
	if len(f.products) < placesPerKind && (f.in(p.Label()) || f.in(p.ID)) {
		f.products = append(f.products, productItem(p))
	}
	f.place("domain", p.Domain)
	f.place("owner", p.Owner)
}

func (f *finder) in(s string) bool {
	s = strings.ToLower(s)
	for _, w := range f.words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

func (f *finder) place(qualifier, value string) {
	if value == "" || !f.in(value) {
		return
	}
	t := page.Target{Page: "browse", Query: fmt.Sprintf("%s:%q", qualifier, value)}
	if _, known := f.counts[t]; !known {
		if len(f.places) >= placesPerKind {
			return
		}
		f.places = append(f.places, t)
		f.titles = append(f.titles, text.Clean(value))
	}
	f.counts[t]++
}

func (f *finder) items() []overlay.Item {
	items := f.products
	for i, t := range f.places {
		items = append(items, overlay.Item{
			ID: t.Query, Group: "Domains, owners", Title: f.titles[i], Detail: text.Count(f.counts[t], "product", "products"), Value: t,
		})
	}
	return items
}
