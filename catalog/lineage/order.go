package lineage

import (
	"cmp"
	"slices"
)

// sweeps is how often the layers are reordered; more rarely helps.
const sweeps = 8

// order looks for an order of every layer with few crossings and keeps the best
// it meets.
func (d *drawing) order() {
	best := copyLayers(d.layers)
	fewest := d.crossings()
	for i := 0; i < sweeps && fewest > 0; i++ {
		if i%2 == 0 {
			for l := 1; l < len(d.layers); l++ {
				d.sortBy(l, d.left)
			}
		} else {
			for l := len(d.layers) - 2; l >= 0; l-- {
				d.sortBy(l, d.right)
			}
		}
		if n := d.crossings(); n < fewest {
			best, fewest = copyLayers(d.layers), n
		}
	}
	d.layers = best
}

func copyLayers(layers [][]int) [][]int {
	out := make([][]int, len(layers))
	for i := range layers {
		out[i] = slices.Clone(layers[i])
	}
	return out
}

// places says at which index of its layer every vertex is.
func (d *drawing) places() []int {
	at := make([]int, len(d.verts))
	for _, layer := range d.layers {
		for i, n := range layer {
			at[n] = i
		}
	}
	return at
}

// sortBy orders a layer by the mean place of the neighbours; a vertex without
// any stays where it is.
func (d *drawing) sortBy(layer int, neighbours [][]int) {
	at := d.places()
	mean := make(map[int]float64, len(d.layers[layer]))
	for i, n := range d.layers[layer] {
		sum := 0
		for _, other := range neighbours[n] {
			sum += at[other]
		}
		mean[n] = float64(i)
		if k := len(neighbours[n]); k > 0 {
			mean[n] = float64(sum) / float64(k)
		}
	}
	slices.SortStableFunc(d.layers[layer], func(a, b int) int { return cmp.Compare(mean[a], mean[b]) })
}

// crossings counts the pairs of lines that cross: for each two layers, the
// inversions among the right ends of the lines sorted by their left ends,
// counted with a Fenwick tree (Barth, Jünger and Mutzel, 2002).
func (d *drawing) crossings() int {
	at := d.places()
	total := 0
	for l := 0; l+1 < len(d.layers); l++ {
		tree := make([]int, len(d.layers[l+1])+1)
		seen := 0
		for _, n := range d.layers[l] {
			ends := slices.Clone(d.right[n])
			slices.SortFunc(ends, func(a, b int) int { return at[a] - at[b] })
			for _, end := range ends {
				total += seen - sum(tree, at[end]+1)
			}
			for _, end := range ends {
				seen++
				for i := at[end] + 1; i < len(tree); i += i & -i {
					tree[i]++
				}
			}
		}
	}
	return total
}

// sum adds up the first n entries of a Fenwick tree.
func sum(tree []int, n int) int {
	total := 0
	for ; n > 0; n -= n & -n {
		total += tree[n]
	}
	return total
}
