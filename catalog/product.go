package catalog

// Product is a data product as a document describes it (ODPS v1.1, or another
// product dialect read into it).
type Product struct {
	Element
	Annotations // Annotations.ID is the product's id
	Dialect     Dialect
	Name        string
	Version     string
	Status      string
	Domain      string
	Tenant      string
	Type        string // sourceAligned, aggregate, consumerAligned, or the author's own
	Description Description
	Context     Context
	Synonyms    []Synonym
	Deprecated  Flag
	Inputs      []Port
	Outputs     []Port
	Management  []ManagementPort
	Support     []Support
	Team        Team
	Created     string // productCreatedTs, verbatim
}

// Port is ODPS inputPorts[] or outputPorts[]: where data enters or leaves a
// product, under which contract.
type Port struct {
	Element
	Annotations
	Name        string
	Version     string
	Contract    string // contractId; may dangle, may be empty
	Type        string
	Description string
	Deprecated  Flag
	Context     Context
	Synonyms    []Synonym
	Requires    []PortContract // outputPorts[].inputContracts
	SBOM        []SBOM
}

// PortContract is ODPS inputContracts[]: a contract that an output depends on.
type PortContract struct {
	Element
	ID, Version string
}

// SBOM is ODPS sbom[].
type SBOM struct {
	Element
	Annotations
	URL, Type string
}

// ManagementPort is ODPS managementPorts[].
type ManagementPort struct {
	Element
	Annotations
	Name, Content, Type, URL, Channel, Description string
	Deprecated                                     Flag
}
