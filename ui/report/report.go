// Package report writes findings, of lint and of diff alike, in the forms that
// people and machines read: text with the source line and a caret, SARIF 2.1.0,
// JUnit XML and the annotations of GitHub.
//
// Everything starts from [Finding], which belongs to neither: the callers map
// theirs into it. Text from contracts is hostile, and no control character of it
// is written. The package must not import bubbletea or the store.
package report

import (
	"strings"
	"unicode"
)

// Level is how grave a finding is for whoever runs the check.
type Level string

// Levels, worst first. A Note is never a failure.
const (
	Error   Level = "error"
	Warning Level = "warning"
	Note    Level = "note"
)

// Finding is one thing to tell. Empty strings and zeros are left out.
type Finding struct {
	Rule     string
	Severity string // in the words of its origin: "breaking", "error"
	Level    Level  // what that means to a machine
	File     string
	Line     int // from 1
	Column   int // from 1, in runes
	Path     string
	Message  string
	Hint     string
	Help     string // more about the rule
}

// Rule is what a machine is told of a rule beside its findings.
type Rule struct{ ID, Sentence, Help string }

// Plain replaces what does not show or turns the order of what does, so that a
// text stays on its line and in its place.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f:
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
