// Package query is the search language: text to a tree and back.
//
// [Parse] reads a finished query and says exactly what is wrong with a bad one;
// [ParsePartial] reads what somebody is still typing and never fails.
// [Complete] proposes how to go on. What a query means is decided by package
// search, which walks [Query.Root].
//
//	query  = all { "OR" all }
//	all    = item { ["AND"] item }
//	item   = ("-" | "NOT") item | "(" query ")" | text | filter
//	text   = word | '"' phrase '"' | "~" word | "~" '"' phrase '"'
//	filter = name op value { "," value }
//	op     = ":" | "=" | "!=" | "<" | "<=" | ">" | ">="
//
// The package imports nothing of the project: it knows the names of the
// qualifiers, not what is in a catalog.
package query
