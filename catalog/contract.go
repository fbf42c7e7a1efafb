package catalog

// Contract is one version of a data contract: the agreement between the
// producer of data and its consumers. Fields follow ODCS v3.2 "Fundamentals".
type Contract struct {
	Element
	Annotations         // Annotations.ID is the contract's id, the identity across versions
	Dialect     Dialect // what it was written in
	Version     string  // verbatim; see ParseVersion
	Status      string  // free text; see Lifecycle
	Name        string
	Tenant      string
	Domain      string
	DataProduct string // name of the product it belongs to
	Description Description
	Context     Context
	Synonyms    []Synonym
	Servers     []Server
	Schema      []Object
	Support     []Support
	Price       Price
	Team        Team
	Roles       []Role
	SLAs        []SLA
	Created     string // contractCreatedTs, verbatim
	Examples    []Value
}

// Description is ODCS description.
type Description struct {
	Element
	Annotations
	Purpose, Limitations, Usage string
}

// Summary returns the first prose there is: purpose, usage, then limitations.
func (d Description) Summary() string {
	for _, s := range []string{d.Purpose, d.Usage, d.Limitations} {
		if s != "" {
			return s
		}
	}
	return ""
}

// Server is ODCS servers[]: where the data is. Settings holds what is particular
// to the type (host, port, project, topic …), in the order of the document and
// under the names of ODCS. A credential never gets in: the reader keeps that it
// was present and drops its value.
type Server struct {
	Element
	Annotations
	Name        string // ODCS server
	Type        string // lower case: postgresql, bigquery, kafka …
	Description string
	Environment string
	Settings    []Field
	Roles       []Role
}

// Setting returns the text of one setting, or "".
func (s Server) Setting(name string) string {
	for _, f := range s.Settings {
		if f.Key == name {
			return f.Value.Text
		}
	}
	return ""
}

// Price is ODCS price.
type Price struct {
	Element
	ID                     string
	Amount, Currency, Unit string
}

// Role is ODCS roles[]: a role that grants access, and who approves it.
type Role struct {
	Element
	Annotations
	Role, Access, Description                 string
	FirstLevelApprovers, SecondLevelApprovers string
}

// Support is ODCS support[]: a channel on which to ask.
type Support struct {
	Element
	Annotations
	Channel, URL, Description, Tool, Scope, InvitationURL string
}

// SLA is ODCS slaProperties[]: a service-level property as written. Package
// catalog/sla gives it a canonical name and a normalised value.
type SLA struct {
	Element
	Annotations
	Property    string
	Value       Value
	ValueExt    Value
	Unit        string
	Elements    []string // element, split at commas: "orders.created_at"
	Driver      string
	Description string
	Schedule    string
	Scheduler   string
}
