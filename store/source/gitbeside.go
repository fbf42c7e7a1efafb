package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

// treeReader reads files of commits by their paths, from one cat-file process that
// is started by the first question and lives as long as the context.
type treeReader struct {
	repo gitRepo
	ctx  context.Context

	mu  sync.Mutex
	in  io.Writer
	out *bufio.Reader
}

// at returns a reader of the files that a commit has.
func (r *treeReader) at(commit string) func(context.Context, string) ([]byte, error) {
	return func(_ context.Context, path string) ([]byte, error) { return r.read(commit, path) }
}

func (r *treeReader) read(commit, path string) ([]byte, error) {
	if commit == "" || strings.ContainsAny(path, "\n\x00") {
		return nil, errNoFile
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.out == nil {
		if err := r.start(); err != nil {
			return nil, err
		}
	}
	if _, err := fmt.Fprintf(r.in, "%s:%s\n", commit, path); err != nil {
		return nil, err
	}
	return r.answer()
}

func (r *treeReader) start() error {
	cmd := r.repo.command(r.ctx, "cat-file", "--batch")
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return gitError(r.ctx, err, "cat-file", "")
	}
	context.AfterFunc(r.ctx, func() { _ = cmd.Wait() }) // which has been killed
	r.in, r.out = in, bufio.NewReader(out)
	return nil
}

// answer reads what git says to one question: "ID TYPE SIZE" and the content, or
// that it is missing.
func (r *treeReader) answer() ([]byte, error) {
	head, err := r.out.ReadString('\n')
	if err != nil {
		return nil, err
	}
	part := strings.Fields(head)
	if len(part) < 3 || part[len(part)-1] == "missing" {
		return nil, errNoFile
	}
	size, err := strconv.ParseInt(part[2], 10, 64)
	if err != nil {
		return nil, errGitOutput
	}
	if part[1] != "blob" || size > LargestFile {
		_, err := io.CopyN(io.Discard, r.out, size+1)
		return nil, errors.Join(errNoFile, err)
	}
	data := make([]byte, size+1) // a line end follows
	if _, err := io.ReadFull(r.out, data); err != nil {
		return nil, err
	}
	return data[:size:size], pointerError(data[:size])
}
