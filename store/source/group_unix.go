//go:build unix

package source

import (
	"os/exec"
	"syscall"
)

// inGroup makes a cancelled command end with all that it started: git runs
// helpers that would otherwise go on and hold its pipes.
func inGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
