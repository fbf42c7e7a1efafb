package search

import (
	"fmt"
	"strings"
)

// Column is what hits can be sorted by.
type Column uint8

// The columns.
const (
	ByRelevance Column = iota
	ByName
	ByUpdated
	ByConsumers
	ByColumns
	ByChecks
	columnCount
)

var columnNames = [columnCount]string{"relevance", "name", "updated", "consumers", "columns", "checks"}

// SortNames lists the columns as ParseSort reads them.
func SortNames() []string { return columnNames[:] }

// number is the column of numbers that is sorted by, for those that are numbers.
func (c Column) number() number {
	switch c {
	case ByConsumers:
		return consumers
	case ByColumns:
		return columns
	case ByChecks:
		return checks
	}
	return updated
}

// Direction is the way a column is sorted.
type Direction uint8

// The directions.
const (
	Ascending Direction = iota
	Descending
)

// Sort is an order of hits. The zero Sort is by relevance.
type Sort struct {
	By        Column
	Direction Direction
}

// ParseSort reads the name of a column, with "-" before it for descending.
func ParseSort(s string) (Sort, error) {
	name, down := strings.CutPrefix(s, "-")
	for i, c := range columnNames {
		if c == strings.ToLower(name) {
			o := Sort{By: Column(i)}
			if down {
				o.Direction = Descending
			}
			return o, nil
		}
	}
	return Sort{}, fmt.Errorf("no column %q to sort by: there are %s", name, strings.Join(columnNames[:], ", "))
}

// String is what ParseSort reads.
func (s Sort) String() string {
	name := "relevance"
	if s.By < columnCount {
		name = columnNames[s.By]
	}
	if s.Direction == Descending {
		return "-" + name
	}
	return name
}
