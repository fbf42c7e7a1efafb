package search

import (
	"slices"
	"strings"
)

// Field says which text of an entry a word was found in.
type Field uint8

// The fields, in the order in which a hit explains itself by them.
const (
	Name Field = iota
	ID
	Synonym  // synonyms, business and physical names of the entry itself
	Contract // name or id of a contract of the product, or of the property
	Object   // names of schema objects
	Property // names, paths and business names of properties
	Product
	Domain
	Owner
	Member
	Tag
	Support
	Server
	SLA
	Check
	Classification
	Type
	Description
	fieldCount
)

var fieldNames = [fieldCount]string{
	"name", "id", "synonym", "contract", "object", "property", "product", "domain", "owner",
	"member", "tag", "support", "server", "sla", "check", "classification", "type", "description",
}

// String is the field's name as the command line prints it.
func (f Field) String() string {
	if f < fieldCount {
		return fieldNames[f]
	}
	return "text"
}

// fields is a set of fields.
type fields uint32

const (
	allFields  fields = 1<<fieldCount - 1
	nameFields fields = 1<<Name | 1<<ID | 1<<Synonym // by which the row itself is called
)

func (f fields) has(in Field) bool { return f>>in&1 != 0 }

// tier is how telling a word in a field is; the lower the more.
type tier uint8

const (
	naming tier = iota // what the entry itself is called
	inside             // what the things directly in or around it are called
	facts
	prose
	tierCount

	// common are the facts of a contract that are also those of all in it. To a
	// query they are facts; only the table of the contracts keeps them apart.
	common    = tierCount
	listTiers = tierCount + 1
)

// tierOf says how telling the fields of the rows of a scope's table are.
func tierOf(s Scope, f Field) tier {
	switch f {
	case Name, ID, Synonym:
		return naming
	case Contract, Object, Product:
		return inside
	case Domain, Owner:
		if s == Contracts {
			return common
		}
	case Check, Description:
		return prose
	}
	return facts
}

// raised is the tier of a contract's text for the product that the contract is of,
// and whether it has one: what a product says itself is not said again.
func raised(f Field) (tier, bool) {
	switch f {
	case Name, ID:
		return inside, true
	case Product, Domain:
		return 0, false
	}
	return min(tierOf(Products, f), prose), true
}

// raisedKind is the tier of the text of an object or property for the contract and
// product that it is in, and whether it has one.
func raisedKind(f Field, isObject bool) (tier, bool) {
	switch f {
	case Name, ID, Synonym:
		if isObject {
			return inside, true
		}
		return facts, true
	case Classification:
		return 0, false
	}
	return tierOf(Properties, f), true
}

// The values that hold for what is around or inside what says them, by their
// qualifiers.
var (
	raisedByContracts  = []string{"owner", "tag", "server", "format", "type", slaPrefix}
	raisedByObjects    = []string{"object", "type", "tag"}
	raisedByProperties = []string{"field", "class", "tag"}
	lentByContracts    = []string{"domain", "status", "version", "source", "dialect", "owner", "server", "format", slaPrefix}
)

// isAmong reports whether a qualifier is one of those; all service levels are
// when the beginning of their names is.
func isAmong(qualifier string, list []string) bool {
	return slices.Contains(list, qualifier) ||
		strings.HasPrefix(qualifier, slaPrefix) && slices.Contains(list, slaPrefix)
}

// Scope says what the hits are.
type Scope uint8

// The scopes.
const (
	Products Scope = iota
	Contracts
	Properties // schema objects and their properties
	scopeCount
)

// entry is what one product, contract, object or property says, on its way into
// the index.
type entry struct {
	texts   []text
	values  []value
	flags   facet
	numbers [numberCount]uint32
}

// text is a text of an entry that can be found.
type text struct {
	in   Field
	text string
}

// value is what a qualifier sees.
type value struct{ qualifier, text string }

// facet is a set of yes-or-no facts.
type facet uint32

const (
	hasQuality facet = 1 << iota
	hasSLA
	hasOwner
	hasDescription
	hasTags
	hasDomain
	hasTeam
	hasSupport
	hasServer
	hasClassification
	hasPII
	hasDocument
	hasConsumers
	hasObjects
	isDeprecated
	isObject // and not a property; of rows of the table of kinds

	nameShift = 24 // where the length of the name begins, in a row's flags
)

// presence says which fact each value of has: and missing: asks for.
var presence = map[string]facet{
	"quality": hasQuality, "sla": hasSLA, "owner": hasOwner, "description": hasDescription,
	"tags": hasTags, "domain": hasDomain, "team": hasTeam, "support": hasSupport, "server": hasServer,
	"classification": hasClassification, "pii": hasPII, "document": hasDocument,
	"consumers": hasConsumers, "objects": hasObjects,
}

// number is a column of numbers.
type number uint8

const (
	updated number = iota // Unix seconds, 0 when unknown
	consumers
	upstream
	columns
	objects
	contracts
	versions
	checks
	numberCount
)

var numbers = map[string]number{
	"updated": updated, "consumers": consumers, "upstream": upstream, "columns": columns,
	"objects": objects, "contracts": contracts, "versions": versions, "checks": checks,
}
