package code

import "strings"

// Alignment
//
// Two files are aligned by their longest common subsequence of lines, found with
// the greedy algorithm of Myers (An O(ND) Difference Algorithm and Its Variations,
// 1986): d steps away from the diagonal, the furthest point reachable on each
// diagonal follows from those reachable with d-1. The furthest points of every d
// are kept to walk back, so memory grows with the square of the number of
// differing lines; beyond maxEdits the rest is told as replaced, which is what a
// reader would say of it anyway.

// maxEdits bounds the lines that may differ before the middle is not aligned.
const maxEdits = 1500

// Row stands for one line of either file, or for a line of both side by side.
// Base and Revision count from 0; -1 is no line.
type Row struct {
	Base, Revision int
	Same           bool
}

// Align pairs the lines of two files, in order. A removed line stands beside the
// added line that takes its place.
func Align(base, revision []string) []Row {
	head := 0
	for head < len(base) && head < len(revision) && base[head] == revision[head] {
		head++
	}
	tail := 0
	for tail < len(base)-head && tail < len(revision)-head && base[len(base)-1-tail] == revision[len(revision)-1-tail] {
		tail++
	}
	rows := make([]Row, 0, max(len(base), len(revision)))
	for i := range head {
		rows = append(rows, Row{i, i, true})
	}
	a, b := base[head:len(base)-tail], revision[head:len(revision)-tail]
	rows = append(rows, pairUp(matches(a, b), len(b), head)...)
	for i := tail; i > 0; i-- {
		rows = append(rows, Row{len(base) - i, len(revision) - i, true})
	}
	return rows
}

// matches says which line of b each line of a is paired with, -1 for none.
func matches(a, b []string) []int {
	match := make([]int, len(a))
	for i := range match {
		match[i] = -1
	}
	trace, end := furthest(a, b)
	x, y := len(a), len(b)
	if !end {
		return match
	}
	for d := len(trace) - 1; d >= 0; d-- {
		v, k := trace[d], x-y
		prev := k + 1
		if d > 0 && k != -d && (k == d || at(v, k-1) >= at(v, k+1)) {
			prev = k - 1
		}
		px, py := 0, 0
		if d > 0 {
			px = at(v, prev)
			py = px - prev
		}
		for x > 0 && y > 0 && (x > px || d == 0) && a[x-1] == b[y-1] && (d == 0 || x-1 >= px && y-1 >= py) {
			x, y = x-1, y-1
			match[x] = y
		}
		x, y = px, py
	}
	return match
}

// at is the furthest x on diagonal k; v holds diagonals -n … n.
func at(v []int, k int) int {
	if i := k + len(v)/2; i >= 0 && i < len(v) {
		return v[i]
	}
	return -1
}

// furthest returns, for each number of edits, the furthest points before it, and
// whether the end was reached within maxEdits.
func furthest(a, b []string) (trace [][]int, end bool) {
	v := []int{0}
	for d := 0; d <= maxEdits; d++ {
		trace = append(trace, v)
		next := make([]int, 2*d+3)
		for i := range next {
			next[i] = -1
		}
		for k := -d; k <= d; k += 2 {
			x := 0
			switch {
			case d == 0:
			case k == -d || k != d && at(v, k-1) < at(v, k+1):
				x = at(v, k+1)
			default:
				x = at(v, k-1) + 1
			}
			for x < len(a) && x-k < len(b) && x-k >= 0 && a[x] == b[x-k] {
				x++
			}
			next[k+len(next)/2] = x
			if x >= len(a) && x-k >= len(b) {
				return trace, true
			}
		}
		v = next
	}
	return nil, false
}

// pairUp turns matches into rows; lines without one stand side by side as far as
// both files have them there.
func pairUp(match []int, lenB, head int) []Row {
	var rows []Row
	i, j := 0, 0
	flush := func(toI, toJ int) {
		for i < toI || j < toJ {
			r := Row{Base: -1, Revision: -1}
			if i < toI {
				r.Base, i = head+i, i+1
			}
			if j < toJ {
				r.Revision, j = head+j, j+1
			}
			rows = append(rows, r)
		}
	}
	for n, m := range match {
		if m < 0 {
			continue
		}
		flush(n, m)
		rows = append(rows, Row{head + n, head + m, true})
		i, j = n+1, m+1
	}
	flush(len(match), lenB)
	return rows
}

// Changed returns the bytes, from and to, in which two lines differ: what is left
// when the words that both begin and end with are taken away.
func Changed(a, b string) (inA, inB [2]int) {
	from := 0
	for from < len(a) && from < len(b) && a[from] == b[from] {
		from++
	}
	to := 0
	for to < len(a)-from && to < len(b)-from && a[len(a)-1-to] == b[len(b)-1-to] {
		to++
	}
	from = wordStart(a, from)
	ends := func(s string) int { return wordEnd(s, len(s)-to) }
	return [2]int{from, max(ends(a), from)}, [2]int{min(from, len(b)), max(ends(b), min(from, len(b)))}
}

const breaks = " \t,;:{}[]()\"'"

// wordStart goes back to where the word at i begins.
func wordStart(s string, i int) int {
	return strings.LastIndexAny(s[:i], breaks) + 1
}

// wordEnd goes on to where the word at i ends.
func wordEnd(s string, i int) int {
	if n := strings.IndexAny(s[i:], breaks); n >= 0 {
		return i + n
	}
	return len(s)
}
