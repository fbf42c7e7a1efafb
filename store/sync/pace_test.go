package sync

import (
	"testing"
	"time"
)

func TestPace_followsWhatABatchTakes(t *testing.T) {
	t.Parallel()
	perFile := 100 * time.Microsecond // 40 ms are 400 files
	p := firstPace
	batch := func(most int) int {
		files := 0
		for !p.isEnough(files, 0) && files < most {
			files++
		}
		p.took(files, 0, time.Duration(files)*perFile)
		return files
	}
	for range 5 {
		batch(mostFiles)
	}
	if n := batch(mostFiles); n < 399 || n > 401 {
		t.Errorf("%d files in a batch", n)
	}
	if before := p; batch(3) != 3 || p != before {
		t.Errorf("after a batch of three files: %v, not %v", p, before)
	}
	perFile *= 1000
	batch(mostFiles)
	if n := batch(mostFiles); n != int(mostFiles*leastPace) {
		t.Errorf("on a slow disk, %d files in a batch", n)
	}
	perFile = 0
	for range 4 {
		batch(mostFiles)
	}
	if n := batch(mostFiles); n != mostFiles {
		t.Errorf("on a fast disk, %d files in a batch", n)
	}
	if !p.isEnough(1, mostBytes) || p.isEnough(1, mostBytes/2) {
		t.Error("bytes do not count")
	}
}
