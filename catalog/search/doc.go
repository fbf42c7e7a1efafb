// Package search finds products, contracts and properties.
//
// [Build] makes an [Index] of a catalog, [Index.Search] asks it, and
// [Index.NewSession] asks it as somebody types. What is found is ranked in
// stages (see [Stage]) that never mix: no amount of use, and no fuzzy score,
// lifts a hit over one that matches better.
//
// The package reads no files: whoever stores the bytes of [Index.Bytes] hands
// them to [Load]. It must not import store or ui.
package search
