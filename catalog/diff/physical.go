package diff

import (
	"fmt"
	"strconv"
	"strings"

	"meshdex/catalog/lazy"
)

// A physical type is read as a family with parameters, so that spellings of one
// type are equal and the capacity of two can be compared. What cannot be read is
// compared as text and never claimed to be wider or narrower.

type family uint8

const (
	otherFamily family = iota
	integerFamily
	decimalFamily
	floatFamily
	stringFamily
	bytesFamily
	booleanFamily
	dateFamily
	timeFamily
	timestampFamily
	uuidFamily
	jsonFamily
)

// physical is a type that was read.
type physical struct {
	family    family
	bits      int // integers and floats
	unsigned  bool
	precision int // decimals: digits; times: digits of a second; -1 is unspecified
	scale     int
	length    int  // texts and bytes; -1 is without bound
	fixed     bool // padded to its length
	zoned     bool // times that know their zone
	text      string
	key       string // canonical
}

// vocabulary is what the names of types mean in one comparison: those of its
// type of server. It remembers what was read.
type vocabulary struct {
	server string
	types  map[string]physical
}

// plain holds the types that mean the same on all servers.
var plain = map[string]physical{
	"tinyint": {family: integerFamily, bits: 8}, "int8": {family: integerFamily, bits: 64}, "byte": {family: integerFamily, bits: 8},
	"smallint": {family: integerFamily, bits: 16}, "int2": {family: integerFamily, bits: 16}, "short": {family: integerFamily, bits: 16}, "int16": {family: integerFamily, bits: 16},
	"mediumint": {family: integerFamily, bits: 24},
	"int":       {family: integerFamily, bits: 32}, "integer": {family: integerFamily, bits: 32}, "int4": {family: integerFamily, bits: 32}, "int32": {family: integerFamily, bits: 32}, "serial": {family: integerFamily, bits: 32},
	"bigint": {family: integerFamily, bits: 64}, "long": {family: integerFamily, bits: 64}, "int64": {family: integerFamily, bits: 64}, "bigserial": {family: integerFamily, bits: 64},
	"uint8": {family: integerFamily, bits: 8, unsigned: true}, "uint16": {family: integerFamily, bits: 16, unsigned: true},
	"uint32": {family: integerFamily, bits: 32, unsigned: true}, "uint64": {family: integerFamily, bits: 64, unsigned: true},
	"decimal": {family: decimalFamily}, "numeric": {family: decimalFamily}, "dec": {family: decimalFamily}, "number": {family: decimalFamily}, "bignumeric": {family: decimalFamily},
	"real": {family: floatFamily, bits: 32}, "float4": {family: floatFamily, bits: 32}, "float32": {family: floatFamily, bits: 32}, "float": {family: floatFamily, bits: 32},
	"double": {family: floatFamily, bits: 64}, "doubleprecision": {family: floatFamily, bits: 64}, "float8": {family: floatFamily, bits: 64}, "float64": {family: floatFamily, bits: 64},
	"varchar": {family: stringFamily}, "varchar2": {family: stringFamily}, "nvarchar": {family: stringFamily}, "charactervarying": {family: stringFamily},
	"text": {family: stringFamily}, "string": {family: stringFamily}, "clob": {family: stringFamily}, "longtext": {family: stringFamily}, "mediumtext": {family: stringFamily}, "ntext": {family: stringFamily},
	"char": {family: stringFamily, fixed: true}, "character": {family: stringFamily, fixed: true}, "nchar": {family: stringFamily, fixed: true}, "bpchar": {family: stringFamily, fixed: true},
	"bytes": {family: bytesFamily}, "binary": {family: bytesFamily}, "varbinary": {family: bytesFamily}, "bytea": {family: bytesFamily}, "blob": {family: bytesFamily},
	"bool": {family: booleanFamily}, "boolean": {family: booleanFamily}, "bit": {family: booleanFamily},
	"date": {family: dateFamily},
	"time": {family: timeFamily}, "timetz": {family: timeFamily, zoned: true},
	"timestamp": {family: timestampFamily}, "datetime": {family: timestampFamily}, "datetime2": {family: timestampFamily}, "timestampntz": {family: timestampFamily},
	"timestamptz": {family: timestampFamily, zoned: true}, "timestampltz": {family: timestampFamily, zoned: true}, "datetimeoffset": {family: timestampFamily, zoned: true},
	"uuid": {family: uuidFamily}, "uniqueidentifier": {family: uuidFamily}, "json": {family: jsonFamily}, "variant": {family: jsonFamily}, "jsonb": {family: jsonFamily, fixed: true},
}

