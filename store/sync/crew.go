package sync

import stdsync "sync"

// crew is workers that do one thing after the other: a goroutine for each file would
// spend a tenth of its time on making its stack large enough.
type crew struct {
	tasks chan func()
	wg    stdsync.WaitGroup
}

func hire(workers int) *crew {
	c := &crew{tasks: make(chan func(), ahead)}
	for range workers {
		c.wg.Go(func() {
			for do := range c.tasks {
				do()
			}
		})
	}
	return c
}

// do leaves something to the next worker that is free.
func (c *crew) do(task func()) { c.tasks <- task }

// dismiss lets the workers go once all is done.
func (c *crew) dismiss() {
	close(c.tasks)
	c.wg.Wait()
}
