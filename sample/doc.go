// Package sample is a data mesh to learn on: the contracts and products of
// Brindlemoor, an invented company that sells and rents outdoor gear, with two
// years of history, the results of its checks, and walkthroughs that tell its
// stories. It also makes meshes of any size, for trying things at scale.
//
// [Open] parses the embedded mesh into a [Library], which needs no store;
// [Generate] starts a generated one. The files are those of a contract
// repository: mesh/ is its newest state, history/ holds what each contract said
// before, and history.tsv says who changed what, when and why.
//
// The package imports catalog and catalog/reader, never store or ui.
package sample