// onServer holds the types that a type of server reads otherwise.
var onServer = map[string]map[string]physical{
	"bigquery": {
		"timestamp": {family: timestampFamily, zoned: true}, "float": {family: floatFamily, bits: 64},
		"integer": {family: integerFamily, bits: 64}, "int": {family: integerFamily, bits: 64},
		"smallint": {family: integerFamily, bits: 64}, "tinyint": {family: integerFamily, bits: 64},
	},
	"databricks": {"timestamp": {family: timestampFamily, zoned: true}},
	"snowflake":  {"float": {family: floatFamily, bits: 64}, "real": {family: floatFamily, bits: 64}},
	"sqlserver":  {"float": {family: floatFamily, bits: 64}},
	"postgresql": {"float": {family: floatFamily, bits: 64}},
	"clickhouse": {"int8": {family: integerFamily, bits: 8}},
}

var physicalText = lazy.Regexp(`^([a-z][a-z0-9_ ]*?)\s*(?:\(\s*([^()]*?)\s*\))?\s*([a-z_ ]*)$`)

// physicalOf reads a type as the servers of the node's contract understand it.
func physicalOf(n *node, text string) physical {
	for n.parent != nil {
		n = n.parent
	}
	t, ok := n.words.types[text]
	if !ok {
		t = readPhysical(n.words.server, text)
		t.key = t.canonical()
		n.words.types[text] = t
	}
	return t
}

func readPhysical(server, text string) physical {
	t := physical{text: strings.ToLower(strings.Join(strings.Fields(text), " "))}
	m := physicalText().FindStringSubmatch(t.text)
	if m == nil {
		t.text = strings.ReplaceAll(t.text, " ", "")
		return t
	}
	words := strings.Fields(m[1] + " " + m[3])
	name, flags := splitFlags(words)
	known, ok := lookupType(server, name)
	if !ok {
		t.text = strings.ReplaceAll(t.text, " ", "")
		return t
	}
	known.text, known.length, known.precision, known.scale = t.text, -1, -1, 0
	known.unsigned = known.unsigned || flags["unsigned"]
	known.zoned = (known.zoned || flags["with"]) && !flags["without"]
	return known.withParameters(m[2])
}

// splitFlags takes the words off a type's name that only qualify it.
func splitFlags(words []string) (name string, flags map[string]bool) {
	flags = map[string]bool{}
	for _, w := range words {
		switch w {
		case "unsigned", "signed", "with", "without", "local", "zone", "null", "not":
			flags[w] = true
		default:
			if w != "time" || name == "" {
				name += strings.ReplaceAll(w, "_", "")
			}
		}
	}
	return name, flags
}

func lookupType(server, name string) (physical, bool) {
	if t, ok := onServer[server][name]; ok {
		return t, true
	}
	t, ok := plain[name]
	return t, ok
}

func (t physical) withParameters(list string) physical {
	var numbers []int
	for part := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(part), "char"), "byte")))
		if err == nil {
			numbers = append(numbers, n)
		}
	}
	if t.fixed && t.family == stringFamily {
		t.length = 1
	}
	if len(numbers) == 0 {
		return t
	}
	switch t.family {
	case stringFamily, bytesFamily:
		t.length = numbers[0]
	case decimalFamily:
		t.precision = numbers[0]
		if len(numbers) > 1 {
			t.scale = numbers[1]
		}
	case timeFamily, timestampFamily:
		t.precision = numbers[0]
	case floatFamily:
		if numbers[0] > 24 {
			t.bits = 64
		}
	}
	return t
}

