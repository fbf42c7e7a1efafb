package store

import (
	"io"
	"os"
	"sync"
	"sync/atomic"
)

// What is read from a slot may point into its mapping, wherever the texts have got to
// by then, so a mapping stays for as long as the process. For a command that is
// nothing. A process that stays, and sees a sync after the other, would come to the
// system's bound of mappings in the end, and long before that the disk would be full
// of files which are deleted and yet mapped. So a file is opened once for as long as it
// is in its place, and when a process has mapped as many as mostMapped of them, the
// later ones are read into memory, where what nobody holds any more is collected.
const mostMapped = 16

// openFiles are the slots that a process has opened last.
type openFiles struct {
	of     map[string]*openFile // by name; those of slotFiles
	mapped atomic.Int32
}

// slotFiles are the slots that are kept open.
var slotFiles = []string{snapshotFile, indexFile, deltaFile, graphFile}

// openFile is a slot that was opened and found whole.
type openFile struct {
	mu    sync.Mutex
	stamp string // of the file; "" of none
	file  mapping
	tag   slotTag
	value []byte // in the file
}

// mapping is a file that is read in place.
type mapping struct {
	data   []byte
	info   os.FileInfo // which file that is
	mapped bool        // and not read into memory
}

func newOpenFiles() *openFiles {
	files := &openFiles{of: map[string]*openFile{}}
	for _, name := range slotFiles {
		files.of[name] = &openFile{}
	}
	return files
}

// openSlot opens one of slotFiles, checked unless it is known to be whole; see seen.go.
// The value must not be changed.
func (db *DB) openSlot(name string) (slotTag, []byte, error) {
	f := db.files.of[name]
	f.mu.Lock()
	defer f.mu.Unlock()
	path := db.path(name)
	info, err := os.Stat(path)
	if err != nil {
		return slotTag{}, nil, err
	}
	if f.stamp == fileStamp(info) {
		return f.tag, f.value, nil
	}
	file, err := db.files.load(path)
	if err != nil {
		return slotTag{}, nil, err
	}
	parse, isKnown := parseSlot, isSeen(path, file.info)
	if isKnown {
		parse = parseHead
	}
	tag, value, err := parse(file.data)
	if err != nil {
		return tag, value, err
	}
	if !isKnown {
		see(path, file.info)
		file.release() // all of it was read
	}
	f.stamp, f.file, f.tag, f.value = fileStamp(file.info), file, tag, value
	return tag, value, nil
}

// Release takes the pages of the mapped files out of the memory of the process. What
// of them is read again comes back at once. It is for whoever has gone through all of
// a snapshot, and from then on looks at a product here and there.
func (db *DB) Release() {
	for _, f := range db.files.of {
		f.mu.Lock()
		f.file.release()
		f.mu.Unlock()
	}
}

// load maps a file, or reads it when enough of them are mapped.
func (o *openFiles) load(path string) (mapping, error) {
	if o.mapped.Add(1) <= mostMapped {
		return mapFile(path)
	}
	return readFile(path)
}

// readFile is mapFile for what is to be in memory.
func readFile(path string) (mapping, error) {
	f, err := os.Open(path)
	if err != nil {
		return mapping{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return mapping{}, err
	}
	data := make([]byte, info.Size())
	_, err = io.ReadFull(f, data)
	return mapping{data, info, false}, err
}
