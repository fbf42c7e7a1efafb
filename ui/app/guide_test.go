package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/action"
	"meshdex/ui/app"
	"meshdex/ui/uitest"
)

const findYourWay = "find-your-way"

// walkFindYourWay does every step of it with the keyboard alone.
func walkFindYourWay(d *uitest.Driver) {
	search := func(words string) {
		d.Press("/").Type(words).Press("enter").Advance(time.Second)
	}
	tab := func(key string) { d.Press(key).Advance(time.Second).Shows("Done", ") goes on").Press(")") }
	answer := func(words string) { d.Press("A").Type(words).Press("enter").Shows("Done").Press(")") }

	d.Shows("It is your second day", "step 1 of 12").Press(")")
	search("returns")
	d.Shows("Done", ") goes on").Golden("guide-found").Press(")")
	d.Press("enter").Advance(time.Second).Shows("Done").Press(")")
	answer("order desk")
	tab("2")
	tab("3")
	tab("4")
	d.Advance(time.Second)
	answer("4")
	d.Advance(time.Second)
	search("net sales")
	d.Shows("Done").Press(")").Advance(time.Second)
	search("field:email")
	d.Shows("Done").Press(")")
	d.Press("O").Advance(time.Second).Shows("Done").Press(")")
	d.Shows("You know your way").Press(")")
}

func TestGuide_findYourWayByKeyboard(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {140, 40}} {
		g := &guides{}
		d := guided(t, g, findYourWay, size[0], size[1])
		walkFindYourWay(d)
		d.Advance(time.Minute).Shows("12 steps done", ") begins the next walkthrough").Golden("guide-end")
		if p := g.kept[findYourWay]; len(p.Done) != 12 || p.Step != "" {
			t.Errorf("at %v kept %+v", size, p)
		}
		d.Press(")").Shows("step 1 of 13")
	}
}

// What is over has nothing to go on with.
func TestGuide_leftAtItsEnd(t *testing.T) {
	t.Parallel()
	d := guided(t, &guides{}, findYourWay, 140, 40)
	walkFindYourWay(d)
	d.Press("Q").Footer("W lists what there is after Find your way").Lacks("goes on with it")
}

func TestGuide_namesKeysAsTheyAreBound(t *testing.T) {
	t.Parallel()
	g := &guides{keys: map[action.ID][]string{"guide.next": {"f7"}, "guide.hint": {"f8"}, "browse.find": {"&"}}}
	d := guided(t, g, findYourWay, 80, 24).Shows("Press f7 to go on").Press("f7")
	d.Shows("Press & and type", "f8 helps", "f7 skips", "enter ends the typing").Press("f8").Shows("Press &, type returns")
}

func TestGuide_golden(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{40, 12}, {80, 24}, {140, 40}} {
		d := guided(t, &guides{}, findYourWay, size[0], size[1])
		d.Golden("guide-begin")
		d.Press(")", "H").Golden("guide-hint")
	}
}