// canonical is equal for types that are the same.
func (t physical) canonical() string {
	if t.family == otherFamily {
		return t.text
	}
	return fmt.Sprintf("%d %d %t %d %d %d %t %t", t.family, t.bits, t.unsigned, t.precision, t.scale, t.length, t.fixed, t.zoned)
}

// digits is how many decimal digits an integer needs.
func (t physical) digits() int {
	switch {
	case t.bits <= 8:
		return 3
	case t.bits <= 16:
		return 5
	case t.bits <= 32:
		return 10
	case t.unsigned:
		return 20
	}
	return 19
}

// The outcomes of comparing two physical types are the ids of their rules.
const (
	typeWidened      = "physical-type-widened"
	typeNarrowed     = "physical-type-narrowed"
	typeIncomparable = "physical-type-incomparable"
	typeOtherFamily  = "physical-type-family-changed"
)

// changedTo names the rule for a change from t to u, which differ.
func (t physical) changedTo(u physical) string {
	switch {
	case t.family == otherFamily || u.family == otherFamily:
		return typeIncomparable
	case t.family != u.family:
		return t.acrossFamilies(u)
	}
	switch t.family {
	case integerFamily:
		return t.integerTo(u)
	case decimalFamily:
		return t.decimalTo(u)
	case stringFamily, bytesFamily:
		return t.stringTo(u)
	case timeFamily, timestampFamily:
		if t.zoned != u.zoned {
			return "physical-type-timezone-changed"
		}
		return byOrder(specified(u.precision, 6) - specified(t.precision, 6))
	case floatFamily:
		return byOrder(u.bits - t.bits)
	}
	return typeIncomparable
}

func specified(n, or int) int {
	if n < 0 {
		return or
	}
	return n
}

func byOrder(growth int) string {
	switch {
	case growth > 0:
		return typeWidened
	case growth < 0:
		return typeNarrowed
	}
	return typeIncomparable
}

func (t physical) integerTo(u physical) string {
	switch {
	case t.unsigned == u.unsigned:
		return byOrder(u.bits - t.bits)
	case t.unsigned && u.bits > t.bits:
		return typeWidened
	case u.unsigned && t.bits > u.bits:
		return typeNarrowed
	}
	return "physical-type-signedness-changed"
}

func (t physical) decimalTo(u physical) string {
	if t.precision < 0 || u.precision < 0 {
		return typeIncomparable
	}
	whole, fraction := (u.precision-u.scale)-(t.precision-t.scale), u.scale-t.scale
	switch {
	case fraction == 0:
		return byOrder(whole)
	case fraction > 0 && whole >= 0:
		return "physical-type-scale-increased"
	case fraction < 0 && whole <= 0:
		return "physical-type-scale-reduced"
	}
	return typeIncomparable
}

func (t physical) stringTo(u physical) string {
	switch {
	case t.length == u.length:
		return "physical-type-padding-changed"
	case u.length < 0:
		return typeWidened
	case t.length < 0:
		return typeNarrowed
	}
	return byOrder(u.length - t.length)
}

// acrossFamilies knows the numbers that fit into another family of numbers.
func (t physical) acrossFamilies(u physical) string {
	switch {
	case t.family == integerFamily && u.family == decimalFamily:
		return fits(u.precision-u.scale >= t.digits() || u.precision < 0, typeWidened)
	case t.family == decimalFamily && u.family == integerFamily:
		return fits(t.precision-t.scale >= u.digits() || t.precision < 0, typeNarrowed)
	case t.family == integerFamily && u.family == floatFamily:
		return fits(u.bits > t.bits, typeWidened)
	case t.family == floatFamily && u.family == integerFamily:
		return fits(t.bits > u.bits, typeNarrowed)
	case t.isFraction() && u.isFraction():
		return typeIncomparable
	}
	return typeOtherFamily
}

func (t physical) isFraction() bool { return t.family == decimalFamily || t.family == floatFamily }

func fits(does bool, rule string) string {
	if does {
		return rule
	}
	return typeIncomparable
}
