package app

import "meshdex/ui/page"

// entry is a page on the stack with the number that results are addressed by.
// Numbers are never used twice.
type entry struct {
	serial uint64
	page   page.Page
}

// stack is where the person has been: the pages below the one that is shown, and
// those that were left by going back. Pages keep their state as long as they are
// on either side, so going back or forward restores it.
type stack struct {
	last    uint64
	back    []entry // the last one is shown; never empty once the program runs
	forward []entry // the last one is next
}

// top is the page that is shown.
func (s *stack) top() entry { return s.back[len(s.back)-1] }

// depth is the number of pages up to the one that is shown.
func (s *stack) depth() int { return len(s.back) }

// push shows a new page. As in a browser, what could be gone forward to is
// forgotten, and lets go of what it holds.
func (s *stack) push(p page.Page) entry {
	s.last++
	e := entry{s.last, p}
	s.back = append(s.back, e)
	for _, left := range s.forward {
		if c, ok := left.page.(page.Closer); ok {
			c.Close()
		}
	}
	s.forward = nil
	return e
}

// pop goes back by one page, and reports whether there was one to go back to.
func (s *stack) pop() bool {
	if len(s.back) < 2 {
		return false
	}
	s.forward = append(s.forward, s.top())
	s.back = s.back[:len(s.back)-1]
	return true
}

// unpop goes forward by one page, and reports whether there was one.
func (s *stack) unpop() bool {
	if len(s.forward) == 0 {
		return false
	}
	s.back = append(s.back, s.forward[len(s.forward)-1])
	s.forward = s.forward[:len(s.forward)-1]
	return true
}

// find returns the page with the given number, shown or not.
func (s *stack) find(serial uint64) (page.Page, bool) {
	for _, side := range [][]entry{s.back, s.forward} {
		for _, e := range side {
			if e.serial == serial {
				return e.page, true
			}
		}
	}
	return nil, false
}

// each calls f for every page, shown or not.
func (s *stack) each(f func(entry)) {
	for _, side := range [][]entry{s.back, s.forward} {
		for _, e := range side {
			f(e)
		}
	}
}
