package search_test

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/search"
)

// synthetic is a mesh of n products with one contract of three properties each,
// made record by record, so that a million of them fit into memory.
type synthetic struct{ n int }

var (
	areas  = strings.Fields("sales finance marketing logistics risk people support platform commerce insurance research operations")
	things = strings.Fields("orders customers payments invoices shipments clicks sessions accounts ledgers cards contracts claims returns prices stocks forecasts campaigns leads visits devices")
	traits = strings.Fields("daily hourly raw clean gold master historic regional global internal enriched aggregated")
	teams  = []string{"Jane Stevens", "Omar Haddad", "Jürgen Müller", "Blue Team", "Green Team", "Data Office", "Li Wei", "María Núñez"}
	fields = strings.Fields("id customer_id order_id created_at updated_at amount currency country status email phone_number street postal_code segment score channel device session_key valid_from valid_to")
)

// pick chooses by a number that differs for every product and purpose.
func pick(list []string, i, purpose int) string {
	h := uint64(i)*0x9e3779b97f4a7c15 + uint64(purpose)*0xbf58476d1ce4e5b9
	h ^= h >> 31
	h *= 0x94d049bb133111eb
	return list[(h>>33)%uint64(len(list))]
}

func (s synthetic) record(i int) catalog.Record {
	thing, trait, other, area := pick(things, i, 1), pick(traits, i, 2), pick(things, i, 3), pick(areas, i, 4)
	o := catalog.ObjectSummary{Name: thing, Type: "table"}
	for k := range 3 {
		name := pick(fields, i, 5+k)
		if i%3 == 0 {
			name = pick(things, i, 9+k) + "_" + name
		}
		o.Properties = append(o.Properties, catalog.PropertySummary{Path: name, Type: "string"})
	}
	return catalog.Record{
		Summary: catalog.Summary{
			ID:   fmt.Sprintf("%s-%s-v%d", thing, other, i),
			Name: strings.ToUpper(trait[:1]) + trait[1:] + " " + thing + " " + other, Domain: area,
			Owner: pick(teams, i, 8), Status: "active", Version: "1.0.0", Objects: []catalog.ObjectSummary{o},
		},
		Origin: catalog.Origin{Source: "synthetic", Path: fmt.Sprintf("%09d", i), Time: time.Unix(1.7e9+int64(i), 0)},
	}
}

func (s synthetic) snapshot() *catalog.Snapshot {
	a := catalog.NewAssembler()
	for i := range s.n {
		r := s.record(i)
		a.Add(&r)
	}
	return a.Finish(catalog.Stamp{Generation: 1})
}

func (s synthetic) index(snap *catalog.Snapshot) *search.Index {
	return s.gather(snap).Index()
}

func (s synthetic) gather(snap *catalog.Snapshot) *search.Gathered {
	g := search.NewGatherer()
	for i := range s.n {
		r := s.record(i)
		g.Add(&r)
	}
	return g.Finish(snap)
}

// fetch makes the record of a place anew.
func (s synthetic) fetch(p search.Place) (*catalog.Record, error) {
	i, err := strconv.Atoi(p.Path)
	if err != nil {
		return nil, err
	}
	r := s.record(i)
	return &r, nil
}
