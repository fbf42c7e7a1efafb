package intern

// slots are a hash table with open addressing over numbers: tag << 32 | number + 1, or 0
// for none. The tag is half of the hash of what has the number. It tells where to begin
// to look, so that growing needs nothing else. How many there are is a power of two.
type slots []uint64

// isFull reports whether there has to be more room for another number than there are n.
func (s slots) isFull(n int) bool { return (n+1)*4 > len(s)*3 }

// grown is the same table, twice as large.
func (s slots) grown() slots {
	larger := make(slots, max(1024, 2*len(s)))
	mask := uint64(len(larger) - 1)
	for _, slot := range s {
		if slot == 0 {
			continue
		}
		i := slot >> 32 & mask
		for larger[i] != 0 {
			i = (i + 1) & mask
		}
		larger[i] = slot
	}
	return larger
}
