package term

import (
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/mattn/go-shellwords"
)

// Editor returns the command that opens a file at a line, 1-based, 0 for no
// particular one. The editor is the configured command, else VISUAL, else EDITOR,
// else vi. A command with {file} and {line} is filled in; for the others the
// line is given in the way of the program.
func Editor(configured string, getenv func(string) string, path string, line int) (*exec.Cmd, error) {
	command := configured
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if command == "" {
			command = getenv(name)
		}
	}
	if command == "" {
		command = map[bool]string{true: "notepad", false: "vi"}[runtime.GOOS == "windows"]
	}
	words, err := shellwords.Parse(command)
	if err != nil || len(words) == 0 {
		return nil, fmt.Errorf("editor %q: not a command", command)
	}
	if _, err := exec.LookPath(words[0]); err != nil {
		return nil, fmt.Errorf("editor %s: %w", words[0], err)
	}
	return exec.Command(words[0], editorArgs(words, path, line)...), nil
}

func editorArgs(words []string, path string, line int) []string {
	if strings.Contains(strings.Join(words, " "), "{file}") {
		fill := strings.NewReplacer("{file}", path, "{line}", strconv.Itoa(max(line, 1)))
		args := make([]string, len(words)-1)
		for i, w := range words[1:] {
			args[i] = fill.Replace(w)
		}
		return args
	}
	if line < 1 {
		return append(words[1:], path)
	}
	at := path + ":" + strconv.Itoa(line)
	switch strings.TrimSuffix(filepath.Base(words[0]), ".exe") {
	case "code", "codium", "cursor", "windsurf":
		return append(words[1:], "--goto", at)
	case "subl", "zed", "hx", "helix":
		return append(words[1:], at)
	case "notepad", "open", "xdg-open":
		return append(words[1:], path)
	}
	return append(words[1:], "+"+strconv.Itoa(line), path)
}

// ErrNoBrowser is returned where no browser can be opened.
var ErrNoBrowser = errors.New("no browser here")

// Browse opens an address in the browser. Only web and mail addresses are opened:
// they come from contracts, which anybody may have written.
func Browse(address string, getenv func(string) string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" && u.Scheme != "mailto" {
		return fmt.Errorf("%q is not a web or mail address", address)
	}
	cmd, err := browser(u.String(), getenv)
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%s: %w", cmd.Path, err)
	}
	go func() { _ = cmd.Wait() }() // only so that it does not stay a zombie
	return nil
}

func browser(address string, getenv func(string) string) (*exec.Cmd, error) {
	if own := getenv("BROWSER"); own != "" {
		words, err := shellwords.Parse(own)
		if err == nil && len(words) > 0 {
			return exec.Command(words[0], append(words[1:], address)...), nil
		}
	}
	switch {
	case runtime.GOOS == "darwin":
		return exec.Command("open", address), nil
	case runtime.GOOS == "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", address), nil
	case getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == "":
		return nil, ErrNoBrowser
	}
	return exec.Command("xdg-open", address), nil
}
