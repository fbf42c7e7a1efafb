package change

import (
	"cmp"
	"strings"

	"meshdex/catalog/diff"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/code"
	"meshdex/ui/widget/list"
)

// rows are the findings that are shown; their ids are their fingerprints.
type rows []diff.Finding

func (f rows) Len() int { return len(f) }
func (f rows) ID(i int) string {
	return f[i].Rule + "\x00" + f[i].Path + "\x00" + f[i].Key + "\x00" + f[i].After
}

func (f rows) Find(id string) (int, bool) {
	for i := range f {
		if f.ID(i) == id {
			return i, true
		}
	}
	return 0, false
}

// Pane is a list of findings and what is told of the one under the cursor. The
// cursor stays on its finding when others are set. The zero Pane is empty and
// ready.
type Pane struct {
	list    list.List
	shown   rows
	explain bool
	why     reason // of the finding under the cursor, while explain is on
}

// reason is why a rule judges as it does, with an example.
type reason struct {
	rule    diff.Rule
	example []string
}

// Set shows other findings.
func (p *Pane) Set(findings []diff.Finding) {
	p.shown = findings
	p.list.SetRows(p.shown)
	p.reasons()
}

// Len is the number of findings.
func (p *Pane) Len() int { return len(p.shown) }

// Resize tells how many findings are visible.
func (p *Pane) Resize(height int) { p.list.Resize(height) }

// Counter says where the cursor is among the findings.
func (p *Pane) Counter() string { return p.list.Counter() }

// Finding is the one under the cursor.
func (p *Pane) Finding() (diff.Finding, bool) {
	if i := p.list.Cursor(); i >= 0 {
		return p.shown[i], true
	}
	return diff.Finding{}, false
}

// Do performs a movement, and reports whether it was one.
func (p *Pane) Do(id action.ID) bool {
	defer p.reasons()
	return p.list.Do(id)
}

// At is finding i.
func (p *Pane) At(i int) diff.Finding { return p.shown[i] }

// MoveTo puts the cursor on finding i.
func (p *Pane) MoveTo(i int) {
	p.list.MoveTo(i)
	p.reasons()
}

// Move moves the cursor by n findings.
func (p *Pane) Move(n int) {
	p.list.Move(n)
	p.reasons()
}

// Mouse handles an event in the coordinates of the list's canvas.
func (p *Pane) Mouse(e mouse.Event) list.Hit {
	defer p.reasons()
	return p.list.Mouse(e)
}

// Explain turns on or off that the rule of the finding under the cursor is told
// with its reason and an example.
func (p *Pane) Explain() {
	p.explain = !p.explain
	p.reasons()
}

// Explains reports whether that is on.
func (p *Pane) Explains() bool { return p.explain }

// reasons looks up the rule of the finding under the cursor: its examples are
// parsed when they are asked for, which is too slow for every frame.
func (p *Pane) reasons() {
	f, ok := p.Finding()
	if !ok || !p.explain || p.why.rule.ID == f.Rule {
		return
	}
	p.why = reason{rule: diff.Rule{ID: f.Rule}}
	if rule, known := diff.Explain(f.Rule); known {
		p.why.rule = rule
		if e := rule.Example(); e != "" {
			p.why.example = strings.Split(e, "\n")
		}
	}
}

// DrawList paints the findings; there must be one.
func (p *Pane) DrawList(c canvas.Canvas, look list.Look) {
	look.Row = func(c canvas.Canvas, i int) { drawFinding(c, look.Icons, p.shown[i]) }
	p.list.Draw(c, look)
}

// drawFinding is one row: mark, place, and what happened there. The place is never
// cut off in favour of the sentence.
func drawFinding(c canvas.Canvas, icons *theme.Icons, f diff.Finding) {
	glyph, token := Mark(icons, f.Severity)
	c.Put(0, 0, glyph, token.Plain())
	place := text.CutMiddle(text.Clean(cmp.Or(f.Path, "contract")), max(c.Width()*3/5, 12))
	x := c.Put(2, 0, place, theme.Accent.Plain())
	if room := c.Width() - x - 2; room > 6 {
		c.PutCut(x+2, 0, room, text.Clean(short(f)), theme.Text.Plain())
	}
}

// short says what happened in the fewest words: the rule's id reads as one.
func short(f diff.Finding) string {
	return strings.ReplaceAll(strings.TrimPrefix(f.Rule, "property-"), "-", " ")
}

// DrawDetail tells the finding under the cursor whole.
func (p *Pane) DrawDetail(c canvas.Canvas, icons *theme.Icons) {
	f, ok := p.Finding()
	if !ok {
		return
	}
	y, w := 0, max(c.Width()-2, 8)
	for _, part := range p.detail(f, icons) {
		if part.code {
			c.PutCut(3, y, w, code.Clean(part.Text), part.Token.Plain())
			y++
			continue
		}
		for _, l := range text.Wrap(text.CleanProse(part.Text), w) {
			c.Put(1, y, l, part.Token.Plain())
			y++
		}
	}
	if y > c.Height() { // the reason, which is asked for, has more room
		c.PutRight(c.Width(), c.Height()-1, icons.More, theme.Muted.Plain())
	}
}

// Part is a paragraph of a finding's text, or a line of source in it.
type Part struct {
	Text  string
	Token theme.Token

	code bool
}

// detail is what there is to say of a finding.
func (p *Pane) detail(f diff.Finding, icons *theme.Icons) []Part {
	out := []Part{{Text: f.Message + "."}}
	if before, after := Sides(f); before+after != "" {
		out = append(out, Part{Text: before + " " + icons.ArrowRight + " " + after, Token: theme.Accent})
	}
	return append(out, p.Circumstances()...)
}

// Sides are what was there before and what is there now, "" for neither.
func Sides(f diff.Finding) (before, after string) {
	if f.Before+f.After == "" {
		return "", ""
	}
	return text.OneLine(cmp.Or(f.Before, "nothing")), text.OneLine(cmp.Or(f.After, "nothing"))
}

// Circumstances are what else there is to say of the finding under the cursor.
func (p *Pane) Circumstances() []Part {
	f, ok := p.Finding()
	if !ok {
		return nil
	}
	var out []Part
	say := func(on bool, s string, token theme.Token) {
		if on {
			out = append(out, Part{Text: s, Token: token})
		}
	}
	say(f.Duty != diff.NoDuty, "For the producer: "+f.Duty.Sentence()+".", theme.Text)
	say(f.Announced, "It was announced: the older version calls it deprecated.", theme.Muted)
	say(f.Evidence != "", "Guessed from "+f.Evidence+".", theme.Muted)
	id := f.Rule + " · " + string(f.Severity)
	if f.Bump != diff.NoBump {
		id += " · needs " + f.Bump.String()
	}
	say(true, id, theme.Muted)
	if p.explain {
		out = append(out, p.why.parts()...)
	}
	return out
}

// parts are why a rule judges so, and its example.
func (r reason) parts() []Part {
	var out []Part
	if r.rule.Reason != "" {
		out = append(out, Part{}, Part{Text: "Why: " + r.rule.Reason + "."})
	}
	if r.rule.Varies != "" {
		out = append(out, Part{Text: r.rule.Varies, Token: theme.Muted})
	}
	if len(r.example) > 0 {
		out = append(out, Part{})
	}
	for _, l := range r.example {
		token := theme.Code
		switch {
		case strings.HasPrefix(l, "-"):
			token = theme.Removed
		case strings.HasPrefix(l, "+"):
			token = theme.Added
		}
		out = append(out, Part{l, token, true})
	}
	return out
}
