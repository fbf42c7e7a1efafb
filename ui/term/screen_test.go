package term_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/term"
	"meshdex/ui/uitest"
)

// pieces are what the frames of the property are made of: what is wide, what joins
// what stands before it, what terminals do not agree on, and styles.
var pieces = []string{
	"a", "b", "plain words ", "│", "─", "…", "漢", "字漢", "🚲", "é", "e\u0301", "👩‍🚀", "⚠️", "नि", "🇩🇪", " ",
	"\x1b[1m", "\x1b[38;5;33m", "\x1b[7m", "\x1b[0m", "\x1b[48;2;1;2;3mx",
}

// randomFrame is a frame that need not fit: more lines or fewer, wider or shorter,
// and often like the one before but for a line.
func randomFrame(r *rand.Rand, before string, w, h int) string {
	lines := strings.Split(before, "\n")
	if r.IntN(3) == 0 {
		lines = make([]string, max(h+r.IntN(5)-2, 1))
		for y := range lines {
			lines[y] = randomLine(r, w)
		}
	}
	lines[r.IntN(len(lines))] = randomLine(r, w)
	return strings.Join(lines, "\n")
}

func randomLine(r *rand.Rand, w int) string {
	line := ""
	for n := r.IntN(w + 3); ansi.StringWidth(line) < n; {
		line += pieces[r.IntN(len(pieces))]
	}
	return line
}

// plainly is what a terminal shows that is given a frame in the simplest way: every
// character that all terminals take for as many cells is put into its place.
func plainly(frame string, w, h int, measure ansi.Method) []string {
	t := uitest.NewTerminal(w, h, measure)
	fmt.Fprint(t, "\x1b[?7l")
	lines := append(strings.Split(frame, "\n"), make([]string, h)...)
	for y, line := range lines[:h] {
		fmt.Fprintf(t, "\x1b[%dH\x1b[K", y+1)
		for x, line := 0, ansi.Truncate(line, w, ""); line != ""; {
			seq, width, n, _ := ansi.DecodeSequence(line, ansi.NormalState, nil)
			if r := []rune(seq)[0]; width > 0 && seq != " " && (r < 0x300 && seq == string(r) || strings.ContainsRune("│─…漢字", r)) {
				fmt.Fprintf(t, "\x1b[%dG", x+1)
			}
			fmt.Fprint(t, seq)
			x, line = x+width, line[n:]
		}
		fmt.Fprint(t, "\x1b[m")
	}
	return t.Styled()
}

// TestScreen_showsTheLastFrame is the property that everything else serves: after
// any frames, sizes and interruptions, a terminal shows the last frame, and nothing
// of those before; also one that measures characters in its own way.
func TestScreen_showsTheLastFrame(t *testing.T) {
	t.Parallel()
	for _, measure := range []ansi.Method{ansi.GraphemeWidth, ansi.WcWidth} {
		for seed := range uint64(40) {
			synctest.Test(t, func(t *testing.T) {
				r := rand.New(rand.NewPCG(seed, 1))
				w, h := 1+r.IntN(30), 1+r.IntN(8)
				terminal := uitest.NewTerminal(w, h, measure)
				s := term.NewScreen(terminal)
				s.Enter()
				frame := ""
				for range 40 {
					switch r.IntN(12) {
					case 0:
						w, h = 1+r.IntN(30), 1+r.IntN(8)
						terminal.Resize(w, h)
					case 1:
						fmt.Fprint(terminal, "\n\x1b[3mrubbish")
						s.Repaint()
					case 2:
						s.Leave()
						fmt.Fprint(terminal, "\r\nshell\x1b[4m")
						s.Enter()
					}
					for range 1 + r.IntN(3) {
						frame = randomFrame(r, frame, w, h)
						s.Show(frame, w, h)
					}
					pass(time.Second)
					if got, want := terminal.Styled(), plainly(frame, w, h, measure); !slices.Equal(got, want) || terminal.Err != nil {
						t.Fatalf("seed %d, %dx%d, %v: of the frame\n%q\nis shown\n%q\nwant\n%q", seed, w, h, terminal.Err, frame, got, want)
					}
				}
				s.Leave()
			})
		}
	}
}

