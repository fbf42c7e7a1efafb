package walkthrough

import (
	"strings"
)

// section is the text below a heading of level two, the first one's heading
// being "". Lines count from 1 in the file.
type section struct {
	title string
	line  int // of the heading
	text  []string
	block string // content of the fenced block named "step"
	at    int    // line of the block's first line of content; 0 without a block
	extra int    // line of a second block, 0 if there is none
}

// split takes a file apart: its front matter and its sections, the first of which
// is what stands before any heading. ok is false when the file has no front
// matter. Headings inside of fenced blocks are text; open is the line of a block
// that nothing closes, or 0.
func split(data string) (front string, sections []section, open int, ok bool) {
	lines := strings.Split(strings.ReplaceAll(strings.TrimPrefix(data, "\ufeff"), "\r\n", "\n"), "\n")
	end := frontEnd(lines)
	if end < 0 {
		return "", nil, 0, false
	}
	s := splitter{current: section{line: end + 1}}
	for i, line := range lines[end+1:] {
		s.line(line, end+2+i)
	}
	if s.fence != "" {
		open = s.opened
	}
	s.flush()
	return strings.Join(lines[1:end], "\n"), s.done, open, true
}

// frontEnd returns the index of the line that closes the front matter, or -1.
func frontEnd(lines []string) int {
	if strings.TrimRight(lines[0], " \t") != "---" {
		return -1
	}
	for i, line := range lines[1:] {
		if strings.TrimRight(line, " \t") == "---" {
			return i + 1
		}
	}
	return -1
}

type splitter struct {
	done    []section
	current section
	fence   string // what closes the open block, "" outside of blocks
	opened  int    // line of the block
	inStep  bool   // the open block is the step's
	block   []string
}

func (s *splitter) line(text string, n int) {
	switch {
	case s.fence != "":
		s.inside(text)
	case fenceOf(text) != "":
		s.open(text, n)
	case strings.HasPrefix(text, "## "):
		s.flush()
		s.current = section{title: strings.Trim(text[3:], " \t#"), line: n}
	default:
		s.current.text = append(s.current.text, text)
	}
}

func (s *splitter) open(text string, n int) {
	s.fence, s.opened = fenceOf(text), n
	info := strings.TrimSpace(strings.Trim(strings.TrimSpace(text), s.fence[:1]))
	s.inStep = info == "step"
	switch {
	case !s.inStep:
		s.current.text = append(s.current.text, text)
	case s.current.at > 0:
		s.current.extra = n
	default:
		s.current.at, s.block = n+1, nil
	}
}

func (s *splitter) inside(text string) {
	closes := strings.HasPrefix(strings.TrimSpace(text), s.fence) &&
		strings.Trim(strings.TrimSpace(text), s.fence[:1]) == ""
	if closes {
		s.fence = ""
	}
	switch {
	case !s.inStep:
		s.current.text = append(s.current.text, text)
	case !closes && s.current.extra == 0:
		s.block = append(s.block, text)
	case closes && s.current.extra == 0:
		s.current.block = strings.Join(s.block, "\n")
	}
}

// flush ends the current section. A block that nothing closes ends with the file.
func (s *splitter) flush() {
	if s.fence != "" && s.inStep && s.current.extra == 0 {
		s.current.block = strings.Join(s.block, "\n")
	}
	s.done = append(s.done, s.current)
}

// fenceOf returns the run of backquotes or tildes that opens a fenced block, or "".
func fenceOf(line string) string {
	trimmed := strings.TrimLeft(line, " ")
	if len(line)-len(trimmed) > 3 || trimmed == "" || !strings.ContainsAny(trimmed[:1], "`~") {
		return ""
	}
	run := trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, trimmed[:1]))]
	if len(run) < 3 || run[0] == '`' && strings.Contains(trimmed[len(run):], "`") {
		return ""
	}
	return run
}

func (s section) markdown() string { return strings.Trim(strings.Join(s.text, "\n"), "\n") }
