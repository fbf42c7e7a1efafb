package diff

// serverRules are about where and how the data is delivered.
var serverRules = []Rule{
	breaks("server-removed", "the server {name} is gone", "connections fail").varies("potentially breaking when the contract gave it no address"),
	undecided("server-removed-nonproduction", "the server {name}, not a production one, is gone", "test runs of consumers fail"),
	adds("server-added", "the server {name} is new", "one more way in"),
	undecided("server-renamed", "the server {before} is now called {after}{detail}", "tools choose servers by name"),
	breaks("server-type-changed", "the server {name} is now of type {after}, before {before}", "another driver and another dialect"),
	breaks("server-address-changed", "the server {name} has moved: {detail}", "connections fail").varies("potentially breaking when parts of an address are stated that were not"),
	undecided("server-address-parameterised", "the address of the server {name} is now filled in from outside: {detail}", "where it leads cannot be seen here").owes(Notify).varies("documentation when the default equals the old address"),
	breaks("server-format-changed", "the server {name} now delivers {after}, before {before}", "another decoder").varies("potentially breaking when one side does not say"),
	breaks("server-encoding-changed", "the server {name} now encodes as {after}, before {before}", "texts turn into garbage").varies("potentially breaking from ASCII to UTF-8, and when one side does not say"),
	breaks("server-delimiter-changed", "the server {name} now separates by {after}, before by {before}", "parsers cut in the wrong places").varies("potentially breaking when one side does not say"),
	breaks("server-environment-changed", "the server {name} is now {after}, before {before}", "what was there for production may not be any more").owes(Notify).varies("compatible when it becomes production, potentially breaking when neither is"),
	undecided("server-region-changed", "the server {name} is now in {after}, before in {before}", "latency, cost of transfer and residency").owes(Legal),
	manages("server-compute-changed", "the server {name} computes with {after}, before {before}", "the same data from another engine"),
	undecided("server-roles-changed", "the roles on the server {name} changed: {detail}", "access to this server is granted differently").owes(Access),
	prose("server-metadata-changed", "the wording of the server {name} changed", "prose"),
	prose("server-list-reordered", "the servers are in another order; first is now {after}, before {before}", "some tools take the first one unless told otherwise"),
}

// roleRules are about who gets access.
var roleRules = []Rule{
	breaks("role-removed", "the role {name} is gone", "its holders lose access").owes(Access),
	breaks("role-renamed", "the role {before} is now called {after}", "grants bind to the name").owes(Access),
	adds("role-added", "the role {name} is new", "one more way in"),
	loosens("role-access-reduced", "the role {name} now has {after} access, before {before}", "rights are withdrawn").owes(Access),
	adds("role-access-extended", "the role {name} now has {after} access, before {before}", "more rights; a reviewer should know").owes(Legal),
	undecided("role-access-changed", "the role {name} now has {after} access, before {before}", "the two have no known order").owes(Access),
	manages("role-approvers-changed", "the role {name} is approved by {after}, before by {before}", "somebody else is to be asked").owes(Access),
	prose("role-metadata-changed", "the wording of the role {name} changed", "prose"),
}

// peopleRules are about owners, support and price.
var peopleRules = []Rule{
	manages("owner-changed", "the owner is now {after}, before {before}", "somebody else answers for the data"),
	undecided("owner-removed", "nobody is named as owner any more, before {before}", "the contract is orphaned").owes(Repair),
	prose("team-member-changed", "the team changed: {detail}", "people come and go"),
	manages("contact-changed", "the contact is now {after}, before {before}", "somebody else is to be called"),
	manages("support-channel-removed", "the support channel {name} is gone", "there are others"),
	undecided("support-removed", "the last support channel {name} is gone", "there is nowhere to ask"),
	manages("support-channel-changed", "the support channel {name} changed: {detail}", "bookmarks change"),
	manages("support-channel-added", "the support channel {name} is new", "one more place to ask").owes(NoDuty),
	undecided("support-hours-changed", "support is now given {after}, before {before}", "free text"),
	breaks("price-introduced", "the data now costs {after}", "it needs the consent of consumers").owes(Notify),
	undecided("price-increased", "the data now costs {after}, before {before}", "pipelines run on, budgets may not"),
	manages("price-decreased", "the data now costs {after}, before {before}", "cheaper").owes(NoDuty),
	undecided("price-basis-changed", "the data now costs {after}, before {before}", "currencies and units cannot be compared"),
	manages("price-removed", "no price is stated any more, before {before}", "free or unknown: the contract does not say which").owes(NoDuty),
}

// metadataRules are about tags, links and custom properties anywhere.
var metadataRules = []Rule{
	prose("tags-changed", "the tags of {path} changed: {detail}", "labels"),
	manages("authoritative-definition-changed", "the definition of {path} is now at {after}, before at {before}", "the meaning may have moved with the link"),
	prose("authoritative-definitions-changed", "a link of {path} changed: {after}, before {before}", "a link"),
	prose("custom-property-changed", "{name} of {path} is now {after}, before {before}", "a key of the author's own; options can judge it otherwise"),
	prose("links-changed", "a link of {path} changed: {after}, before {before}", "a link"),
	prose("definition-reference-changed", "{path} now follows the definition {after}, before {before}", "what the definition says was compared already, field by field"),
}

// comparisonRules are about the comparison itself.
var comparisonRules = []Rule{
	prose("rename-suspected", "perhaps {before} is now {after}: {detail}", "a hint beside the two findings, which stand").needs(NoBump),
	prose("match-ambiguous", "{before} could be any of {after}", "too close to choose, so both sides are told as removed and added").needs(NoBump).owes(Repair),
	undecided("duplicate-name", "{name} stands more than once in {path}", "they are compared one by one in the order of the document; a reader cannot tell them apart").owes(Repair),
	undecided("duplicate-id", "the id {name} stands more than once in {path}", "ids are ignored there").owes(Repair),
	undecided("reference-unresolved", "{path} refers to {name}, which cannot be found", "what depends on it was judged without it").needs(NoBump).owes(Repair),
	undecided("secret-changed", "a credential of {path} changed", "that it changed is told, what it is never").owes(Repair),
}
