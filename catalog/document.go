package catalog

import "cmp"

// Family names the standard that a document follows.
type Family string

// The families that are read. See catalog/reader for what each covers.
const (
	ODCS        Family = "odcs"    // Open Data Contract Standard v2 and v3, and PayPal's template before it
	DCS         Family = "dcs"     // Data Contract Specification
	ODPS        Family = "odps"    // Open Data Product Standard (Bitol)
	ODPSLF      Family = "odps-lf" // Open Data Product Specification (opendataproducts.org)
	DPDS        Family = "dpds"    // Data Product Descriptor Specification (Open Data Mesh)
	DPS         Family = "dps"     // dataProductSpecification
	DBT         Family = "dbt"
	Hybrid      Family = "hybrid" // an ODCS envelope around another body
	Walkthrough Family = "walkthrough"
	Sibling     Family = "bitol" // other Bitol kinds: ObservabilityResults, AccessAgreement …
	NotContract Family = ""
)

// Dialect is what a document says it is, and what its structure says it is.
type Dialect struct {
	Family   Family
	Kind     string // kind, or what stands for it, verbatim
	Declared string // the version text, verbatim; may be empty
	Detected string // the lowest version whose features explain the structure
}

// Severity orders problems.
type Severity string

// Severities, worst first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Compare orders two severities, the worse first: it returns -1, 0 or +1.
func (s Severity) Compare(t Severity) int { return cmp.Compare(s.rank(), t.rank()) }

// rank is the place among the severities; what is none of them comes last.
func (s Severity) rank() int {
	order := [...]Severity{Error, Warning, Note}
	for i := range order {
		if order[i] == s {
			return i
		}
	}
	return len(order)
}

// Problem is what was wrong with a file, or with a key in it.
type Problem struct {
	Path     string // of the file, as its source names it
	Pos      Pos
	Rule     string // stable id
	Severity Severity
	At       string // path inside the document, "" for all of it
	Message  string
	Hint     string // what to do about it
}

// Document is all that was read from one file.
type Document struct {
	Path       string
	Hash       string // hex SHA-256 of the bytes
	Contracts  []*Contract
	Products   []*Product
	Results    []Result
	Agreements []Agreement
	Others     []Other
	Problems   []Problem
}

// IsEmpty reports whether the file held nothing that a catalog lists.
func (d *Document) IsEmpty() bool {
	return len(d.Contracts)+len(d.Products)+len(d.Results)+len(d.Agreements)+len(d.Others) == 0
}

// Agreement is a Bitol AccessAgreement or a data usage agreement: one product
// may use another's data.
type Agreement struct {
	Element
	ID, Status, Purpose             string
	Provider, Consumer              string // product ids, or team names where no product is named
	Port, Contract, ContractVersion string
	Start, End                      string
}

// Other is a document that was recognised but is only listed: its dialect says
// what it is.
type Other struct {
	Element
	Dialect  Dialect
	ID, Name string
}
