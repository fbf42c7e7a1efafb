package cli_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// stall is a web server that answers when it is let go.
type stall struct {
	url   string
	asked chan struct{} // gets a value when somebody waits for an answer
	letGo chan struct{} // closed to answer
}

func newStall(t *testing.T) *stall {
	s := &stall{asked: make(chan struct{}, 8), letGo: make(chan struct{})}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked <- struct{}{}
		select {
		case <-s.letGo:
			fmt.Fprint(w, "{apiVersion: v3.1.0, kind: DataContract, id: late, version: 1.0.0, status: active}\n")
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(server.Close)
	s.url = server.URL + "/late.yaml"
	return s
}

// begin starts a process, and waits until it waits for the server.
func (s *stall) begin(t *testing.T, name string, args ...string) (*exec.Cmd, *strings.Builder) {
	t.Helper()
	cmd, errs := exec.Command(name, args...), new(strings.Builder)
	cmd.Stderr = errs
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	<-s.asked
	return cmd, errs
}

func mustSignal(t *testing.T, cmd *exec.Cmd, s syscall.Signal) {
	t.Helper()
	if err := cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
}

// TestSync_endsAsItIsAskedTo sends a sync the signals that ask a process to end: it
// ends soon, says so, and has the exit code that shells expect; what was there
// before is there, and the next sync brings the rest.
func TestSync_endsAsItIsAskedTo(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("has no signals to send")
	}
	for _, c := range []struct {
		signal syscall.Signal
		code   int
		says   string
	}{
		{syscall.SIGINT, 130, "error: interrupted; what was finished is kept\n"},
		{syscall.SIGTERM, 143, "error: terminated; what was finished is kept\n"},
		{syscall.SIGHUP, 129, "error: hung up; what was finished is kept\n"},
	} {
		t.Run(c.signal.String(), func(t *testing.T) {
			t.Parallel()
			s, slow := newSession(t), newStall(t)
			s.mustRun("sync", s.folder("mesh", 1))
			cmd, errs := slow.begin(t, "meshdex", "--store", s.dir, "sync", "--all", slow.url)
			mustSignal(t, cmd, c.signal)
			if _ = cmd.Wait(); cmd.ProcessState.ExitCode() != c.code || errs.String() != c.says {
				t.Errorf("%v\n%s", cmd.ProcessState, errs)
			}
			s.mustRun("show", "mesh-0")
			s.mustRun("doctor")
			close(slow.letGo)
			s.mustRun("sync")
			s.mustRun("show", "late")
		})
	}
}

// TestSync_underNohup: who started it to outlive the terminal gets that.
func TestSync_underNohup(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("has no signals to send")
	}
	s, slow := newSession(t), newStall(t)
	cmd, errs := slow.begin(t, "sh", "-c", `trap "" HUP; exec meshdex "$@"`, "sh", "--store", s.dir, "sync", slow.url)
	mustSignal(t, cmd, syscall.SIGHUP)
	close(slow.letGo)
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v\n%s", err, errs)
	}
	s.mustRun("show", "late")
}
