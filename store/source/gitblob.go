package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
)

// blobReader reads blobs from one cat-file process, which is told all that are
// wanted in advance and so never waits for a question.
type blobReader struct {
	cmd    *exec.Cmd
	out    *bufio.Reader
	cancel context.CancelFunc
	ctx    context.Context
}

func (r gitRepo) blobs(ctx context.Context, wanted []state) (*blobReader, error) {
	ctx, cancel := context.WithCancel(ctx)
	cmd := r.command(ctx, "cat-file", "--batch", "--buffer")
	cmd.Stdin = idReader(wanted)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		cancel()
		return nil, gitError(ctx, err, "cat-file", "")
	}
	return &blobReader{cmd, bufio.NewReaderSize(out, 256<<10), cancel, ctx}, nil
}

// idReader gives the ids one a line.
func idReader(wanted []state) io.Reader {
	var buf bytes.Buffer
	for i := range wanted {
		buf.WriteString(wanted[i].blob)
		buf.WriteByte('\n')
	}
	return &buf
}

func (b *blobReader) close() {
	b.cancel()
	_ = b.cmd.Wait() // it was killed, or is done
}

// next reads the next blob into the file: its content, or why there is none.
func (b *blobReader) next(f *File) error {
	head, err := b.out.ReadString('\n')
	if err != nil {
		return b.failed(err)
	}
	part := strings.Fields(head)
	if len(part) == 2 && part[1] == "missing" {
		f.Read = func(context.Context) ([]byte, error) { return nil, errors.New("the repository lacks this content") }
		return nil
	}
	if len(part) != 3 {
		return errGitOutput
	}
	size, err := strconv.ParseInt(part[2], 10, 64)
	if err != nil {
		return errGitOutput
	}
	f.Size = size
	if size > LargestFile {
		f.Read = func(context.Context) ([]byte, error) { return nil, &TooLargeError{Size: size} }
		_, err = b.out.Discard(int(size) + 1)
		return b.failed(err)
	}
	data := make([]byte, size+1) // a line end follows
	if _, err := io.ReadFull(b.out, data); err != nil {
		return b.failed(err)
	}
	data = data[:size:size]
	f.Read = func(context.Context) ([]byte, error) { return data, pointerError(data) }
	return nil
}

func (b *blobReader) failed(err error) error {
	if err == nil {
		return nil
	}
	if b.ctx.Err() != nil {
		return b.ctx.Err()
	}
	return fmt.Errorf("cat-file ended early: %w", err)
}

// ErrPointer is returned for a file that a git repository keeps elsewhere.
var ErrPointer = errors.New("a Git LFS pointer, not the content")

func pointerError(data []byte) error {
	if bytes.HasPrefix(data, []byte("version https://git-lfs.github.com/spec/")) {
		return ErrPointer
	}
	return nil
}

// prefetchAtOnce bounds the ids in one request.
const prefetchAtOnce = 10_000

// prefetch brings the blobs into a clone that left them out, many at a time: one
// by one, as git would fetch them when they are read, each costs a round trip.
func (r gitRepo) prefetch(ctx context.Context, wanted []state) error {
	out, err := r.run(ctx, "config", "--get", "--default=", "remote.origin.partialclonefilter")
	if err != nil || len(bytes.TrimSpace(out)) == 0 {
		return err // the server does not know filters: everything is here
	}
	seen := map[string]bool{}
	var ids []string
	for i := range wanted {
		if id := wanted[i].blob; !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for len(ids) > 0 {
		n := min(len(ids), prefetchAtOnce)
		_, err := r.transfer(ctx, strings.NewReader(strings.Join(ids[:n], "\n")+"\n"), "-c", "fetch.negotiationAlgorithm=noop",
			"fetch", "origin", "--progress", "--no-tags", "--no-write-fetch-head", "--filter=blob:none", "--stdin")
		if err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}
