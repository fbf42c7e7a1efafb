package cli_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	gosync "sync"
	"testing"
	"time"

	"github.com/creack/pty"
)

// crowd is a store that many processes are at work on.
type crowd struct {
	t       *testing.T
	mesh    string
	environ []string
}

func newCrowd(t *testing.T) *crowd {
	t.Helper()
	if testing.Short() {
		t.Skip("starts many processes")
	}
	home := t.TempDir()
	c := &crowd{t: t, mesh: filepath.Join(home, "mesh"), environ: append(
		os.Environ(), "HOME="+home, "MESHDEX_STORE="+filepath.Join(home, "store"), "MESHDEX_CONFIG="+filepath.Join(home, "config.yaml"),
		"TERM=tmux-256color", // which libraries know not to ask about its colours
	)}
	c.must("sample", "write", c.mesh)
	c.must("sync", c.mesh)
	return c
}

func (c *crowd) command(args ...string) *exec.Cmd {
	cmd := exec.Command("meshdex", args...)
	cmd.Env = c.environ
	return cmd
}

func (c *crowd) must(args ...string) {
	c.t.Helper()
	if out, err := c.command(args...).CombinedOutput(); err != nil {
		c.t.Fatalf("meshdex %v: %v\n%s", args, err, out)
	}
}

// read runs a command that only looks, and returns how long it took.
func (c *crowd) read(args ...string) time.Duration {
	cmd := c.command(args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	start := time.Now()
	out, err := cmd.Output()
	if err != nil || len(out) == 0 || errs.Len() > 0 {
		c.t.Errorf("meshdex %v: %v, %d bytes\n%s", args, err, len(out), errs.String())
	}
	return time.Since(start)
}

// product adds a product to what is synced.
func (c *crowd) product(n int) {
	c.t.Helper()
	text := fmt.Sprintf("{apiVersion: v3.1.0, kind: DataContract, id: new-%d, dataProduct: aaa-%d, domain: new, version: 1.0.0, status: active}\n", n, n)
	if err := os.WriteFile(filepath.Join(c.mesh, fmt.Sprintf("new%d.odcs.yaml", n)), []byte(text), 0o600); err != nil {
		c.t.Fatal(err)
	}
}

// screen is a running program with a terminal of its own.
type screen struct {
	cmd      *exec.Cmd
	terminal *os.File
	mu       gosync.Mutex
	drawn    bytes.Buffer
}

func (c *crowd) screen() *screen {
	c.t.Helper()
	s := &screen{cmd: c.command()}
	var err error
	if s.terminal, err = pty.StartWithSize(s.cmd, &pty.Winsize{Rows: 24, Cols: 100}); err != nil {
		c.t.Skip("no pseudo terminals here: ", err)
	}
	c.t.Cleanup(func() { _ = s.cmd.Process.Kill(); s.terminal.Close() })
	go func() {
		chunk := make([]byte, 4096)
		for {
			n, err := s.terminal.Read(chunk)
			s.mu.Lock()
			s.drawn.Write(chunk[:n])
			s.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return s
}

// await returns how long it took until the screen showed a text.
func (s *screen) await(t *testing.T, text string) time.Duration {
	t.Helper()
	start := time.Now()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for range tick.C {
		s.mu.Lock()
		drawn := s.drawn.String()
		s.mu.Unlock()
		if strings.Contains(drawn, text) {
			break
		}
		if time.Since(start) > time.Minute {
			t.Fatalf("the screen never showed %q", text)
		}
	}
	return time.Since(start)
}

// TestCrowd has twenty readers, three screens and a sync at work on one store, each
// a process: no reader fails or says anything, and the screens show what came.
func TestCrowd(t *testing.T) {
	t.Parallel()
	c := newCrowd(t)
	var screens []*screen
	for range 3 {
		screens = append(screens, c.screen())
	}
	for _, s := range screens {
		s.await(t, "50 products")
	}
	stop := make(chan struct{})
	slowest := make([]time.Duration, 20)
	var readers gosync.WaitGroup
	for i := range slowest {
		readers.Go(func() {
			for n := i; ; n++ {
				took := c.read([][]string{{"search", "orders", "--ids"}, {"versions", "returns"}, {"show", "returns"}, {"search", "id", "--fields", "--limit", "0"}}[n%4]...)
				slowest[i] = max(slowest[i], took)
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	var shown time.Duration
	for n := 1; n <= 4; n++ {
		c.product(n)
		c.must("sync", "--quiet")
		for _, s := range screens {
			shown = max(shown, s.await(t, fmt.Sprintf("%d products", 50+n)))
		}
	}
	close(stop)
	readers.Wait()
	for _, s := range screens {
		if _, err := s.terminal.WriteString("q"); err != nil {
			t.Error(err)
		}
		if err := s.cmd.Wait(); err != nil {
			t.Errorf("a screen ended with %v", err)
		}
	}
	c.must("doctor")
	slow := time.Duration(0)
	for _, d := range slowest {
		slow = max(slow, d)
	}
	t.Logf("slowest of 20 readers %v; the last of 3 screens showed a sync %v after its end", slow, shown)
}
