package sample

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// none stands for the id and version of a file that holds no contract or product.
const none = "-"

// entry is a line of history.tsv: one state of one file of [Mesh], as somebody committed
// it. Neighbours that share time, author and message were one commit. Id and version are
// those of the contract or product that the file held, so that a history can be listed
// without parsing it; they are [none] where the file held none.
type entry struct {
	time                                     time.Time
	author, id, version, path, file, message string
}

func (e entry) data() []byte {
	data, err := files.ReadFile(e.file)
	if err != nil {
		panic("sample: history.tsv: " + err.Error()) // embedded with the program; a test reads them all
	}
	return data
}

// readJournal parses history.tsv once.
var readJournal = sync.OnceValues(func() ([]entry, error) {
	text, err := files.ReadFile("history.tsv")
	if err != nil {
		return nil, err
	}
	return parseJournal(string(text))
})

// journal is the journal for those who can not fail: it is embedded with the
// program, and a test reads it. It is in the order of time, then of paths, and the last
// entry of a path is what Mesh has.
func journal() []entry {
	entries, err := readJournal()
	if err != nil {
		panic("sample: " + err.Error())
	}
	return entries
}

// parseJournal reads lines of tab-separated fields below a line of headings.
func parseJournal(text string) ([]entry, error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")[1:]
	entries := make([]entry, 0, len(lines))
	for n, line := range lines {
		f := strings.Split(line, "\t")
		if len(f) != 7 {
			return nil, fmt.Errorf("history.tsv:%d: %d fields, want 7", n+2, len(f))
		}
		at, err := time.Parse(time.RFC3339, f[0])
		if err != nil {
			return nil, fmt.Errorf("history.tsv:%d: %w", n+2, err)
		}
		entries = append(entries, entry{at, f[1], f[2], f[3], f[4], f[5], f[6]})
	}
	return entries, nil
}

// byPath gathers the journal by path, oldest first.
func byPath(entries []entry) map[string][]entry {
	paths := map[string][]entry{}
	for _, e := range entries {
		paths[e.path] = append(paths[e.path], e)
	}
	return paths
}
