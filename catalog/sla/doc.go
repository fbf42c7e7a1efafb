// Package sla reads service-level properties: it gives each a canonical name
// and a value in base units, so that "3 y", "36 months" and "P3Y" are the same
// promise and "25 h" is a weaker one than "1 d".
//
// [Normalize] is the entry point; [Compare] says which of two levels promises
// more. Names and two-letter codes are those of ODCS slaProperties and of the
// DP QoS list it refers to. The package works on values alone; it must not
// import anything of meshdex but catalog.
package sla
