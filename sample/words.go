package sample

// The words that generated meshes are made of. Read only.

const (
	domainCount = 20
	entityCount = 8 // a domain
)

// domains of a generated mesh, the largest first, each with its entities.
var domains = [domainCount]struct {
	name     string
	entities [entityCount]string
}{
	{"sales", [entityCount]string{"order", "quote", "basket", "invoice", "discount", "return", "channel", "store"}},
	{"customer", [entityCount]string{"account", "contact", "consent", "address", "segment", "visit", "case", "survey"}},
	{"finance", [entityCount]string{"booking", "cost_centre", "budget", "receivable", "payable", "asset", "tax_line", "period"}},
	{"logistics", [entityCount]string{"shipment", "parcel", "route", "depot", "carrier", "pallet", "customs_entry", "slot"}},
	{"payments", [entityCount]string{"payment", "refund", "settlement", "chargeback", "mandate", "wallet", "payout", "fee"}},
	{"marketing", [entityCount]string{"campaign", "click", "audience", "mailing", "session", "keyword", "creative", "lead"}},
	{"inventory", [entityCount]string{"stock_level", "movement", "count", "bin", "lot", "reservation", "shortage", "item"}},
	{"purchasing", [entityCount]string{"supplier", "purchase_order", "contract", "delivery", "requisition", "tender", "rating", "price"}},
	{"manufacturing", [entityCount]string{"work_order", "machine", "downtime", "bill_of_material", "batch", "inspection", "tool", "shift"}},
	{"people", [entityCount]string{"employee", "position", "absence", "payslip", "applicant", "training", "team", "skill"}},
	{"risk", [entityCount]string{"exposure", "limit", "alert", "score", "scenario", "incident", "control", "loss"}},
	{"pricing", [entityCount]string{"price_list", "promotion", "elasticity", "competitor_price", "margin", "markdown", "bundle", "rebate"}},
	{"service", [entityCount]string{"ticket", "call", "appointment", "technician", "warranty", "part", "visit_report", "complaint"}},
	{"energy", [entityCount]string{"meter", "reading", "tariff", "outage", "substation", "forecast", "feed_in", "connection"}},
	{"claims", [entityCount]string{"claim", "policy", "premium", "adjuster", "estimate", "reserve", "recovery", "witness"}},
	{"network", [entityCount]string{"cell", "subscriber", "call_record", "fault", "link", "device", "sim_card", "roaming_event"}},
	{"mobility", [entityCount]string{"trip", "vehicle", "charger", "driver", "ticket_sale", "timetable", "stop", "delay"}},
	{"research", [entityCount]string{"sample", "experiment", "protocol", "instrument", "result", "compound", "study", "site"}},
	{"legal", [entityCount]string{"agreement", "clause", "matter", "filing", "obligation", "party", "hearing", "licence"}},
	{"sustainability", [entityCount]string{"emission", "waste_load", "water_use", "target", "certificate", "audit", "supplier_answer", "offset"}},
}

