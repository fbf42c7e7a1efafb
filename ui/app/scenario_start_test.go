package app_test

import (
	"errors"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/page"
)

func TestStart_firstFrame(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}, {200, 60}} {
		begin(t, size[0], size[1]).Golden("start")
	}
}

func TestStart_waitsForTheSize(t *testing.T) {
	t.Parallel()
	d := begin(t, 0, 0)
	d.Shows("waiting for the size")
	d.Press("j", "enter", "esc").Shows("waiting for the size")
	d.Resize(80, 24).Shows("Products")
}

func TestStart_sessionOpensItsPages(t *testing.T) {
	t.Parallel()
	cfg := newWorld(t).config()
	cfg.Session.Stack = []page.Target{{Page: "browse", Query: "orders"}, {Page: "product", Product: "no-such"}, {Page: "nowhere"}, {Page: "messages"}}
	d, root := start(t, cfg, 100, 30)
	d.Header("Messages").Shows("there is no page", "no-such is no longer in the catalog")
	if got := root.Session().Stack; len(got) != 2 || got[0].Query != "orders" || got[1].Page != "messages" {
		t.Errorf("the session is %+v", got)
	}
	d.Press("esc").Header("Products: orders")
}

func TestStart_noPageCanBeOpened(t *testing.T) {
	t.Parallel()
	cfg := newWorld(t).config()
	cfg.Open = func(*page.Env, *catalog.Snapshot, page.Target) (page.Page, tea.Cmd, error) {
		return nil, nil, errors.New("the disk is gone")
	}
	d, _ := start(t, cfg, 80, 24)
	d.Shows("could not be opened").Footer("the disk is gone")
	d.Press("j", "/", "enter", "esc", "?", "esc", "ctrl+p", "esc", ":", "esc")
	if d.Press("q"); !d.Quit {
		t.Error("q does not quit")
	}
}

func TestStart_slipsInTheKeysAreTold(t *testing.T) {
	t.Parallel()
	cfg := newWorld(t).config()
	cfg.Keys = map[action.ID][]string{"no.such": {"x"}}
	d, _ := start(t, cfg, 100, 30)
	d.Footer("there is no action no.such")
	cfg = newWorld(t).config()
	cfg.Keys = map[action.ID][]string{"list.down": {"n"}, "list.up": {"n"}}
	d, _ = start(t, cfg, 100, 30)
	d.Footer("6 things are wrong in the configuration")
	line(d.Advance(time.Second), "messages")
	d.Shows("keys: n is taken by list.up, not given to list.down", "keys: n is taken by list.up, and no longer does browse.next on browse")

	cfg = newWorld(t).config()
	cfg.Keys = map[action.ID][]string{"browse.mark": {"s"}}
	cfg.Places = map[action.ID]string{"browse.mark": "config.yaml:12"}
	cfg.Slips = []string{"config.yaml:3:8: icons: nothing like that"}
	d, _ = start(t, cfg, 120, 30)
	d.Footer("2 things are wrong in the configuration; :messages lists them")
	line(d.Advance(time.Second), "messages")
	d.Shows("config.yaml:3:8: icons: nothing like that", "config.yaml:12: keys: s is taken by browse.mark, and no longer does browse.sort")
	d.Press("esc").Advance(time.Minute).Footer("? help").Lacks("s sort")
}

// A key that another action has taken where the person is, is not named there.
func TestStart_namesNoKeyThatDoesSomethingElseHere(t *testing.T) {
	t.Parallel()
	cfg := newWorld(t).config()
	d, _ := start(t, cfg, 120, 50)
	d.Press("?").Footer("/ narrow down").Press("/").Type("Sort by").Shows("Sort by …  s ")
	cfg.Keys = map[action.ID][]string{"list.down": {"s", "down"}}
	d, _ = start(t, cfg, 120, 50)
	d.Advance(time.Minute).Footer("/ search").Lacks("s sort")
	d.Press("?", "/").Type("Sort by").Shows("Sort by …").Lacks("Sort by …  s")
	d.Press("esc", "esc", "tab").Footer("s sort") // the preview scrolls by other keys
}

// In menus, too, a key does what the person has bound it to, and no row has it.
func TestMenu_rowsLeaveKeysThatThePersonHasBound(t *testing.T) {
	t.Parallel()
	cfg := newWorld(t).config()
	d, _ := start(t, cfg, 100, 30)
	d.Press("y").Shows("▌i  Id", " n  Name").Press("n").Advance(time.Second).Footer("copied name")
	cfg.Keys = map[action.ID][]string{"list.down": {"n"}, "browse.next": {}}
	d, _ = start(t, cfg, 100, 30)
	d.Press("y").Shows("▌i  Id", "    Name").Press("n").Shows("▌   Name").Press("enter").Advance(time.Second).Footer("copied name")
}

func TestStart_namesAKeyThatQuits(t *testing.T) {
	t.Parallel()
	cfg := newWorld(t).config()
	cfg.Keys = map[action.ID][]string{"app.quit": {}}
	d, _ := start(t, cfg, 100, 30)
	d.Press("esc").Footer("press ctrl+c to quit").Press("backspace").Footer("this is the first page; ctrl+c quits")
}
