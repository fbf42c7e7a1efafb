package linear

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/page"
)

// How pages are waited for
//
// A page asks for what it needs by commands and takes the answers when they come.
// On the screen it is drawn meanwhile; a conversation waits, and answers when there
// is something to say. Commands run beside each other; what each brings is handed
// to its page here, on the one goroutine that the page knows. The delays by which a
// page lets typing come to rest pass at once, for a line is typed before it is
// sent; other delays take their time, but nobody waits for them. What takes long
// tells how far it is every few seconds. What does not come back in reasonable time
// is left to come later: it is handed over before the next line is acted on.

// news is what a command of a page brought.
type news struct {
	of      page.Page
	msg     tea.Msg
	delayed bool // nobody waits for it
}

const (
	patience = 20 * time.Second // for what does not tell how far it is
	beat     = 5 * time.Second  // between two lines of progress
)

// run starts a command of a page.
func (t *talk) run(p page.Page, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	t.waiting++
	go func() { t.bring(news{of: p, msg: cmd()}) }()
}

// bring hands news to the conversation, unless it has ended.
func (t *talk) bring(n news) {
	select {
	case t.news <- n:
	case <-t.ctx.Done():
	}
}

// settle runs a command of a page and all that follows from it, and returns what
// the page wants done.
func (t *talk) settle(p page.Page, cmd tea.Cmd) (intents []page.Intent) {
	t.run(p, cmd)
	worked := busy(p) != ""
	defer func() {
		if worked {
			t.readAgain()
		}
	}()
	told := time.NewTicker(beat)
	defer told.Stop()
	late := time.NewTimer(patience)
	defer late.Stop()
	for t.waiting > 0 {
		select {
		case n := <-t.news:
			intents = append(intents, t.receive(n)...)
			worked = worked || busy(p) != ""
		case <-told.C:
			t.tellProgress(p)
		case <-late.C:
			if busy(p) != "" {
				late.Reset(patience)
				continue
			}
			t.say("Still working. Enter looks again.")
			return intents
		case <-t.ctx.Done():
			return nil
		}
	}
	return intents
}

// catchUp hands over what has come in the meantime, waits for what follows from it,
// and says so when the place reads otherwise from its first line on.
func (t *talk) catchUp() {
	if len(t.back) == 0 {
		return
	}
	e := t.here()
	first := e.told.First()
	for {
		select {
		case n := <-t.news:
			t.performAll(append(t.receive(n), t.settle(n.of, nil)...))
			continue
		default:
		}
		break
	}
	if now := telling(e.page); t.here() == e && now.First() != first {
		e.told = now
		t.say("Meanwhile: " + now.First() + ". start tells it.")
	}
}

// receive hands news to its page.
func (t *talk) receive(n news) []page.Intent {
	if !n.delayed {
		t.waiting--
	}
	switch m := n.msg.(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		for _, cmd := range m {
			t.run(n.of, cmd)
		}
		return nil
	case page.Delay:
		t.delay(n.of, m)
		return nil
	case page.Awaited:
		go func() { t.bring(news{n.of, m.Run(), true}) }()
		return nil
	}
	in, cmd := n.of.Receive(n.msg)
	t.run(n.of, cmd)
	if in.Kind == page.None {
		return nil
	}
	return []page.Intent{in}
}

// delay lets a page have what it has put off.
func (t *talk) delay(p page.Page, d page.Delay) {
	later, rests := d.Msg.(page.Deferred)
	switch {
	case rests && later.Context.Err() == nil:
		t.run(p, later.Run)
	case rests:
	case d.For <= 0:
		t.run(p, func() tea.Msg { return d.Msg })
	default:
		time.AfterFunc(d.For, func() { t.bring(news{p, d.Msg, true}) })
	}
}

// busy is how far something is that a page does.
func busy(p page.Page) string {
	if w, ok := p.(page.Waiter); ok {
		return w.Busy()
	}
	return ""
}

func (t *talk) tellProgress(p page.Page) {
	if s := busy(p); s != "" {
		t.say(s)
		_ = t.out.Flush() // as for a prompt
	}
}

// catalogState is a newer state of the catalog, or why there is none.
type catalogState struct {
	snap *catalog.Snapshot
	err  error
}

// awaitChange watches for newer states until the conversation ends. A watch that
// fails ends.
func (t *talk) awaitChange() {
	if t.cfg.Changed == nil {
		return
	}
	go func() {
		for {
			snap, err := t.cfg.Changed(t.ctx)
			if t.ctx.Err() != nil {
				return
			}
			select {
			case t.changes <- &catalogState{snap, err}:
			case <-t.ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
}

// noticeChange shows the newest state of the catalog on every page, between two
// lines and never while something is told.
func (t *talk) noticeChange() {
	select {
	case s := <-t.changes:
		if s.err != nil {
			t.tellMessage(page.Message{At: t.cfg.Now(), Severity: catalog.Warning, Text: "The catalog is not watched any more: " + s.err.Error()})
			return
		}
		if g := s.snap.Generation(); g != 0 && g == t.snap.Generation() {
			return // read already, after a page had changed it
		}
		t.refresh(s.snap)
		t.tellMessage(page.Message{At: t.cfg.Now(), Severity: catalog.Note, Text: "The catalog has changed."})
	default:
	}
}

// refresh shows a state of the catalog on every page.
func (t *talk) refresh(snap *catalog.Snapshot) {
	t.snap = snap
	for _, side := range [][]*place{t.back, t.forward} {
		for _, e := range side {
			t.settle(e.page, e.page.Refresh(snap))
			e.told = telling(e.page)
		}
	}
}

// readAgain shows the catalog as it is after a page has changed it.
func (t *talk) readAgain() {
	if t.cfg.Reload == nil || t.ctx.Err() != nil {
		return
	}
	if snap, err := t.cfg.Reload(t.ctx); err == nil && snap != t.snap {
		t.refresh(snap)
	}
}

// reload reads the catalog because the person asked for it.
func (t *talk) reload() {
	if t.cfg.Reload == nil {
		t.say("This catalog does not change.")
		return
	}
	snap, err := t.cfg.Reload(t.ctx)
	if err != nil {
		t.tellMessage(page.Message{At: t.cfg.Now(), Severity: catalog.Error, Text: "The catalog could not be read again: " + err.Error()})
		return
	}
	t.refresh(snap)
	t.say("The catalog is read again.")
}