var (
	qualifiers = []string{
		"", "daily", "current", "history", "raw", "curated", "monthly", "live", "reconciled", "enriched", "snapshot",
		"weekly", "archived", "masked", "scored", "summary",
	}
	regions = []region{
		{"", ""},
		{"nordics", "the Nordics"},
		{"benelux", "Benelux"},
		{"dach", "DACH"},
		{"iberia", "Iberia"},
		{"france", "France"},
		{"italy", "Italy"},
		{"uk", "the UK"},
		{"baltics", "the Baltics"},
		{"poland", "Poland"},
		{"emea", "EMEA"},
		{"apac", "APAC"},
		{"latam", "Latin America"},
		{"canada", "Canada"},
		{"us-east", "the US East"},
		{"us-west", "the US West"},
		{"japan", "Japan"},
		{"india", "India"},
	}
	systems = []string{
		"", "beacon", "orion", "harbor", "tundra", "atlas", "quill", "lynx", "cobalt", "meridian", "sparrow",
		"granite", "juniper", "pelican", "saffron", "willow", "onyx", "fjord", "mistral", "cinder", "heron", "basalt",
		"larch", "ember",
	}
	given = []string{
		"Alva", "Bruno", "Chiara", "Dmitri", "Esme", "Farid", "Greta", "Hugo", "Imani", "Jonas", "Keiko", "Luca",
		"Marta", "Nadia", "Oskar", "Petra", "Quentin", "Rosa", "Sven", "Talia", "Umar", "Vera", "Wim", "Xenia",
		"Yusuf", "Zofia",
	}
	family = []string{
		"Albrecht", "Bergstrom", "Castell", "Dvorak", "Eriksen", "Fontaine", "Gallagher", "Hoshino", "Ivanova",
		"Jansson", "Kowal", "Lindholm", "Moreau", "Nakamura", "Okonkwo", "Pereira", "Quist", "Rossi", "Schreiber",
		"Tanaka", "Ueda", "Vargas", "Wouters", "Yilmaz", "Zielinski",
	}
	roleNames   = []string{"Data Product Owner", "Data Steward", "Data Engineer", "On-call Engineer"}
	serverTypes = []serverType{
		{"snowflake", "account", "corp-eu", "database", "MESH"},
		{"postgresql", "host", "db.corp.example", "database", "mesh"},
		{"bigquery", "project", "corp-mesh", "dataset", "mesh"},
		{"databricks", "host", "lakehouse.corp.example", "catalog", "mesh"},
		{"kafka", "host", "broker.corp.example:9092", "format", "avro"},
		{"s3", "location", "s3://corp-mesh/data", "format", "parquet"},
	}
	tagSets = [][]string{
		nil,
		{"gold"},
		{"core"},
		{"gdpr", "core"},
		{"reporting"},
		{"ml"},
		{"raw"},
		{"finance-close", "gold"},
		{"experimental"},
		{"streaming"},
	}
	// prose ends descriptions that begin with what the rows are.
	prose = []string{
		"for the morning report of the region",
		"for planning and for the people who must explain the plan",
		"as the source delivers them, without corrections",
		"joined with reference data and cleaned of doubles",
		"kept for the auditors, with every change since the start",
		"for models that want many columns and few surprises",
		"for dashboards, one row for each line they draw",
		"with late records put where they belong",
		"for partners, without anything that is nobody's business",
		"reconciled with the ledger every night",
	}
	// foreign are descriptions in other languages, as a group of companies has them.
	foreign = []string{
		"Tägliche Daten für die Steuerung der Region, geprüft und ohne Dubletten.",
		"Données de référence du groupe, rapprochées chaque nuit avec le grand livre.",
		"Gegevens voor de planning, elke ochtend voor zeven uur bijgewerkt.",
		"Uppgifter för uppföljning i regionen, utan personuppgifter.",
		"Datos de la región para informes, revisados por el equipo de calidad.",
		"Dane do raportów regionu, uzgadniane co noc z księgą główną.",
		"地域の計画に使うデータです。毎朝七時までに更新されます。",
		"بيانات التقارير الإقليمية، تُراجع كل ليلة.",
	}
)

// region is a part of the world, as ids and as people write it.
type region struct{ slug, name string }

// serverType is a kind of server with the two settings that say where it is.
type serverType struct{ kind, key1, value1, key2, value2 string }

// slaSet is what a contract promises; the sets are shared by many contracts, as
// templates are.
type slaSet []struct{ property, value, unit string }

var slaSets = []slaSet{
	nil, nil,
	{{"availability", "99.5", "percent"}},
	{{"frequency", "1", "d"}, {"availability", "99", "percent"}},
	{{"latency", "15", "m"}, {"retention", "7", "y"}},
	{{"latency", "2", "h"}, {"availability", "99.9", "percent"}, {"retention", "3", "y"}},
	{{"freshness", "24", "h"}},
	{{"latency", "5", "s"}, {"throughput", "2000", "rps"}, {"retention", "7", "d"}},
	{{"frequency", "1", "w"}, {"timeToRepair", "8", "h"}},
}

// checkSet is the checks of an object: name and metric.
type checkSet []struct{ name, metric string }

var checkSets = []checkSet{
	nil, nil,
	{{"Rows arrive", "rowCount"}},
	{{"Keys are unique", "duplicateValues"}, {"Rows arrive", "rowCount"}},
	{{"Keys are unique", "duplicateValues"}},
	{{"No empty keys", "nullValues"}, {"Keys are unique", "duplicateValues"}, {"Rows arrive", "rowCount"}},
}

// attribute is a template of a property; its name follows that of its entity.
type attribute struct {
	name, logical, physical, description string
	class                                string
	required, checked                    bool
}

