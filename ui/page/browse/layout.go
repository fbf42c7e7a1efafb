package browse

import (
	"slices"

	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/table"
)

// rect is a part of the page's canvas.
type rect struct{ x, y, w, h int }

// inner is the width inside the frame.
func (r rect) inner() int {
	w, _ := frame.Inside(r.w, r.h)
	return w
}

// boxes is where the panes stand; a pane that is not shown has no width.
type boxes struct{ facets, list, preview rect }

// The widths and heights from which panes stand beside and below each other.
const (
	threePanes = 160
	twoPanes   = 100
	lowPreview = 30 // rows
	singleOnly = 60
	facetWidth = 24
	roomy      = 190 // from here the facets need not cut the names of people
	wideFacets = 34
	stepWidth  = 6 // cells by which the preview grows

	mostPreview = 104 // cells: prose is not wider than 100, and the rest is better spent on columns
)

// layout shares the cells out: facets, list and preview side by side when there
// is room, the preview below the list when there is height, else the list alone;
// facets and preview take the list's place when they are asked for.
func (p *Page) layout() {
	p.wrong = p.mistake()
	p.box = p.place(rect{0, p.headLines(), p.w, max(p.h-p.headLines(), 0)})
	if p.focus == previewPane && p.box.preview.w == 0 { // it is hidden
		p.focus = listPane
	}
	_, h := frame.Inside(p.box.list.w, p.box.list.h)
	p.list.Resize(h - 1) // the titles take a line
	p.table = p.fit(p.box.list.inner() - 1)
	_, h = frame.Inside(p.box.preview.w, p.box.preview.h)
	p.preview.text.Resize(h)
	_, h = frame.Inside(p.box.facets.w, p.box.facets.h)
	p.facets.list.Resize(h)
	p.writePreview()
}

func (p *Page) place(all rect) boxes {
	b := boxes{list: all}
	if p.w >= threePanes || p.focus == facetPane && p.w >= singleOnly {
		w := facetWidth
		if p.w >= roomy {
			w = wideFacets
		}
		b.facets = rect{all.x, all.y, w, all.h}
		all.x, all.w = all.x+w, all.w-w
	} else if p.focus == facetPane {
		return boxes{facets: all}
	}
	b.list = all
	switch {
	case p.hidden:
	case p.w >= twoPanes:
		w := p.previewWidth(all.w)
		b.list.w = all.w - w
		b.preview = rect{all.x + b.list.w, all.y, w, all.h}
	case p.w >= singleOnly && all.h >= lowPreview-4:
		h := min(max(all.h*2/5+p.grown*2, 5), all.h-6)
		b.list.h = all.h - h
		b.preview = rect{all.x, all.y + b.list.h, all.w, h}
	case p.preview.matrix != nil || p.focus == previewPane:
		b.list, b.preview = rect{}, all
	}
	return b
}

// previewWidth is the preview's share of the cells beside the facets: about half,
// and a little less where the list's names, domains and owners take more than the
// rest.
func (p *Page) previewWidth(all int) int {
	list := max(all*45/100, min(p.listNeed(), all*56/100), all-mostPreview)
	return min(max(all-list+p.grown*stepWidth, 20), all-30)
}

// listNeed is the width of the list, its frame included, in which what matters
// most is not cut.
func (p *Page) listNeed() int {
	const frameAndCursor, most = 3, 3
	shown := preferred(slices.Clone(p.measured), p.deps.Columns)
	return frameAndCursor + table.Need(slices.DeleteFunc(shown, func(c table.Column) bool { return c.Priority > most }))
}

// headLines is how many lines stand above the panes: what is typed, what is wrong
// with it, and what is picked.
func (p *Page) headLines() int {
	n := 1 + len(p.wrongLines())
	if p.facets.any() || p.bookmarks {
		n++
	}
	return n
}

// panes lists those that can have the focus now: the list as well where another
// pane has its place only while that has the focus.
func (p *Page) panes() []pane {
	var out []pane
	if p.box.list.w > 0 || p.preview.matrix == nil {
		out = append(out, listPane)
	}
	if p.box.preview.w > 0 {
		out = append(out, previewPane)
	}
	if p.box.facets.w > 0 {
		out = append(out, facetPane)
	}
	return out
}