// Every step of every walkthrough can be done on the screen by going to its place
// and doing what it says, but for answers, which are not in the file.
func TestGuide_everyStepCanBeDone(t *testing.T) {
	t.Parallel()
	for _, name := range shipped() {
		g := &guides{}
		d := guided(t, g, name, 120, 40)
		opened, err := g.Open(t.Context(), nil, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range opened.Walkthrough.Steps {
			d.Shows(step.Title[:min(len(step.Title), 30)])
			for _, c := range step.Checks {
				doCheck(d, step, c)
			}
			if !slices.ContainsFunc(step.Checks, isAnswer) {
				d.Shows(") goes on")
			}
			d.Press(")").Advance(time.Second)
		}
		d.Shows("That was all")
	}
}

// No step of a shipped walkthrough has to be scrolled, with its hint, on a terminal of
// the usual size.
func TestGuide_everyStepFits(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {140, 40}} {
		for _, name := range shipped() {
			g := &guides{}
			d := guided(t, g, name, size[0], size[1])
			opened, err := g.Open(t.Context(), nil, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, step := range opened.Walkthrough.Steps {
				d.Press("H").Shows(step.Title[:min(len(step.Title), 30)]).Lacks("reads on")
				d.Press(")").Advance(time.Second)
			}
		}
	}
}

// shipped names the walkthroughs that come with the program.
func shipped() []string {
	return []string{findYourWay, "what-is-a-data-product", "change-a-contract", "keep-a-mesh-healthy"}
}

func isAnswer(c walkthrough.Check) bool {
	return c.Kind == walkthrough.CheckAnswer
}

func doCheck(d *uitest.Driver, step walkthrough.Step, c walkthrough.Check) {
	switch c.Kind {
	case walkthrough.CheckRan:
		d.Shows("! runs it").Press("!", "r")
	case walkthrough.CheckFound:
		d.Press("/").Type(step.Try).Advance(time.Second).Shows("enter ends the typing").Press("enter")
	default:
		d.Press("O")
	}
	d.Advance(time.Second).Lacks("No contract is known").Shows(pageOf(c))
}

// pageOf is something that the page of a check has when it shows what it is about,
// and not that there is nothing.
func pageOf(c walkthrough.Check) string {
	switch c.Place.Page {
	case "diff":
		return "declares a"
	case "product":
		return "["
	}
	return ""
}

// A step that only asks to be somewhere is left to the reader, or to the key that
// goes there; any other takes place where the reader is taken.
func TestGuide_goesToThePlace(t *testing.T) {
	t.Parallel()
	g := &guides{kept: map[string]walkthrough.Progress{findYourWay: {Step: "owner"}}}
	d := guided(t, g, findYourWay, 80, 24)
	d.Header("Returns").Shows("[Overview]", "To do  Which team owns Returns?")
	d.Press(")").Shows("[Overview]", "O goes there")
	d.Press("O").Advance(time.Second).Shows("[Schema]", "Done").Lacks("O goes there")
	if got := g.kept[findYourWay].Done; !slices.Equal(got, []string{"schema"}) {
		t.Errorf("done are %q, want the schema alone: the owner was skipped", got)
	}
}

func TestGuide_placesDoNotPileUp(t *testing.T) {
	t.Parallel()
	d := guided(t, &guides{}, findYourWay, 120, 30)
	for range 12 {
		d.Press("O").Advance(time.Second).Press(")").Advance(time.Second)
	}
	d.Press("esc").Advance(time.Second).Press("esc").Footer("Q leaves the walkthrough, q quits")
}

func TestGuide_hintAfterAWhile(t *testing.T) {
	t.Parallel()
	d := guided(t, &guides{}, findYourWay, 80, 24)
	d.Press(")").Advance(59 * time.Second).Lacks("type returns and press enter")
	d.Advance(time.Second).Shows("Hint  Press /, type returns and press enter.")
	d.Press("(", ")").Lacks("type returns and press enter")
}

// The time of a hint belongs to one visit of a step, not to the one that follows.
func TestGuide_hintOfAnEarlierVisitIsStale(t *testing.T) {
	t.Parallel()
	d := guided(t, &guides{}, findYourWay, 80, 24)
	d.Press(")").Advance(50*time.Second).Press("(", ")").Advance(20 * time.Second).Lacks("type returns and press enter")
	d.Advance(40 * time.Second).Shows("type returns and press enter")
}

func TestGuide_answer(t *testing.T) {
	t.Parallel()
	g := &guides{kept: map[string]walkthrough.Progress{findYourWay: {Step: "owner"}}}
	d := guided(t, g, findYourWay, 80, 24)
	d.Press("A").Type("me").Press("enter").Footer("that is not it; H shows a hint").Shows("> me")
	d.Press("esc", ":").Type("answer Order Desk").Press("enter").Footer("that is right").Shows("Done")
	d.Advance(time.Minute).Press("A").Footer("the question is answered")
	d.Press(":").Type("answer again").Press("enter").Footer("the question is answered")
}

// The answer stands on the page, so the line to type it in must not lie over it.
func TestGuide_answerIsTypedOverThePanel(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{40, 14}, {80, 24}, {140, 40}} {
		g := &guides{kept: map[string]walkthrough.Progress{findYourWay: {Step: "owner"}}}
		d := guided(t, g, findYourWay, size[0], size[1])
		d.Press("A").Shows("your answer", "Returns").Golden("guide-answer")
		if size[0] > 40 {
			d.Shows("Owner          Order Desk")
		}
		d.Press("Z").Type("order desk").Press("enter").Footer("that is not it")
		d.Press("esc", "Z", "A").Shows("your answer").Type("order desk").Press("enter").Footer("that is right")
	}
}