var attributes = []attribute{
	{"code", "string", "varchar(32)", "Short code by which people name it.", "", true, false},
	{"name", "string", "varchar(120)", "Name as it is written on screens and papers.", "", false, false},
	{"status", "string", "varchar(16)", "How far it has come.", "", true, true},
	{"type", "string", "varchar(24)", "Kind, from the list of the domain.", "", true, false},
	{"created_at", "timestamp", "timestamptz", "When it was entered, in UTC.", "", true, false},
	{"updated_at", "timestamp", "timestamptz", "When it last changed, in UTC.", "", false, false},
	{"amount", "number", "numeric(18,2)", "Amount in the currency beside it.", "", false, true},
	{"currency", "string", "char(3)", "Currency, ISO 4217.", "", false, false},
	{"country", "string", "char(2)", "Country, ISO 3166-1 alpha-2.", "", false, false},
	{"quantity", "integer", "bigint", "How many.", "", false, false},
	{"reason", "string", "varchar(60)", "Why, from the list of reasons.", "", false, false},
	{"source_system", "string", "varchar(24)", "System that it came from.", "", true, false},
	{"valid_from", "date", "date", "First day on which it holds.", "", false, false},
	{"valid_to", "date", "date", "Last day on which it holds; empty while it does.", "", false, false},
	{"is_active", "boolean", "boolean", "Whether it is in use.", "", false, false},
	{"score", "number", "numeric(6,4)", "Score between 0 and 1.", "", false, false},
	{"email", "string", "varchar(254)", "Mail address of the person.", "pii", false, true},
	{"phone", "string", "varchar(32)", "Telephone number of the person.", "pii", false, false},
	{"comment", "string", "text", "Free text typed by somebody.", "", false, false},
	{"batch_no", "integer", "bigint", "Run that loaded it.", "internal", true, false},
	{"checksum", "string", "char(64)", "Hash of the record at its source.", "internal", false, false},
	{"position", "integer", "integer", "Place in its list, from 1.", "", false, false},
	{"share", "number", "numeric(5,4)", "Share of the whole.", "", false, false},
	{"weight_kg", "number", "numeric(10,3)", "Weight in kilograms.", "", false, false},
	{"duration_s", "integer", "integer", "Length in seconds.", "", false, false},
	{"url", "string", "text", "Page that shows it.", "", false, false},
	{"language", "string", "char(2)", "Language, ISO 639-1.", "", false, false},
	{"approved_by", "string", "varchar(60)", "Who approved it.", "restricted", false, false},
	{"approved_at", "timestamp", "timestamptz", "When it was approved.", "", false, false},
	{"cost", "number", "numeric(14,2)", "What it cost us.", "confidential", false, false},
	{"margin", "number", "numeric(14,2)", "What is left of it.", "confidential", false, false},
	{"tax_rate", "number", "numeric(5,4)", "Rate of tax.", "", false, false},
	{"latitude", "number", "numeric(9,6)", "Degrees north.", "", false, false},
	{"longitude", "number", "numeric(9,6)", "Degrees east.", "", false, false},
	{"priority", "integer", "smallint", "1 is the most urgent.", "", false, false},
	{"parent_code", "string", "varchar(32)", "Code of what it belongs to.", "", false, false},
	{"version_no", "integer", "integer", "How often it was changed.", "", false, false},
	{"deleted_at", "timestamp", "timestamptz", "When it was deleted; empty while it exists.", "", false, false},
	{"birth_date", "date", "date", "Date of birth of the person.", "pii", false, false},
	{"iban", "string", "varchar(34)", "Account of the person.", "pii", false, true},
	{"target", "number", "numeric(14,2)", "What was planned.", "", false, false},
	{"deviation", "number", "numeric(14,2)", "Distance from what was planned.", "", false, false},
	{"period", "string", "char(7)", "Month it counts for, as 2026-10.", "", false, false},
	{"segment", "string", "varchar(32)", "Segment it was put into.", "", false, false},
	{"channel", "string", "varchar(24)", "Way by which it reached us.", "", false, false},
	{"device", "string", "varchar(32)", "Device that was used.", "", false, false},
	{"ip_prefix", "string", "varchar(18)", "Network the person came from.", "restricted", false, false},
	{"temperature_c", "number", "numeric(5,1)", "Temperature in degrees Celsius.", "", false, false},
	{"pressure_bar", "number", "numeric(7,3)", "Pressure in bar.", "", false, false},
	{"energy_kwh", "number", "numeric(12,3)", "Energy in kilowatt-hours.", "", false, false},
	{"co2e_g", "number", "numeric(14,1)", "Emissions in grams of CO2 equivalent.", "", false, false},
	{"rating", "integer", "smallint", "Stars from 1 to 5.", "", false, false},
	{"label", "string", "varchar(40)", "Label given by a person or a program.", "", false, false},
	{"external_ref", "string", "varchar(64)", "What a partner calls it.", "", false, false},
	{"opened_on", "date", "date", "Day it was opened.", "", false, false},
	{"closed_on", "date", "date", "Day it was closed.", "", false, false},
}
