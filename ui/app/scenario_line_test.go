package app_test

import (
	"testing"
	"time"

	"meshdex/ui/uitest"
)

// line gives a ":" line.
func line(d *uitest.Driver, s string) *uitest.Driver {
	return d.Press(":").Type(s).Press("enter").Advance(time.Second)
}

func TestLine_completes(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press(":").Type("the").Shows("theme NAME")
	d.Press("tab").Type("hi").Shows("theme high-contrast").Golden("line")
	d.Press("tab", "enter").Footer("theme high-contrast")
}

// Pages, the program and the shell have lines in one list; they read alike.
func TestLine_saysWhatEachDoesInOneVoice(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press(":").Shows("Sort the list; -COLUMN turns the order round ", "Show the products whose owner that is ")
	d.Type("open").Shows("Open a product or contract")
	begin(t, 100, 30).Press(":").Type("fields").Shows("Columns of the whole mesh")
}

func TestLine_goesToPages(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"messages": "› Messages", "problems": "› Problems", "sources": "› Sources", "fields email": "email", "browse orders": "› Products: orders",
		"help": "›", "help query": "›", "help keys": "› keys", "open chargebacks": "› Chargebacks", "lineage": "",
	} {
		line(begin(t, 100, 30), s).Header(want)
	}
}

func TestLine_errorsAreTold(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"nonsense": "there is no command nonsense", "open orders": `"orders": not in the catalog; did you mean: `, "open no-such-thing": "no-such-thing", "theme pink": "there is no theme pink", "theme": "theme needs to be told NAME", "open": "open needs to be told REF",
		"icons hieroglyphs": "there is no icon set", "help nothing": "no topic", "sort nothing": "",
	} {
		d := line(begin(t, 100, 30), s)
		d.Footer(want)
		if d.Quit {
			t.Errorf("%q has quit the program", s)
		}
	}
}

func TestLine_sameNameWithAndWithoutAnArgument(t *testing.T) {
	t.Parallel()
	line(begin(t, 100, 30), "fields email").Header("› Columns").Shows("email")
	line(begin(t, 100, 30), "fields").Header("› Columns")
	line(begin(t, 100, 30), "sort").Shows("Sort by")
}

func TestLine_quits(t *testing.T) {
	t.Parallel()
	for _, l := range []string{"q", "q!", "quit"} {
		if !line(begin(t, 100, 30), l).Quit {
			t.Errorf(":%s does not quit", l)
		}
	}
}

func TestLine_belongsToThePage(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press(":").Type("edit").Lacks("Edit the file").Press("esc")
	d.Press("enter", ":").Type("edit").Shows("Edit the file")
}

// The page of messages is an action's command and a place's.
func TestLine_listsACommandOnce(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press(":").Type("messages").Shows("1 of 1")
	d.Press("enter").Header("Messages")
}

func TestLine_takesTheRowOfAnArgumentThatIsBegun(t *testing.T) {
	t.Parallel()
	d := begin(t, 100, 30).Press(":").Type("theme hi").Press("enter").Footer("theme high-contrast")
	d.Press(":").Type("theme mono").Press("enter").Footer("theme mono")
	d.Press(":").Type("theme nothing").Press("enter").Footer("there is no theme nothing")
	d.Press(":").Type("sort o").Press("enter").Advance(time.Second).Shows("Products by owner")
}

// What a command does not take was once ignored in silence.
func TestLine_saysThatACommandStandsAlone(t *testing.T) {
	t.Parallel()
	begin(t, 100, 30).Press(":").Type("messages now").Press("enter").Footer("messages stands alone, without now").Header("Products")
}

func TestLine_opensAColumn(t *testing.T) {
	t.Parallel()
	d := line(begin(t, 100, 30), "open returns#returns.refund_amount")
	d.Shows("[Schema]", "╭─ returns.refund_amount")
	d.Press("L").Advance(time.Second).Header("Lineage of").Shows("net_spend_12m_eur")
}
