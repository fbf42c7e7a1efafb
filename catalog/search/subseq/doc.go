// Package subseq finds the lines that contain the letters of a pattern in their
// order, and the best of them by the score of github.com/sahilm/fuzzy, many
// times faster than scoring every line.
//
// # The score
//
// Each letter of the pattern is matched to the best of its occurrences up to
// where the next letter first follows. An occurrence is worth 10 at the start
// of the line, 20 after a separator, 20 where camelCase begins a word, and,
// right after the letter before, 2a+5, where a is all that was earned this way
// so far. Up to 15 is lost for letters before the first match, and 1 for every
// byte of the line that is not matched. The tests compare with sahilm/fuzzy
// itself.
//
// # Why it is fast
//
// Presence. For each of 64 classes of characters there is a bitmap of the lines
// that have it. The lines that have all classes of the pattern are found by
// ANDing bitmaps, 64 lines an instruction, and only those are looked at.
//
// Bounds. A line cannot score more than 20 for each letter of the pattern that
// starts one of its words, plus what it could earn if each pair of letters of
// the pattern that stands somewhere in the line side by side matched side by
// side, less its unmatched length. Which letters start words is a mask of 64
// bits and the pairs are a Bloom filter of 256, so the bound takes a few
// instructions; a line is scored only when its bound reaches the worst of the
// best lines found so far.
//
// Order. Lines are laid out by length, shortest first, because the best lines
// are short: soon the bounds leave out almost all that follow. Of long patterns,
// whose best lines earn most by neighbours, the lines that have many of these come
// before the others, in some passes.
//
// Two goroutines take blocks of lines in turn and share the score to reach.
//
// Everything lies in one slice of bytes, read in place, so it may be a mapped
// file. The package imports nothing of the project but topk.
package subseq
