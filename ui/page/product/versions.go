package product

import (
	"context"
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/ui/canvas"
	"meshdex/ui/change"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/table"
)

// versionsHead is the number of lines above the rows of the Versions tab.
const versionsHead = 2

// versionsTab is the history as a timeline, newest first. One version can be
// marked; Enter compares the one under the cursor with it, or with the version
// before.
type versionsTab struct {
	list   list.List
	rows   versionRows
	marked string // id of the marked row

	columns []table.Column // with what they want for the rows
}

// versionRows are the versions; their ids are their places in the history, which
// do not move when a newer one arrives.
type versionRows []catalog.Version

func (r versionRows) Len() int        { return len(r) }
func (r versionRows) ID(i int) string { return strconv.Itoa(r[i].Seq) }

func (r versionRows) Find(id string) (int, bool) {
	i := slices.IndexFunc(r, func(v catalog.Version) bool { return strconv.Itoa(v.Seq) == id })
	return i, i >= 0
}

func (t *versionsTab) set(s *subject) {
	t.rows = s.Versions
	t.columns = s.timeline()
	t.list.SetRows(t.rows)
	if _, ok := t.rows.Find(t.marked); !ok {
		t.marked = ""
	}
}

// mark marks the version under the cursor, or takes its mark off.
func (t *versionsTab) mark() {
	if id := t.list.ID(); id != t.marked {
		t.marked = id
	} else {
		t.marked = ""
	}
}

// pair names what Enter compares: the older one first.
func (t *versionsTab) pair() (base, revision string, ok bool) {
	i := t.list.Cursor()
	if i < 0 {
		return base, revision, false
	}
	other := i + 1
	if m, found := t.rows.Find(t.marked); found && m != i {
		other = m
	}
	if other >= len(t.rows) {
		return base, revision, false
	}
	history := catalog.History(t.rows)
	return history.Ref(max(i, other)), history.Ref(min(i, other)), true
}

// compare is the intent of opening the diff of the chosen pair.
func (t *versionsTab) compare(s *subject) page.Intent {
	base, revision, ok := t.pair()
	if !ok {
		return page.Warn("This is the first known version: there is nothing before it to compare with.")
	}
	return page.To(page.Target{Page: "diff", Product: s.Row.ID, Contract: s.ID(), Base: base, Revision: revision})
}

// timeline are the columns of the history. What an author says of a change is worth
// more than a status that rarely changes, and than who that was.
func (s *subject) timeline() []table.Column {
	var version, verdict, needs, status, who, what table.Gauge
	verdict.Add(firstKnown)
	for i, v := range s.Versions[:min(len(s.Versions), maxSteps)] {
		version.Add(s.number(i))
		status.Add(statusMark + text.Clean(v.Status))
		who.Add(author(v))
		what.Add(text.Clean(v.Origin.Message))
		if i < len(s.steps) {
			verdict.Add(statusMark + change.Words(s.steps[i].verdict))
			needs.Add(s.steps[i].claim(statusMark))
		}
	}
	all := []table.Column{
		{ID: "mark", Min: 1, Priority: 1},
		version.Measured(table.Column{ID: "version", Title: "Version", Min: 8, Max: 16, Priority: 1}),
		{ID: "when", Title: "When", Min: 10, Priority: 2},
		verdict.Measured(table.Column{ID: "verdict", Title: "Change", Min: 11, Max: 24, Priority: 3}),
		needs.Measured(table.Column{ID: "needs", Title: "Needs", Min: 15, Max: 34, Priority: 4}),
		status.Measured(table.Column{ID: "status", Title: "Status", Min: 8, Max: 14, Priority: 6}),
		who.Measured(table.Column{ID: "who", Title: "By", Min: 10, Max: 28, Priority: 7}),
		what.Measured(table.Column{ID: "what", Title: "Why", Min: 12, Enough: 30, Max: 100, Priority: 5}),
	}
	return slices.DeleteFunc(all, func(c table.Column) bool { return s.isSilent(c.ID) })
}

// isSilent reports whether no version says anything in the column.
func (s *subject) isSilent(column string) bool {
	says, ok := map[string]func(v catalog.Version) bool{
		"status": func(v catalog.Version) bool { return v.Status != "" },
		"who":    func(v catalog.Version) bool { return v.Origin.Author != "" },
		"what":   func(v catalog.Version) bool { return v.Origin.Message != "" },
	}[column]
	return ok && !slices.ContainsFunc(s.Versions, says)
}

// firstKnown stands for a verdict where there is nothing before.
const firstKnown = "first known"

// statusMark is as wide as a glyph and the gap behind it.
const statusMark = "  "

// number is what to call the version of row i.
func (s *subject) number(i int) string { return text.Clean(change.Version(s.Versions[i])) }

func author(v catalog.Version) string { return text.Person(text.Clean(v.Origin.Author)) }