// The panel takes more of the page where its text is longer, so that nothing of it
// is hidden as long as half of the screen is enough.
func TestGuide_growsWithItsText(t *testing.T) {
	t.Parallel()
	lines := func(n int) *walkthrough.Walkthrough {
		return &walkthrough.Walkthrough{ID: "one-step", Title: "W", Steps: []walkthrough.Step{
			{ID: "one", Title: "One", Text: strings.Repeat("A line.\n\n", n-1) + "The end."}, {ID: "two", Title: "Two", Text: "Short."},
		}}
	}
	for n, whole := range map[int]bool{2: true, 4: true, 5: true, 8: false} {
		d := guided(t, &guides{more: map[string]*walkthrough.Walkthrough{"one-step": lines(n)}}, "one-step", 80, 28)
		if d.Shows(") goes on"); whole {
			d.Shows("The end.").Lacks("D reads on")
		} else {
			d.Lacks("The end.").Shows("D reads on")
		}
		d.Press(")").Shows("Short.")
	}
}

func TestGuide_leaveAndResume(t *testing.T) {
	t.Parallel()
	g := &guides{}
	d := guided(t, g, findYourWay, 80, 24)
	d.Press(")", "/").Type("returns").Press("enter").Advance(time.Second)
	d.Press("Q").Footer("left Find your way").Lacks("step 2 of 12")
	d.Press("W").Advance(time.Minute).Header("Walkthroughs").Shows("2 of 12 done")
	d.Press("enter").Advance(time.Second).Shows("step 3 of 12", "Open Returns").Header("Products")
}

func TestGuide_foldsAndReadsOn(t *testing.T) {
	t.Parallel()
	text := "The first line.\n\n" + strings.Repeat("More.\n\n", 12) + "The last line."
	w := &walkthrough.Walkthrough{ID: "one-step", Title: "W", Steps: []walkthrough.Step{{ID: "one", Title: "One", Text: text}}}
	d := guided(t, &guides{more: map[string]*walkthrough.Walkthrough{"one-step": w}}, "one-step", 80, 24)
	d.Shows("D reads on", "The first line.").Press("D", "D", "D").Lacks("D reads on").Shows("The last line.")
	d.Press("U", "U", "U").Shows("The first line.")
	d.Press("Z").Lacks("The first line.").Shows("step 1 of 1  ○ to do")
	d.ClickOn("step 1 of 1").Shows("The first line.")
	d.Wheel(10, 18, 30).Advance(time.Second).Shows("The last line.")
}

func TestGuide_saysWhatTheCatalogNoLongerHas(t *testing.T) {
	t.Parallel()
	g := &guides{
		kept:  map[string]walkthrough.Progress{findYourWay: {Done: []string{"left"}, Step: "owner"}},
		moved: map[string]string{"owner": "returns is not in the catalog"},
	}
	d := guided(t, g, findYourWay, 80, 24)
	d.Shows("The catalog has moved on: returns is not in the catalog").Header("Products")
	d.Press("O").Footer("cannot go there: returns is not in the catalog")
}

func TestGuide_failuresAreTold(t *testing.T) {
	t.Parallel()
	d := guided(t, &guides{fails: errors.New("disk full")}, findYourWay, 80, 24)
	d.Press(")").Footer("the progress was not kept: disk full")
	d.Press(":").Type("walkthrough nowhere").Press("enter").Footer("there is no walkthrough nowhere").Shows("step 2 of 12")
}

func TestGuide_withoutWalkthroughs(t *testing.T) {
	t.Parallel()
	d := begin(t, 80, 24)
	d.Press("W").Footer("there are no walkthroughs here")
	d.Press(")").Advance(time.Minute).Press(":").Type("answer x").Press("enter").Footer("no walkthrough is on")
}

// No page has a key that the walkthrough has: keys of a page come first, and the
// way on must never depend on where one is.
func TestGuide_keysAreItsOwn(t *testing.T) {
	t.Parallel()
	const guide action.Context = "guide"
	all := slices.Concat(app.Actions(), pageActions())
	taken := map[string]action.ID{}
	for _, a := range all {
		for _, k := range a.Keys {
			if a.Context != guide {
				taken[k] = a.ID
			}
		}
	}
	for _, a := range all {
		for _, k := range a.Keys {
			if have, ok := taken[k]; ok && a.Context == guide {
				t.Errorf("%s is a key of %s and of %s", k, a.ID, have)
			}
		}
	}
}

func TestGuide_everySize(t *testing.T) {
	t.Parallel()
	for _, name := range []string{findYourWay, "long"} {
		d := guided(t, &guides{}, name, 80, 24)
		d.Press("H")
		uitest.Sweep(func(w, h int) { d.Resize(w, h) })
		d.Resize(80, 24).Press("Z")
		uitest.Sweep(func(w, h int) { d.Resize(w, h) })
		d.Resize(140, 40).Press("Z", "D", ")", ")")
		uitest.Sweep(func(w, h int) { d.Resize(w, h) })
	}
}
