package search

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

// tier is how telling a word in a field is; the lower the more.
type tier uint8

const (
	naming tier = iota // what the entry itself is called
	inside             // what the things directly in or around it are called
	facts
	prose
	tierCount
)

// tierOf says how telling the fields of an entry of the scope are.
func tierOf(s Scope, f Field) tier {
	switch f {
	case Name, ID, Synonym:
		return naming
	case Contract, Object, Product:
		return inside
	case Property:
		if s == Properties {
			return naming
		}
		return facts
	case Check, Description:
		return prose
	}
	return facts
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

// entry is one product, contract, object or property on its way into the
// index.
type entry struct {
	product, contract int
	texts             []text
	own               int // the first texts, which no entry inside it has
	flags             facet
	numbers           [numberCount]uint32
	values            []value
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
