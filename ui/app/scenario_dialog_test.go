package app_test

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/widget/overlay"
)

func question() page.Intent {
	return page.Intent{
		Kind: page.Confirm, What: "Delete it?", Text: "It cannot be had again.",
		Choices: []page.Choice{{Title: "Delete", Intent: page.Say("deleted")}},
	}
}

func TestConfirm_takesYesAfterAQuietMoment(t *testing.T) {
	t.Parallel()
	d, _ := startProbe(t, asking(question()))
	d.Press("a").Shows("Delete it?", "cannot be had again").Golden("confirm")
	d.Advance(overlay.Grace).Press("y").Footer("deleted").Lacks("Delete it?")
}

func TestConfirm_aHeldKeyConfirmsNothing(t *testing.T) {
	t.Parallel()
	d, _ := startProbe(t, asking(question()))
	d.Press("a")
	for range 30 {
		d.Press("y").Advance(overlay.Grace / 2).Shows("Delete it?")
	}
	d.Advance(overlay.Grace).Press("y").Footer("deleted")
}

func TestConfirm_isLeftByNoEnterAndEsc(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"n", "enter", "q", "esc"} {
		d, _ := startProbe(t, asking(question()))
		d.Press("a").Advance(time.Second).Press(key).Lacks("Delete it?", "deleted")
		if d.Quit {
			t.Errorf("%s has quit the program", key)
		}
	}
}

func TestMenu_choiceComesBackToTheAskingPage(t *testing.T) {
	t.Parallel()
	menu := page.Intent{Kind: page.Menu, What: "What now", Choices: []page.Choice{
		{Key: "x", Title: "One", Value: "one"},
		{Title: "Two", Value: "two"},
		{Title: "Never", Disabled: "not on a Sunday", Value: "never"},
		{Title: "Away", Intent: page.To(page.Target{Page: "second"})},
	}}
	d, pages := startProbe(t, asking(menu))
	d.Press("a", "x").Lacks("What now").Press("a", "j", "enter").Press("a", "/").Type("two").Press("enter")
	first := (*pages)[0]
	if got := first.received; len(got) != 3 || got[0] != "one" || got[1] != "two" || got[2] != "two" {
		t.Errorf("the page received %v", got)
	}
	d.Press("a", "G", "k", "enter").Footer("not on a Sunday").Shows("What now")
	d.Press("G", "enter").Header("› second")
}

func TestMenu_withNothingToChoose(t *testing.T) {
	t.Parallel()
	d, _ := startProbe(t, asking(page.Intent{Kind: page.Menu, What: "What now"}))
	d.Press("a").Shows("nothing to choose from").Press("enter", "j", "esc").Lacks("What now")
}

func TestKeys_menuDoesWhatItLists(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("?", "/").Type("reverse").Shows("Reverse the order")
	d.Press("esc").Press("?", "/").Type("command line").Press("enter").Shows("▌Command")
}

// Who has asked for the keys, or sees any menu, leaves it by what closes a list in
// every other program of the terminal, and not the program with it.
func TestMenus_closeByTheKeysThatFingersKnow(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"?", "q", "esc"} {
		d := begin(t, 100, 30).Press("?").Shows("▌Keys").Press(key).Lacks("▌Keys")
		d.Press("j").Selected("Audience segments") // and the program goes on
	}
	d := begin(t, 100, 30).Press("s").Shows("▌Sort by").Press("?").Lacks("▌Sort by").Shows("▌Keys", "Reverse the order")
	d.Press("/").Type("q?").Shows("/ q?") // letters, while one types
}

// A page is turned by the keys of less, vi and k9s, too, in lists and in texts.
func TestPages_turnByCtrlFAndB(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press("pgdown")
	down := d.Frame()
	d.Press("home", "ctrl+f")
	if d.Frame() != down {
		t.Errorf("ctrl+f is not pgdown:\n%s", d.Frame())
	}
	d.Press("ctrl+b").Selected("Acquirer settlements")
	d.Press("enter").Advance(time.Second).Resize(80, 12).Header("1–8 of").Press("ctrl+f").Header("7–14 of")
}

// waiting answers "w" with a command whose answer comes late.
func waiting(id action.ID) (page.Intent, tea.Cmd) {
	if id == "probe.wait" {
		return page.Intent{}, tea.Batch(page.After(late, "late"), page.After(late/2, "sooner"))
	}
	return page.To(page.Target{Page: "deeper"}), nil
}

func TestAnswers_comeToThePageThatAskedShownOrNot(t *testing.T) {
	t.Parallel()
	d, pages := startProbe(t, waiting)
	d.Press("w", "a").Advance(late)
	if got := (*pages)[0].received; len(got) != 2 || got[0] != "sooner" || got[1] != "late" {
		t.Errorf("the page that asked received %v", got)
	}
	if got := (*pages)[1].received; len(got) != 0 {
		t.Errorf("the page that is shown received %v", got)
	}
}

func TestAnswers_toAPageLeftForGoodAreDropped(t *testing.T) {
	t.Parallel()
	d, pages := startProbe(t, waiting)
	d.Press("a", "w", "esc", "a").Advance(late) // opening another page forgets the way forward
	for i, p := range *pages {
		if len(p.received) != 0 {
			t.Errorf("page %d received %v", i, p.received)
		}
	}
}

func TestIntent_textsFromOutsideCannotBreakTheFrame(t *testing.T) {
	t.Parallel()
	evil := "\x1b]52;c;ZXZpbA==\x07\x1b[2J数据\u202e\r\n" + strings.Repeat("long", 60)
	for _, i := range []page.Intent{
		page.Warn(evil), page.To(page.Target{Page: evil}),
		{Kind: page.Menu, What: evil, Choices: []page.Choice{{Title: evil, Detail: evil}}},
		{Kind: page.Confirm, What: evil, Text: evil, Choices: []page.Choice{{Title: evil}}},
		{Kind: page.Run, Text: evil},
		{Kind: page.Browse, URL: evil},
		{Kind: page.Copy, What: evil, Text: evil},
		{Kind: page.Edit, Path: evil},
	} {
		d, _ := startProbe(t, asking(i))
		d.Press("a").Resize(20, 5).Resize(33, 7).Resize(200, 60)
	}
}

// The keys of the page come first, and each group once among them.
func TestKeys_areGrouped(t *testing.T) {
	t.Parallel()
	begin(t, 100, 30).Press("?").Golden("keys")
}
