package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/catalog/search"
	"meshdex/sample"
	"meshdex/ui/app"
	"meshdex/ui/page"
	"meshdex/ui/page/browse"
	"meshdex/ui/uitest"
)

// How long after a key
//
// The program runs in Bubble Tea's own loop, as it does for a person: keys come from
// another goroutine, commands run on goroutines of their own, timers are real. A
// typist presses one key after the other, as fast as a quick person does, and takes
// the time until a frame is drawn that has the letter, until one is drawn that has
// something found for it, and until one is drawn that has everything found. Writing a
// frame to a terminal is not part of it.

// pace is the time from one key to the next: a hundred words a minute.
const pace = 120 * time.Millisecond

// typescript are texts that are looked for in a generated mesh: names, half words and
// words in any order, a column, an owner, filters, slips of the finger, letters alone,
// and what nothing has.
var typescript = []string{
	"invoices poland", "customer orders daily", "Absences, curated", "order_id", "people team 40", "domain:sales refunds",
	"custmoer", "shipmnets germany", "~invc", "pii:yes email", "zzqxjk", "x",
}

// sight is a frame: when it was there, and what was on it.
type sight struct {
	at       time.Time
	typed    string // the query as it is typed
	answered string // the query that the list answers
	whole    bool   // everything that is found is there
}

// watched is the program with an eye on its frames.
type watched struct {
	*app.Root
	page    *browse.Page
	began   time.Time     // the last message
	longest time.Duration // on one message and its frame
	sights  chan sight
}

func (w *watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	w.began = time.Now()
	_, cmd := w.Root.Update(msg)
	return w, cmd
}

func (w *watched) View() string {
	w.Root.View()
	now := time.Now()
	if !w.began.IsZero() {
		w.longest = max(w.longest, now.Sub(w.began))
		w.began = time.Time{} // the last frame, after quitting, belongs to no message
	}
	query, _ := w.page.Found()
	w.sights <- sight{now, w.page.Target().Query, query, !strings.Contains(w.page.Status(), "+")}
	return ""
}

// keystroke is a key with the times from it to its frames.
type keystroke struct {
	text                string // typed so far
	echo, answer, whole time.Duration
}

// typist types into a running program.
type typist struct {
	program *tea.Program
	sights  <-chan sight
	strokes []keystroke
}

// clear empties the input between two texts and waits until all products are back.
func (t *typist) clear(b *testing.B) { t.press(b, uitest.Key("ctrl+u"), "") }

// press presses a key and watches the frames until the next is due.
func (t *typist) press(b *testing.B, key tea.KeyMsg, text string) {
	b.Helper()
	for len(t.sights) > 0 {
		<-t.sights
	}
	k := keystroke{text: text}
	next, late := time.After(pace), time.After(patience)
	start := time.Now()
	t.program.Send(key)
	for done := false; !done || k.whole == 0; {
		select {
		case s := <-t.sights:
			k.see(s, s.at.Sub(start))
		case <-next:
			done = true
		case <-late:
			b.Fatalf("%q is not answered: %+v", text, k)
		}
	}
	t.strokes = append(t.strokes, k)
}

// see notes what a frame shows for the first time.
func (k *keystroke) see(s sight, after time.Duration) {
	query := strings.TrimSpace(k.text)
	if s.typed == query && k.echo == 0 {
		k.echo = after
	}
	if s.typed == query && s.answered == query && k.answer == 0 {
		k.answer = after
	}
	if k.answer > 0 && s.whole && k.whole == 0 {
		k.whole = after
	}
}

// report prints the spread of one of the times.
func (t *typist) report(b *testing.B, name string, of func(keystroke) time.Duration) {
	sorted := slices.SortedFunc(slices.Values(t.strokes), func(x, y keystroke) int { return int(of(x) - of(y)) })
	at := func(i int) float64 { return of(sorted[i]).Seconds() * 1000 }
	n := len(sorted)
	b.ReportMetric(at(n/2), name+"-p50-ms")
	b.ReportMetric(at(n*95/100), name+"-p95-ms")
	b.ReportMetric(at(n-1), name+"-max-ms")
	for _, k := range sorted[max(n-5, 0):] {
		b.Logf("%s of %q after %v", name, k.text, of(k).Round(10*time.Microsecond))
	}
}

// huge is a generated mesh without its records.
func huge(b *testing.B, n int) *world {
	b.Helper()
	g := sample.Generate(1, n)
	snap, gatherer := g.Snapshot(), search.NewGatherer()
	for r := range g.Records() {
		gatherer.Add(&r)
	}
	ix := gatherer.Finish(snap).Index()
	w := newWorld(b)
	w.library, w.records, w.snapshot = g, nil, snap
	w.index = func(context.Context, *catalog.Snapshot) (*search.Index, error) { return ix, nil }
	return w
}

// watch starts the program over a world.
func (w *world) watch() *watched {
	seen := &watched{sights: make(chan sight, 1<<12)}
	cfg := w.config()
	cfg.Clock = nil
	open := cfg.Open
	cfg.Open = func(env *page.Env, snap *catalog.Snapshot, t page.Target) (page.Page, tea.Cmd, error) {
		p, cmd, err := open(env, snap, t)
		if found, ok := p.(*browse.Page); ok {
			seen.page = found
		}
		return p, cmd, err
	}
	seen.Root = app.New(cfg)
	return seen
}

// BenchmarkKeyToFrame types over generated meshes: echo is the time until the letter
// is on the screen, answer until something found is, whole until all of it is, and ui
// the longest that the UI goroutine was busy with one message. The largest mesh takes
// minutes to make: go test -run - -bench KeyToFrame -benchtime 1x ./ui/app.
func BenchmarkKeyToFrame(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if testing.Short() && n > 100_000 {
				b.Skip("takes minutes to make")
			}
			w := huge(b, n)
			for b.Loop() {
				typeAll(b, w.watch())
			}
		})
	}
}

func typeAll(b *testing.B, w *watched) {
	b.Helper()
	p := tea.NewProgram(w, tea.WithInput(nil), tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithFilter(app.Filter()))
	ended := make(chan error)
	go func() {
		_, err := p.Run()
		ended <- err
	}()
	p.Send(tea.WindowSizeMsg{Width: 160, Height: 50})
	t := &typist{program: p, sights: w.sights}
	p.Send(uitest.Key("/"))
	time.Sleep(pace)
	for _, text := range typescript {
		for i, r := range text {
			t.press(b, uitest.Key(string(r)), text[:i+len(string(r))])
		}
		t.clear(b)
	}
	p.Quit()
	if err := <-ended; err != nil {
		b.Fatal(err)
	}
	t.report(b, "echo", func(k keystroke) time.Duration { return k.echo })
	t.report(b, "answer", func(k keystroke) time.Duration { return k.answer })
	t.report(b, "whole", func(k keystroke) time.Duration { return k.whole })
	b.ReportMetric(w.longest.Seconds()*1000, "ui-max-ms")
}
