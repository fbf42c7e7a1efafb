package lineage

import (
	"math"
	"slices"
)

// place gives every vertex its row: first stacked, then drawn towards the rows
// of its neighbours, to and fro.
func (d *drawing) place() {
	for _, layer := range d.layers {
		y := 0
		for _, n := range layer {
			d.verts[n].y = y
			y += d.step(n)
		}
	}
	for range 3 {
		for l := 1; l < len(d.layers); l++ {
			d.settle(l, d.left)
		}
		for l := len(d.layers) - 2; l >= 0; l-- {
			d.settle(l, d.right)
		}
	}
	top := math.MaxInt
	for i := range d.verts {
		top = min(top, d.verts[i].y)
	}
	for i := range d.verts {
		d.verts[i].y -= top
	}
}

// step is the distance from the top of a vertex to the earliest next one.
func (d *drawing) step(n int) int {
	if d.verts[n].node < 0 {
		return 1
	}
	return d.verts[n].h + d.style.RowGap
}

// settle moves the vertices of a layer as near as their order and sizes allow to
// the median row of their neighbours. The rows that minimise the sum of squared
// distances under "each at least a step below the one before" are an isotonic
// regression once the steps are taken off, found by pooling adjacent violators
// (Ayer and others, 1955): a run that wants to overlap moves as one block to its
// mean wish.
func (d *drawing) settle(layer int, neighbours [][]int) {
	type block struct {
		sum   float64
		count int
	}
	var blocks []block
	offset := 0
	for _, n := range d.layers[layer] {
		blocks = append(blocks, block{float64(d.wish(n, neighbours[n]) - offset), 1})
		offset += d.step(n)
		for k := len(blocks) - 1; k > 0 && blocks[k-1].sum*float64(blocks[k].count) > blocks[k].sum*float64(blocks[k-1].count); k-- {
			blocks[k-1].sum += blocks[k].sum
			blocks[k-1].count += blocks[k].count
			blocks = blocks[:k]
		}
	}
	i, offset := 0, 0
	for _, b := range blocks {
		base := int(math.Floor(b.sum / float64(b.count)))
		for range b.count {
			n := d.layers[layer][i]
			d.verts[n].y = base + offset
			offset += d.step(n)
			i++
		}
	}
}

// wish is the top row at which the vertex would be level with the median of its
// neighbours.
func (d *drawing) wish(n int, neighbours []int) int {
	if len(neighbours) == 0 {
		return d.verts[n].y
	}
	rows := make([]int, len(neighbours))
	for i, other := range neighbours {
		rows[i] = d.verts[other].row()
	}
	slices.Sort(rows)
	return rows[len(rows)/2] - d.verts[n].h/2
}
