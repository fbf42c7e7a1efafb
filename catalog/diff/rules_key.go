package diff

// keyRules are about keys, layout and the governance of a property.
var keyRules = []Rule{
	loosens("primary-key-removed", "{path} has no primary key any more, before {before}", "what made a row unique and never null is no longer promised"),
	tightens("primary-key-added", "{path} now has the primary key {after}", "a new promise"),
	loosens("primary-key-extended", "the primary key of {path} is now {after}, before {before}", "there is more than one row where there was one: the old key is not unique any more"),
	undecided("primary-key-reduced", "the primary key of {path} is now {after}, before {before}", "formally tighter, but a row means something else").owes(Backfill).acts(Tightens),
	breaks("primary-key-replaced", "the primary key of {path} is now {after}, before {before}", "who joins by the key joins by another one"),
	prose("primary-key-order-changed", "the columns of the primary key of {path} are in another order", "the set of columns is the same"),
	undecided("partition-added", "{path} is now a partition column", "cost, required filters and paths of files change"),
	undecided("partition-removed", "{path} is no longer a partition column", "queries that relied on it scan everything; paths of files change"),
	undecided("partition-order-changed", "the partition columns of {path} are in another order", "folders are nested in that order").varies("documentation when no server keeps files"),
	undecided("classification-raised", "{path} is now classified {after}, before {before}", "readers may lose access or gain duties").owes(Access),
	manages("classification-lowered", "{path} is now classified {after}, before {before}", "reading gets easier; somebody should have approved it").owes(Legal),
	undecided("classification-changed", "{path} is now classified {after}, before {before}", "the two have no known order").owes(Legal),
	undecided("classification-added", "{path} is now classified {after}", "duties of handling appear").owes(Access),
	undecided("classification-removed", "{path} is no longer classified, before {before}", "nobody knows how to treat it now").owes(Legal),
	undecided("pii-flag-set", "{path} is now marked as personal data", "duties of handling appear").owes(Legal),
	manages("pii-flag-cleared", "{path} is no longer marked as personal data", "handling gets easier; somebody should have approved it").owes(Legal),
	prose("critical-data-element-set", "{path} is now a critical data element", "more care is promised").owes(Enforce),
	undecided("critical-data-element-cleared", "{path} is no longer a critical data element", "who is regulated relies on the care").acts(Manages),
	undecided("encrypted-name-added", "{path} now has the encrypted column {after}", "the clear column is often masked at the same time"),
	breaks("encrypted-name-changed", "the encrypted column of {path} is now {after}, before {before}", "it is a column name that readers bind to"),
	breaks("encrypted-name-removed", "the encrypted column of {path} is gone, before {before}", "readers of the encrypted column fail"),
	undecided("transform-logic-changed", "{path} is computed differently", "the same name and type, perhaps another number"),
	breaks("measure-definition-changed", "the measure {path} is computed differently", "the expression is what a measure means").owes(Notify),
	undecided("transform-sources-changed", "{path} is computed from {after}, before from {before}", "another origin"),
	prose("transform-description-changed", "the account of how {path} is computed reads differently", "prose"),
	breaks("semantic-type-changed", "{path} is now a {after}, before a {before}", "it aggregates differently").owes(Notify),
	prose("lineage-changed", "{path} has other inputs", "provenance: it tells who is affected, not what is promised"),
}

// nestedRules are about structures within properties. All rules about
// properties hold at any depth as well.
var nestedRules = []Rule{
	breaks("object-flattened", "the contents of {before} moved up into {after}", "every path through it fails; one change, told once"),
	breaks("properties-grouped", "{before} moved down into {after}", "every path to them fails; one change, told once"),
	prose("items-declared", "{path} now says what its items are", "what was so is written down"),
	undecided("items-undeclared", "{path} no longer says what its items are", "the type of the items is not promised any more").owes(Repair),
	breaks("map-key-type-changed", "the keys of {path} are now {after}, before {before}", "lookups fail"),
	breaks("vector-dimensions-changed", "{path} now has {after} dimensions, before {before}", "indexes and models have a fixed width"),
	breaks("vector-element-type-changed", "the elements of {path} are now {after}, before {before}", "other bytes"),
	breaks("vector-embedding-model-changed", "{path} now comes from the model {after}, before {before}", "vectors of two models cannot be compared: nothing fails and the results are noise"),
	undecided("vector-normalisation-changed", "{path} {detail} normalised", "distances scale differently"),
	undecided("vector-distance-metric-changed", "{path} is to be compared by {after}, before by {before}", "an advice of the producer, but rankings follow it"),
}

// relationshipRules are about foreign keys.
var relationshipRules = []Rule{
	adds("relationship-added", "{path} now refers to {after}", "a new promise").owes(Enforce),
	undecided("relationship-removed", "{path} no longer refers to {before}", "joins may lose or repeat rows").acts(Loosens),
	breaks("relationship-target-changed", "{path} now refers to {after}, before to {before}", "joins return other rows").varies("potentially breaking when a target outside of the contract cannot be looked up"),
	breaks("relationship-columns-changed", "the columns that refer to {name} are now {after}, before {before}", "the join condition is another one"),
	undecided("relationship-type-changed", "the relationship of {path} is now a {after}, before a {before}", "it means something else"),
	undecided("relationship-cardinality-changed", "the relationship of {path} is now {after}, before {before}", "joins may fan out"),
	undecided("relationship-target-missing", "{path} refers to {after}, which is not in the contract any more", "a dangling reference, usually the echo of a rename").owes(Repair),
	prose("relationship-metadata-changed", "the labels of the relationship of {path} changed", "metadata"),
}