func (t *versionsTab) draw(c canvas.Canvas, s *subject, env *page.Env) {
	if len(t.rows) == 0 {
		c.PutCut(2, 1, c.Width()-2, "No version is known yet.", theme.Muted.Plain())
		return
	}
	c.PutCut(1, 0, c.Width()-1, t.prompt(env), theme.Muted.Plain())
	lay := table.Fit(t.columns, c.Width()-1)
	lay.Header(c.Region(1, 1, c.Width()-1, 1), env.Icons, table.Sort{})
	t.list.Draw(c.Region(0, versionsHead, c.Width(), c.Height()-versionsHead), list.Look{
		Icons: env.Icons, Focused: true,
		Row: func(c canvas.Canvas, i int) { t.drawRow(c, lay, i, s, env) },
	})
}

func (t *versionsTab) prompt(env *page.Env) string {
	if m, ok := t.rows.Find(t.marked); ok {
		return env.Key(doOpen) + " compares with the marked version " + text.Clean(change.Version(t.rows[m]))
	}
	if len(t.rows) == 1 {
		return "Only this version is known yet, so there is nothing to compare it with."
	}
	return env.Key(doOpen) + " compares with the version before · " + env.Key(doMark) + " marks one to compare with"
}

func (t *versionsTab) drawRow(c canvas.Canvas, lay table.Layout, i int, s *subject, env *page.Env) {
	v := t.rows[i]
	if t.rows.ID(i) == t.marked {
		lay.Put(c, "mark", env.Icons.Mark, theme.Accent.Plain())
	}
	lay.Put(c, "version", s.number(i), theme.Text.Plain())
	lay.Put(c, "when", text.Day(v.Origin.Time), theme.Muted.Plain())
	glyph, token := env.Lifecycle(v.Status)
	if v.Status != "" {
		lay.Put(c, "status", glyph+" "+text.Clean(v.Status), token.Plain())
	}
	lay.Put(c, "who", author(v), theme.Muted.Plain())
	lay.Put(c, "what", text.Clean(v.Origin.Message), theme.Muted.Plain())
	if i == len(t.rows)-1 {
		lay.Put(c, "verdict", firstKnown, theme.Muted.Plain())
		return
	}
	if i < len(s.steps) {
		t.drawStep(c, lay, s.steps[i], env)
	}
}

func (t *versionsTab) drawStep(c canvas.Canvas, lay table.Layout, st step, env *page.Env) {
	if st.verdict == "" {
		return
	}
	glyph, token := change.Mark(env.Icons, st.verdict)
	lay.Put(c, "verdict", glyph+" "+change.Words(st.verdict), token.Plain())
	token = theme.Warn
	if st.bump.Sufficient {
		token = theme.Muted
	}
	lay.Put(c, "needs", st.claim(env.Icons.Warning+" "), token.Plain())
}

// claim is needs, behind a mark where the version declares too little.
func (s step) claim(mark string) string {
	needs := s.needs()
	if needs == "" || s.bump.Sufficient {
		return needs
	}
	return mark + needs
}

// needs says which kind of version the change needs and which one it declares, "" if
// it needs none.
func (s step) needs() string {
	b := s.bump
	switch {
	case b.Required == diff.NoBump:
		return ""
	case b.Declared == b.Required:
		return b.Required.String() + ", declared"
	case b.Declared < b.Required && !b.Enforced:
		return b.Required.String() + ", after a draft"
	case b.Sufficient && b.Declared == diff.NoBump:
		return b.Required.String() + ", not comparable"
	}
	return b.Required.String() + ", declared " + b.Declared.String()
}

// maxSteps bounds how much of a history is judged.
const maxSteps = 100

// judgeSteps starts to compare each version with the one before.
func (p *Page) judgeSteps() tea.Cmd {
	versions, lib := p.sub.Versions, p.deps.Library
	if len(versions) < 2 {
		return nil
	}
	versions = versions[:min(len(versions), maxSteps)]
	return page.Ask(&p.judge, func(ctx context.Context) ([]step, error) {
		steps := make([]step, 0, len(versions))
		var newer *catalog.Contract
		for i, v := range versions {
			older := contractOf(lib, v)
			if i > 0 {
				steps = append(steps, judge(older, newer))
			}
			if newer = older; ctx.Err() != nil {
				break
			}
		}
		return steps, ctx.Err()
	})
}

// judge compares two states of a contract, either of which may be missing.
func judge(base, revision *catalog.Contract) step {
	if base == nil || revision == nil {
		return step{}
	}
	r := diff.Compare(base, revision, diff.Options{})
	return step{r.Verdict, r.Bump}
}

// contractOf loads one state of a contract, nil when that is not possible.
func contractOf(lib catalog.Library, v catalog.Version) *catalog.Contract {
	doc, err := lib.Document(v.Origin.Hash)
	if err != nil || v.Origin.Index >= len(doc.Contracts) {
		return nil
	}
	return doc.Contracts[v.Origin.Index]
}
