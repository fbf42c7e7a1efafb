package reader

import (
	"slices"
	"time"

	"meshdex/catalog"
)

// This file reads the smaller standards of Bitol, and the data usage agreement:
// observed results and agreements into the model, the rest as labelled others.

var siblingKinds = []string{
	"MetadataDifference", "MaturityModel", "SemanticDefinition", "OrchestrationControl",
	"DataProductObservabilityMetrics",
}

func isResults(n node) bool { return n.peek("kind") == "ObservabilityResults" }

func isAgreement(n node) bool {
	return n.peek("kind") == "AccessAgreement" || n.has("dataUsageAgreementSpecification")
}

func isSibling(n node) bool { return slices.Contains(siblingKinds, n.peek("kind")) }

func (r *reading) sibling(n node) { r.other(n, catalog.Dialect{Family: catalog.Sibling}) }

// results reads the outcomes of checks. What is said of all of them is given to
// each; what has no place in the model stays with the first.
func (r *reading) results(n node) {
	var shared catalog.Result
	m := n.open(nil)
	m.takeKind()
	var at string
	m.elsewhere("observedAt", "observedAt", &at, m.home())
	shared.At = timeOf(at)
	if v, ok := m.peek("source"); ok && v.isMap() {
		m.fold("source", nil).elsewhere("process", "source", &shared.Source, m.home())
	}
	if v, ok := m.peek("contract"); ok && v.isMap() {
		cm := m.fold("contract", nil)
		for _, key := range []string{"contractID", "contractId", "id"} {
			cm.elsewhere(key, "contract", &shared.Contract, m.home())
		}
		cm.elsewhere("version", "version", &shared.Version, m.home())
	}
	var all []catalog.Result
	list(m, "results", &all, func(n node, re *catalog.Result) {
		*re = shared
		result(n, re)
	})
	if len(all) == 0 {
		r.sibling(n)
		return
	}
	var envelope catalog.Element
	m.close(&envelope)
	all[0].Extensions = append(envelope.Extensions, all[0].Extensions...)
	r.doc.Results = append(r.doc.Results, all...)
}

// takeKind takes the keys that only say what the document is.
func (m *mapping) takeKind() {
	for _, key := range []string{"kind", "apiVersion"} {
		if i := m.find(key); i >= 0 && m.value(i).isScalar() {
			m.take(key, i)
		}
	}
}

// result reads the outcome of one check over what is said of all.
func result(n node, re *catalog.Result) {
	m := n.open(nil)
	m.text("id", &re.Check)
	m.textIfEmpty("name", &re.Check)
	m.text("status", &re.Status)
	m.text("severity", &re.Severity)
	m.text("dimension", &re.Dimension)
	m.text("target", &re.Target)
	m.text("message", &re.Message)
	if v, ok := m.peek("measure"); ok && v.isMap() {
		mm := m.fold("measure", nil)
		mm.text("metric", &re.Metric)
		mm.any("value", &re.Value)
		mm.any("threshold", &re.Threshold)
		mm.text("unit", &re.Unit)
	}
	m.close(&re.Element)
}

// timeOf reads an ISO date-time; a text that is none gives the zero time.
func timeOf(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}

// agreement reads who may use whose data.
func (r *reading) agreement(n node) {
	var a catalog.Agreement
	m := n.open(nil)
	m.takeKind()
	m.elsewhere("dataUsageAgreementSpecification", "apiVersion", new(string), m.home())
	m.text("id", &a.ID)
	m.text("status", &a.Status)
	m.text("purpose", &a.Purpose)
	m.dates(&a)
	if v, ok := m.peek("info"); ok && v.isMap() {
		info := m.fold("info", nil)
		info.textIfEmpty("status", &a.Status)
		info.textIfEmpty("purpose", &a.Purpose)
		info.dates(&a)
	}
	if v, ok := m.peek("provider"); ok && v.isMap() {
		pm := m.fold("provider", nil)
		pm.party("provider", &a.Provider)
		pm.firstOf("port", &a.Port, "outputPortId", "outputPort", "portId", "port")
		pm.firstOf("contract", &a.Contract, "dataContractId", "contractId", "contract")
		pm.firstOf("contractVersion", &a.ContractVersion, "contractVersion", "version")
	}
	if v, ok := m.peek("consumer"); ok && v.isMap() {
		m.fold("consumer", nil).party("consumer", &a.Consumer)
	}
	m.close(&a.Element)
	r.doc.Agreements = append(r.doc.Agreements, a)
}

func (m *mapping) dates(a *catalog.Agreement) {
	m.firstOf("start", &a.Start, "startDate", "start", "validFrom")
	m.firstOf("end", &a.End, "endDate", "end", "validTo")
}

// party takes who one side of an agreement is: the product, else the team.
func (m *mapping) party(model string, dst *string) {
	m.firstOf(model, dst, "dataProductId", "productId", "dataProduct", "product", "teamId", "team", "userId")
}

// firstOf takes the first of the keys that holds a scalar.
func (m *mapping) firstOf(model string, dst *string, keys ...string) {
	for _, key := range keys {
		m.elsewhere(key, model, dst, m.home())
	}
}
