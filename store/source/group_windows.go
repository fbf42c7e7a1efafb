package source

import "os/exec"

// inGroup leaves the command as it is: cancelling kills it alone.
func inGroup(*exec.Cmd) {}
