package query

// Distance counts the edits between two texts: a letter put in, left out,
// changed, or swapped with its neighbour (the optimal string alignment
// distance, Damerau 1964). It gives limit+1 as soon as the distance exceeds
// limit. It compares bytes, which is exact for folded ASCII and close enough
// for the rest, and looks at no more than 64 of them.
func Distance(a, b string, limit int) int {
	const most = 64
	if len(a) > most || len(b) > most || len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var rows [3][most + 1]uint8
	prev2, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		prev[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = uint8(i)
		least := cur[0]
		for j := 1; j <= len(b); j++ {
			cost := uint8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, prev2[j-2]+1)
			}
			cur[j] = d
			least = min(least, d)
		}
		if int(least) > limit {
			return limit + 1
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return min(int(prev[len(b)]), limit+1)
}
