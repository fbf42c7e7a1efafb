package search

import "math/bits"

// A row's score is the sum of what the words of the query are worth where the row
// has them. Most rows of a large answer only have to be told apart from the best
// few, so the sums are not made row by row: planes hold the numbers of 64 rows
// bit by bit, plane k the bits of value 2^k, and are added as a circuit would, all
// 64 at once. Rows whose sum is not above that of the worst of the best found so
// far are never looked at one by one.

// maxPlanes is how many bits sums have at most: those of all the words that a
// query can have.
const maxPlanes = 16

type planes [maxPlanes]uint64

// add adds the numbers of four planes; width is how many planes sums need.
func (p *planes) add(a, b, c, d uint64, width int) {
	carry := uint64(0)
	p[0], carry = p[0]^a, p[0]&a
	p[1], carry = addBit(p[1], b, carry)
	p[2], carry = addBit(p[2], c, carry)
	p[3], carry = addBit(p[3], d, carry)
	for i := 4; i < width && carry != 0; i++ {
		p[i], carry = p[i]^carry, p[i]&carry
	}
}

// addBit adds three bits of 64 numbers.
func addBit(a, b, c uint64) (sum, carry uint64) {
	half := a ^ b
	return half ^ c, a&b | half&c
}

// max takes over the numbers of q that are greater.
func (p *planes) max(q *planes, width int) {
	greater := q.above(p, width)
	for i := range width {
		p[i] = p[i]&^greater | q[i]&greater
	}
}

// above tells the numbers that are greater than those of q.
func (p *planes) above(q *planes, width int) uint64 {
	greater, equal := uint64(0), ^uint64(0)
	for i := width - 1; i >= 0; i-- {
		greater |= equal & p[i] &^ q[i]
		equal &^= p[i] ^ q[i]
	}
	return greater
}

// aboveNumber tells the numbers that are greater than n.
func (p *planes) aboveNumber(n int64, width int) uint64 {
	if n < 0 {
		return ^uint64(0)
	}
	if bits.Len64(uint64(n)) > width {
		return 0
	}
	greater, equal := uint64(0), ^uint64(0)
	for i := width - 1; i >= 0; i-- {
		if n>>i&1 == 0 {
			greater |= equal & p[i]
			equal &^= p[i]
		} else {
			equal &= p[i]
		}
	}
	return greater
}

// at is number i.
func (p *planes) at(i, width int) int64 {
	n := int64(0)
	for k := range width {
		n |= int64(p[k]>>i&1) << k
	}
	return n
}
