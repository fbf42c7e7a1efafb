package linear

import (
	"runtime"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
)

// watched is a page of a file that is judged anew when it was saved.
type watched struct {
	page.Base
	state string
}

func (p *watched) Title() string                       { return "watched" }
func (p *watched) Target() page.Target                 { return page.Target{Page: "watched"} }
func (p *watched) Contexts() []action.Context          { return nil }
func (p *watched) Resize(int, int)                     {}
func (p *watched) Draw(canvas.Canvas)                  {}
func (p *watched) Tell(t *page.Telling)                { t.Title("watched", p.state) }
func (p *watched) Do(action.ID) (page.Intent, tea.Cmd) { return page.Intent{}, nil }
func (p *watched) Receive(m tea.Msg) (page.Intent, tea.Cmd) {
	p.state = m.(string)
	if p.state == "saved" {
		return page.Intent{}, func() tea.Msg { return "judged" }
	}
	return page.Intent{}, nil
}

// What a page does after it has heard of something is waited for: else it would be told
// half old and half new.
func TestCatchUp_waitsForWhatFollows(t *testing.T) {
	t.Parallel()
	p := &watched{state: "opened"}
	var out strings.Builder
	talk := newTalk(t.Context(), Config{
		Out: &out, In: strings.NewReader(""),
		Open: func(*page.Env, *catalog.Snapshot, page.Target) (page.Page, tea.Cmd, error) { return p, nil, nil },
	})
	talk.push(page.Target{Page: "watched"})
	heard := make(chan struct{})
	go func() {
		talk.bring(news{of: p, msg: "saved", delayed: true})
		close(heard)
	}()
	for p.state == "opened" {
		talk.catchUp()
		runtime.Gosched()
	}
	<-heard
	if p.state != "judged" {
		t.Errorf("the page is %s", p.state)
	}
	talk.out.Flush()
	if got := out.String(); got != "Meanwhile: watched: judged. start tells it.\n" {
		t.Errorf("it says %q", got)
	}
}
