package source

import (
	"bytes"
	"context"
	"io"
	"strconv"
	"strings"
)

// Stage is what a source is at before it can yield the next file, and how far: a
// listing, a download, a step of git's. It is a value. Its text is the program's own,
// never what a server or a command says.
type Stage struct {
	Name        string // in a few words; "" when files are coming
	Done, Total int64  // in Unit; 0 while it is not known
	Unit        Unit
}

// Unit says what a Stage counts.
type Unit uint8

// The units.
const (
	Items Unit = iota // objects, entries, whatever the name of the stage speaks of
	Bytes
)

type stageKey struct{}

// WithStages has everything that a source does under the context told to tell, as by
// net/http/httptrace. It is called often and from several goroutines, and what is
// transferred waits for it.
func WithStages(ctx context.Context, tell func(Stage)) context.Context {
	return context.WithValue(ctx, stageKey{}, tell)
}

// enter tells that a stage is reached, if anybody wants to know.
func enter(ctx context.Context, s Stage) {
	if tell, ok := ctx.Value(stageKey{}).(func(Stage)); ok {
		tell(s)
	}
}

// counted is a reader that tells how much of a stage has come; the reader itself for
// what is no stage.
func counted(ctx context.Context, from io.Reader, at Stage) io.Reader {
	if at.Name == "" {
		return from
	}
	return &countingReader{ctx, from, at}
}

// countingReader is what counted makes.
type countingReader struct {
	ctx  context.Context
	from io.Reader
	at   Stage
}

func (r *countingReader) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	r.at.Done += int64(n)
	enter(r.ctx, r.at)
	return n, err
}

// gitStages are what git says it is at, by --progress, and the same in our words. What
// else is on its standard error is the server's, or for who reads the error.
var gitStages = map[string]string{
	"Enumerating objects": "the server looks for objects",
	"Counting objects":    "the server counts objects",
	"Compressing objects": "the server compresses objects",
	"Receiving objects":   "receiving objects",
	"Unpacking objects":   "receiving objects",
	"Resolving deltas":    "unpacking objects",
}

// longestGitLine is more than a line of progress takes.
const longestGitLine = 256

// gitProgress reads git's progress from what it writes to its standard error: lines
// that end in a carriage return while they are rewritten.
//
//	remote: Counting objects:  42% (420/1000)
//	Receiving objects:  42% (420/1000), 1.20 MiB | 3.00 MiB/s
//	remote: Enumerating objects: 1000, done.
type gitProgress struct {
	ctx  context.Context
	line []byte // that is not complete; the beginning of it, if it is long
}

func (g *gitProgress) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		end := bytes.IndexAny(rest, "\r\n")
		part := rest
		if end >= 0 {
			part = rest[:end]
		}
		g.line = append(g.line, part[:min(len(part), longestGitLine-len(g.line))]...)
		if end < 0 {
			break
		}
		if s, ok := parseGitStage(string(g.line)); ok {
			enter(g.ctx, s)
		}
		g.line, rest = g.line[:0], rest[end+1:]
	}
	return len(p), nil
}

// parseGitStage understands a line of progress; false for any other.
func parseGitStage(line string) (Stage, bool) {
	said, figures, ok := strings.Cut(strings.TrimPrefix(line, "remote: "), ": ")
	name := gitStages[said]
	if !ok || name == "" {
		return Stage{}, false
	}
	if _, counts, ok := strings.Cut(figures, "% ("); ok {
		done, total, _ := strings.Cut(counts, "/")
		total, _, _ = strings.Cut(total, ")")
		return countedStage(name, done, total)
	}
	done, _, _ := strings.Cut(figures, ",")
	return countedStage(name, strings.TrimSpace(done), "0")
}

// countedStage is a stage by its figures as they are written; false if they are none.
func countedStage(name, done, total string) (Stage, bool) {
	d, err := strconv.ParseUint(done, 10, 62)
	if err != nil {
		return Stage{}, false
	}
	t, err := strconv.ParseUint(total, 10, 62)
	return Stage{Name: name, Done: int64(d), Total: int64(t)}, err == nil
}