// A border behind a name stands in its column on every terminal, whatever that takes
// the letters of the name for.
func TestScreen_bordersStandBehindAnyLetters(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"हिन्दी नाम", "ก็ไทย", "👩‍👩‍👧 x", "⚠️ ❤️ 1️⃣", "🇩🇪", "مرحبا", "客户 데이터", "e\u0301te\u0301"} {
		for _, measure := range []ansi.Method{ansi.GraphemeWidth, ansi.WcWidth} {
			synctest.Test(t, func(t *testing.T) {
				terminal := uitest.NewTerminal(30, 1, measure)
				s := term.NewScreen(terminal)
				s.Enter()
				s.Show("│"+name+strings.Repeat(" ", 20-ansi.StringWidth(name))+"│", 30, 1)
				pass(time.Second)
				line := terminal.Lines()[0]
				if behind := line[strings.LastIndex(line, "│")+len("│"):]; behind != strings.Repeat(" ", 8) || terminal.Err != nil {
					t.Errorf("%q by %v: behind the border are %q in %q, %v", name, measure, behind, line, terminal.Err)
				}
				s.Leave()
			})
		}
	}
}

// pass lets time go by, and what is due then be done.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// tape keeps what is written, and when.
type tape struct {
	writes []string
	times  []time.Duration
	start  time.Time
}

func (t *tape) Write(p []byte) (int, error) {
	t.writes = append(t.writes, string(p))
	t.times = append(t.times, time.Since(t.start))
	return len(p), nil
}

func TestScreen_paintsAtOnceAndThenPauses(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		out := &tape{start: time.Now()}
		s := term.NewScreen(out)
		s.Enter()
		s.Show("frame 0", 80, 24)
		time.Sleep(time.Millisecond / 2)
		for i := range 20 { // a frame a millisecond
			s.Show(fmt.Sprint("frame ", i+1), 80, 24)
			time.Sleep(time.Millisecond)
		}
		pass(time.Hour) // in which nothing is due
		s.Show("frame 20", 80, 24)
		s.Show("late", 80, 24)
		pass(time.Hour)
		ms := time.Millisecond
		if want := []time.Duration{0, 8 * ms, 16 * ms, 24 * ms, 20*ms + ms/2 + time.Hour}; !slices.Equal(out.times, want) {
			t.Errorf("painted at %v, want %v", out.times, want)
		}
		for i, want := range []string{"frame 0", "frame 8", "frame 16", "frame 20", "late"} {
			if i < len(out.writes) && !strings.Contains(out.writes[i], want) {
				t.Errorf("painting %d is %q, want %s", i, out.writes[i], want)
			}
		}
	})
}

func TestScreen_isOneWriteAndOneUpdate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		out := &tape{}
		s := term.NewScreen(out)
		s.TakeMouse()
		s.Enter()
		long := strings.Repeat("x", 70)
		for _, frame := range []string{long + "\nb", long + "\nc", "y" + long + "\nc"} {
			s.Show(frame, 80, 2)
			pass(time.Second)
		}
		s.Leave()
		s.Leave()
		want := []string{
			"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[?1004h\x1b[?1002h\x1b[?1006h\x1b[?2026h\x1b[m\x1b[1H\x1b[K" + long + "\x1b[2H\x1b[Kb\x1b[?2026l",
			"\x1b[2H\x1b[Kc",
			"\x1b[?2026h\x1b[1H\x1b[Ky" + long + "\x1b[?2026l",
			"\x1b[?1002l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[m\x1b[?25h\x1b[?1049l",
		}
		if !slices.Equal(out.writes, want) {
			t.Errorf("written\n%q\nwant\n%q", out.writes, want)
		}
	})
}

func TestScreen_isNotThereUntilThereIsAFrame(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		out := &tape{}
		s := term.NewScreen(out)
		s.Show("before Enter", 80, 1)
		pass(time.Second)
		s.Leave()
		if len(out.writes) > 0 {
			t.Errorf("written %q", out.writes)
		}
		s.Enter()
		pass(time.Second)
		if len(out.writes) != 1 || !strings.Contains(out.writes[0], "before Enter") {
			t.Errorf("written %q", out.writes)
		}
	})
}

