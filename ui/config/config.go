// Package config reads the user's configuration file. It decodes leniently: a key
// that is wrong is reported with its line and its default is used, so that a typing
// error never keeps anybody out. The entry point is [Read]; [DefaultFile] is the
// commented file that documents every key, and [Schema] its JSON Schema.
//
// It does no I/O and imports nothing of meshdex.
package config

import (
	_ "embed" // for the two files below
	"slices"
)

// DefaultFile is a commented configuration with every default.
//
//go:embed default.yaml
var DefaultFile []byte

// Schema is the JSON Schema of the configuration.
//
//go:embed schema.json
var Schema []byte

// Config is the configuration. The zero value is not useful; start from Default.
type Config struct {
	Theme       string
	Icons       string
	Mouse       bool
	Motion      string
	Restore     bool
	Accessible  bool // talk in plain lines instead of drawing screens
	Lines       int  // told at a time when talking; 0 for all
	Clipboard   string
	CopyCommand string
	Editor      string
	Columns     []string
	Keys        map[string][]string // action id → keys
	Places      map[string]Place    // where each key of the file is written, by its full name
	Themes      map[string]Theme
	Diff        Diff
	Lint        Lint
}

// Place is a position in the file, from 1.
type Place struct{ Line, Column int }

// Theme is a theme of the user's: a built-in one with other colours.
type Theme struct {
	Base   string
	Colors map[string]string // token → "#rrggbb" or an ANSI number
}

// Diff configures how change is judged.
type Diff struct {
	Preset      string
	Perspective string
	Rules       map[string]Override
}

// Override is another verdict for one rule of the diff; empty fields leave the
// rule's own.
type Override struct {
	Severity, Bump string
}

// Lint configures the rules of lint.
type Lint struct {
	FailOn string
	Rules  map[string]string // rule id → error, warning, note or off
}

// Problem is what was wrong with one key.
type Problem struct {
	Line, Column int
	Key          string
	Message      string
}

// Words that keys accept. A theme may also be one of the user's own.
var (
	Themes       = []string{"auto", "dark", "light", "ansi", "high-contrast", "mono"}
	IconSets     = []string{"unicode", "ascii", "nerd"}
	Motions      = []string{"full", "reduced"}
	Clipboards   = []string{"auto", "osc52", "native", "command"}
	ColumnNames  = []string{"name", "domain", "owner", "status", "updated", "version", "columns", "consumers", "checks", "type", "source"}
	Presets      = []string{"reader", "pragmatic", "strict", "writer", "full"}
	Perspectives = []string{"reader", "writer", "both"}
	FailLevels   = []string{"error", "warning", "note", "never"}
	RuleLevels   = []string{"error", "warning", "note", "off"}
	Severities   = []string{"breaking", "potentially-breaking", "compatible", "doc-only", "policy", "off"}
	Bumps        = []string{"major", "minor", "patch", "none"}
)

// Default returns the configuration that an empty file gives.
func Default() Config {
	return Config{
		Theme: "auto", Icons: "unicode", Mouse: true, Motion: "full", Restore: true, Lines: 20, Clipboard: "auto",
		Columns: slices.Clone(ColumnNames),
		Keys:    map[string][]string{}, Places: map[string]Place{}, Themes: map[string]Theme{},
		Diff: Diff{Preset: "reader", Perspective: "reader", Rules: map[string]Override{}},
		Lint: Lint{FailOn: "error", Rules: map[string]string{}},
	}
}
