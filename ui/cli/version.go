package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// build is what the binary knows about itself.
type build struct {
	Format   string `json:"format"`
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Time     string `json:"time,omitempty"`
	Modified bool   `json:"modified,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func thisBuild() build {
	b := build{Format: "meshdex.version/1", Version: "devel", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		b.Version = v
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Revision = s.Value
		case "vcs.time":
			b.Time = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

func (b build) String() string {
	s := "meshdex " + b.Version
	if len(b.Revision) >= 12 {
		s += " (" + b.Revision[:12] + ")"
	}
	return fmt.Sprintf("%s %s %s", s, b.Go, b.Platform)
}

func (t *tool) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version and how it was built",
		Args:  exactly(0, "no arguments"),
		RunE:  func(*cobra.Command, []string) error { return t.printVersion() },
	}
}

func (t *tool) printVersion() error {
	if t.wantsJSON() {
		return t.printJSON(thisBuild())
	}
	fmt.Fprintln(t.Out, thisBuild())
	return nil
}

// versionFlag makes the root command take --version, which people type first.
func (t *tool) versionFlag(root *cobra.Command) {
	wanted := root.Flags().Bool("version", false, "print the version, as meshdex version does")
	run := root.RunE
	root.RunE = func(c *cobra.Command, args []string) error {
		if *wanted {
			return t.printVersion()
		}
		return run(c, args)
	}
}