func TestScreen_modesComeAndGoWithIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const untouched, shown = "25 7", "1004 1049 2004"
		terminal := uitest.NewTerminal(20, 3, ansi.GraphemeWidth)
		s := term.NewScreen(terminal)
		is := func(modes string) {
			t.Helper()
			pass(time.Second)
			if got := terminal.Modes(); got != modes || terminal.Err != nil {
				t.Errorf("modes are %s, want %s; %v", got, modes, terminal.Err)
			}
		}
		s.TakeMouse()
		is(untouched)
		s.Enter()
		s.Show("frame", 20, 3)
		is("1002 1004 1006 1049 2004")
		s.GiveMouse()
		is(shown)
		s.Leave()
		is(untouched)
		s.TakeMouse()
		is(untouched)
		s.Enter()
		is("1002 1004 1006 1049 2004")
		s.Leave()
		is(untouched)
	})
}

func TestScreen_belowWhatWasThere(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		terminal := uitest.NewTerminal(10, 3, ansi.GraphemeWidth)
		fmt.Fprint(terminal, "older\r\n$ meshdex")
		s := term.NewScreen(terminal)
		s.Place = term.MainScreen
		is := func(modes string, lines ...string) {
			t.Helper()
			pass(time.Second)
			if got := terminal.Modes(); got != modes || terminal.Err != nil {
				t.Errorf("modes are %s, want %s; %v", got, modes, terminal.Err)
			}
			for i, l := range terminal.Lines() {
				if got := strings.TrimRight(l, " "); got != lines[i] {
					t.Errorf("line %d is %q, want %q", i, got, lines[i])
				}
			}
		}
		s.Enter()
		s.Show("1\n2\n3", 10, 3)
		is("1004 2004", "1", "2", "3")
		s.Show("1\n2\nthree", 10, 3)
		is("1004 2004", "1", "2", "three")
		before := terminal.Scrolled
		terminal.Resize(10, 5) // the two new lines are older ones, which come back into sight
		s.Show("1\n2\n3\n4\n5", 10, 5)
		is("1004 2004", "1", "2", "3", "4", "5")
		if n := terminal.Scrolled - before; n != 2 {
			t.Errorf("%d older lines went back out of sight, want 2", n)
		}
		terminal.Resize(10, 3)
		s.Show("1\n2\nthree", 10, 3)
		is("1004 2004", "1", "2", "three")
		s.Leave()
		fmt.Fprint(terminal, "$ ")
		is("25 7", "2", "three", "$")
	})
}

func TestScreen_whatElseIsWrittenKeepsOutOfFrames(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		out := &tape{}
		s := term.NewScreen(out)
		s.Enter()
		s.Show("frame", 20, 3)
		fmt.Fprint(s, "\x1b]52;c;eA==\a")
		pass(time.Second)
		slices.SortFunc(out.writes, func(a, b string) int { return len(a) - len(b) })
		if len(out.writes) != 2 || out.writes[0] != "\x1b]52;c;eA==\a" {
			t.Errorf("written %q", out.writes)
		}
	})
}

// slow is a terminal that takes nothing until it is told to.
type slow struct {
	bytes.Buffer
	take chan struct{}
}

func (s *slow) Write(p []byte) (int, error) {
	<-s.take
	return s.Buffer.Write(p)
}

// TestScreen_slowTerminal shows frames faster than the terminal takes them: nobody
// who shows one waits, and only the newest is painted next.
func TestScreen_slowTerminal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		out := &slow{take: make(chan struct{})}
		s := term.NewScreen(out)
		s.Enter()
		start := time.Now()
		for i := range 100 {
			s.Show(fmt.Sprint("<", i, ">"), 80, 1)
			time.Sleep(time.Second)
		}
		if took := time.Since(start); took != 100*time.Second {
			t.Errorf("showing frames waited: %v", took)
		}
		for range 2 {
			out.take <- struct{}{}
			synctest.Wait()
		}
		if got := out.String(); strings.Count(got, "<") != 2 || !strings.Contains(got, "<0>") || !strings.Contains(got, "<99>") {
			t.Errorf("painted %q", got)
		}
	})
}
