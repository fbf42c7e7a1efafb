package sheet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/sheet"
)

type (
	body = sheet.Body[string]
	span = sheet.Span[string]
)

func link(s string) span { return span{Text: s, Token: theme.Link, Link: &s} }

// frame draws a sheet and gives its lines without trailing blanks.
func frame(s *sheet.Sheet[string], w, h int) []string {
	c := canvas.New(w, h)
	s.Resize(h)
	s.Draw(c, sheet.Focused)
	lines := strings.Split(ansi.Strip(c.Render(&theme.Sheet{})), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

func show(b *body, w, h int) string {
	var s sheet.Sheet[string]
	s.Set(b)
	return strings.TrimRight(strings.Join(frame(&s, w, h), "\n"), "\n")
}

func TestBody_fieldsLineUp(t *testing.T) {
	t.Parallel()
	b := sheet.NewBody[string](40)
	b.Field("Owner", span{Text: "Order Platform"})
	b.Field("Ask", span{Text: "on the channel that is far too long for one line"})
	want := "  Owner          Order Platform\n  Ask            on the channel that is\n                 far too long for one\n                 line"
	if got := show(b, 40, 10); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBody_labelsMakeRoomUntilTheNextHeading(t *testing.T) {
	t.Parallel()
	b := sheet.NewBody[string](80)
	b.Labels("Data product owner")
	b.Field("Data product owner", span{Text: "Amira"})
	b.Heading("Next")
	b.Field("Role", span{Text: "x"})
	want := "  Data product owner  Amira\n\n  Next\n  Role           x"
	if got := show(b, 80, 10); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBody_longLabelsStandAboveTheirField(t *testing.T) {
	t.Parallel()
	b := sheet.NewBody[string](60)
	b.Field("A label of contracts", span{Text: "Amira"})
	b.Field("Role", span{Text: "x"})
	want := "  A label of contracts\n                 Amira\n  Role           x"
	if got := show(b, 60, 10); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBody_narrowFieldsStandBelowTheirLabel(t *testing.T) {
	t.Parallel()
	b := sheet.NewBody[string](30)
	b.Field("Owner", span{Text: "Order Platform"})
	if got, want := show(b, 30, 5), "  Owner\n    Order Platform"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBody_flowNeverLosesText(t *testing.T) {
	t.Parallel()
	texts := []string{"a bb ccc dddd", strings.Repeat("x", 200), "数据数据 数据数据数据数据", "é́́ combining", "ends in blanks   ", ""}
	for _, s := range texts {
		for w := 8; w < 60; w += 3 {
			b := sheet.NewBody[string](w)
			b.Flow(2, span{Text: s}, span{Text: "|", Token: theme.Accent}, span{Text: s})
			got := show(b, w, 300)
			fold := func(s string) string { return strings.Join(strings.Fields(s), "") }
			if fold(got) != fold(s+"|"+s) {
				t.Errorf("at %d %q became\n%s", w, s, got)
			}
			for _, l := range strings.Split(got, "\n") {
				if text.Width(l) > w {
					t.Errorf("at %d a line is %d wide: %q", w, text.Width(l), l)
				}
			}
		}
	}
}

func TestBody_cleansWhatItIsGiven(t *testing.T) {
	t.Parallel()
	evil := "\x1b[2Ja\x07b\u202ec"
	b := sheet.NewBody[string](60)
	b.Line(span{Text: evil})
	b.Flow(0, span{Text: evil})
	b.Prose(0, evil, theme.Text)
	b.Heading(evil)
	b.Field(evil, span{Text: evil})
	if got := show(b, 60, 20); strings.ContainsAny(got, "\x1b\x07\u202e") || strings.Contains(got, "[2J") {
		t.Errorf("the frame holds %q", got)
	}
}

// links is a body of n lines with a link on every fifth.
func links(n int) *body {
	b := sheet.NewBody[string](40)
	for i := range n {
		if i%5 == 0 {
			b.Line(link(fmt.Sprintf("link %d", i)))
			continue
		}
		b.Line(span{Text: fmt.Sprintf("line %d", i)})
	}
	return b
}

func chosen(s *sheet.Sheet[string]) string {
	l, _ := s.Link()
	return l
}

func TestSheet_downGoesToTheNextLinkInSightElseScrolls(t *testing.T) {
	t.Parallel()
	var s sheet.Sheet[string]
	s.Resize(4)
	s.Set(links(20))
	var got []string
	for range 8 {
		s.Do(action.ScrollDown)
		got = append(got, chosen(&s))
	}
	want := "link 0, link 0, link 5, link 5, link 5, link 5, link 5, link 10"
	if strings.Join(got, ", ") != want {
		t.Errorf("down chooses %s, want %s", strings.Join(got, ", "), want)
	}
}

func TestSheet_choosesTheFirstLinkInSight(t *testing.T) {
	t.Parallel()
	b := sheet.NewBody[string](20)
	for _, l := range []string{"one", "two", "three", "four"} {
		b.Flow(0, link(l))
		b.Flow(0, span{Text: "text"})
	}
	var s sheet.Sheet[string]
	s.Set(b)
	frame(&s, 20, 4)
	s.Scroll(2)
	for range 2 { // choosing twice changes nothing
		if !s.Choose() {
			t.Error("no link was chosen")
		}
	}
	if got, _ := s.Link(); got != "two" {
		t.Errorf("chosen is %q, want two", got)
	}
	s.Set(sheet.NewBody[string](20))
	if s.Choose() {
		t.Error("a link was chosen where there is none")
	}
}

func TestSheet_walksAllTheWayAndBack(t *testing.T) {
	t.Parallel()
	for h := 1; h < 30; h++ {
		var s sheet.Sheet[string]
		s.Resize(h)
		s.Set(links(23))
		seen := map[string]bool{}
		for range 100 {
			s.Down()
			seen[chosen(&s)] = true
		}
		if s.Position() != "" && !strings.HasPrefix(s.Position(), fmt.Sprint(23-h+1)) {
			t.Errorf("at height %d the end is not in sight: %s", h, s.Position())
		}
		back := map[string]bool{}
		for range 100 {
			s.Up()
			back[chosen(&s)] = true
		}
		for i := 0; i < 23; i += 5 {
			if l := fmt.Sprintf("link %d", i); !seen[l] || !back[l] && i < 20 {
				t.Errorf("at height %d %s is passed over (down %v, up %v)", h, l, seen[l], back[l])
			}
		}
	}
}

func TestSheet_wrappedLinkIsOneStop(t *testing.T) {
	t.Parallel()
	b := sheet.NewBody[string](16)
	b.Flow(0, link("a link that takes several lines"), span{Text: " and "}, link("another"))
	var s sheet.Sheet[string]
	s.Resize(20)
	s.Set(b)
	s.Down()
	s.Down()
	if got := chosen(&s); got != "another" {
		t.Errorf("the second stop is %q", got)
	}
}

func TestSheet_clickFollowsTheLinkUnderIt(t *testing.T) {
	t.Parallel()
	var s sheet.Sheet[string]
	s.Resize(10)
	s.Set(links(10))
	if l, ok := s.Mouse(mouse.Event{X: sheet.Margin + 1, Y: 5, Kind: mouse.Click}); !ok || l != "link 5" {
		t.Errorf("the click gives %q, %v", l, ok)
	}
	if _, ok := s.Mouse(mouse.Event{X: sheet.Margin + 1, Y: 1, Kind: mouse.Click}); ok {
		t.Error("a click on plain text gives a link")
	}
}

func TestSheet_findsRoundTheEnd(t *testing.T) {
	t.Parallel()
	var s sheet.Sheet[string]
	s.Resize(3)
	s.Set(links(40))
	if n := s.Find("LINK"); n != 8 {
		t.Fatalf("found %d lines, want 8", n)
	}
	s.Next()
	if got := s.Position(); got != "6–8 of 40" {
		t.Errorf("the next match shows %s", got)
	}
	s.Previous()
	s.Previous()
	if got := s.Position(); got != "36–38 of 40" {
		t.Errorf("before the first comes %s, want the last", got)
	}
}

func TestSheet_keepsItsPlaceWhenTheBodyShrinks(t *testing.T) {
	t.Parallel()
	var s sheet.Sheet[string]
	s.Resize(5)
	s.Set(links(50))
	s.End()
	s.Set(links(10))
	if got := s.Position(); got != "6–10 of 10" {
		t.Errorf("after the body shrank %s is in sight", got)
	}
	s.Set(nil)
	if lines := frame(&s, 10, 5); strings.Join(lines, "") != "" {
		t.Errorf("an empty sheet draws %q", lines)
	}
}

// What is read stays where it is when something comes before it, and so does the
// link that is chosen.
func TestSheet_keepsItsPlaceByWhatStandsThere(t *testing.T) {
	t.Parallel()
	body := func(lead int) *sheet.Body[string] {
		b := sheet.NewBody[string](40)
		for range lead {
			b.Line(span{Text: "new"})
		}
		for i := range 30 {
			b.Line(span{Text: fmt.Sprintf("row %d ", i)}, link(fmt.Sprintf("first %d", i)), span{Text: " "}, link(fmt.Sprintf("second %d", i)))
		}
		return b
	}
	var s sheet.Sheet[string]
	s.Resize(6)
	s.Set(body(0))
	s.Set(body(2))
	if got := s.Position(); got != "1–6 of 32" {
		t.Errorf("who is at the top sees %s", got)
	}
	s.Set(body(0))
	s.Scroll(10)
	s.Set(body(2))
	if got := s.Position(); got != "13–18 of 32" {
		t.Errorf("after two lines came before them %s are in sight", got)
	}
	for range 4 {
		s.Down()
	}
	want := chosen(&s)
	for _, lead := range []int{0, 3, 1} {
		s.Set(body(lead))
		if got := chosen(&s); got != want || !strings.HasPrefix(want, "second") {
			t.Errorf("the chosen link is %q, was %q", got, want)
		}
	}
}
