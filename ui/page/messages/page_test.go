package messages_test

import (
	"strings"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/page/messages"
	"meshdex/ui/page/pagetest"
)

func told() []page.Message {
	at := pagetest.Today()
	return []page.Message{
		{At: at, Text: "Copied id orders"},
		{At: at.Add(time.Minute), Severity: catalog.Warning, Text: "Nothing is looked for"},
		{At: at.Add(2 * time.Minute), Severity: catalog.Error, Text: "Syncing partner failed: 503 Service Unavailable"},
		{At: at.Add(3 * time.Minute), Severity: catalog.Note, Text: "Another process synced 3 contracts"},
	}
}

func open(t testing.TB, w, h int, all []page.Message) *pagetest.Driver {
	env := pagetest.Env(messages.Actions())
	env.Messages = func() []page.Message { return all }
	p, cmd := messages.New(env)
	return pagetest.Open(t, p, cmd, w, h)
}

func cases() pagetest.Cases {
	return pagetest.Cases{
		"some": func(t *testing.T, w, h int) *pagetest.Driver { return open(t, w, h, told()) },
		"none": func(t *testing.T, w, h int) *pagetest.Driver { return open(t, w, h, nil) },
	}
}

func TestPage_golden(t *testing.T) { t.Parallel(); cases().Run(t) }

func TestPage_everySize(t *testing.T) {
	t.Parallel()
	all := cases()
	all["hostile"] = func(t *testing.T, w, h int) *pagetest.Driver {
		return open(t, w, h, []page.Message{{Text: "\x1b]52;c;ZXZpbA==\x07\x1b[2J数据\u202e\r\n" + strings.Repeat("long", 60)}})
	}
	all.SweepAll(t)
}

func TestPage_monkey(t *testing.T) {
	t.Parallel()
	cases().Monkey(t, messages.Actions(), messages.Stacks())
}

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, messages.Actions()) }

func TestPage_aLongMessageIsShownWhole(t *testing.T) {
	t.Parallel()
	long := "config.yaml:6: keys: y is taken by browse.sort, and no longer does browse.copy, which is a pity"
	open(t, 80, 24, []page.Message{{Text: long}}).Shows("browse.c", " which is a pity")
}

func TestPage_newestFirst(t *testing.T) {
	t.Parallel()
	d := open(t, 80, 24, told()).Do("messages.copy")
	if got := d.Last().Text; got != "Another process synced 3 contracts" {
		t.Errorf("the first message is %q", got)
	}
	d.Do(action.Bottom, "messages.copy")
	if got := d.Last().Text; got != "Copied id orders" {
		t.Errorf("the last message is %q", got)
	}
}
