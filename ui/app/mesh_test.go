package app_test

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"meshdex/catalog"
)

var errNoIndex = errors.New("there is no index")

// mesh is n small products of many names.
func mesh(n int) ([]catalog.Record, *catalog.Snapshot) {
	domains := strings.Fields("sales finance marketing logistics risk people support platform")
	things := strings.Fields("orders customers payments invoices shipments clicks sessions accounts")
	records := make([]catalog.Record, n)
	for i := range records {
		thing, domain := things[i%len(things)], domains[i/3%len(domains)]
		records[i] = catalog.Record{
			Summary: catalog.Summary{
				ID: fmt.Sprintf("%s-%06d", thing, i), Name: fmt.Sprintf("%s %s %d", domain, thing, i), Domain: domain,
				Owner: fmt.Sprintf("Team %d", i%40), Status: "active", Version: "1.0.0",
				Objects: []catalog.ObjectSummary{{Name: thing, Type: "table", Properties: []catalog.PropertySummary{{Path: "id", Type: "string"}}}},
			},
			Versions: 1,
			Origin:   catalog.Origin{Source: "mesh", Path: fmt.Sprintf("%06d.yaml", i), Time: time.Unix(1.7e9+int64(i), 0)},
		}
	}
	return records, catalog.Assemble(records, catalog.Stamp{Generation: 1})
}
