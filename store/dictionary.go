package store

import _ "embed"

// dictionaryID marks what was compressed with dictionary. Change it, and the
// database's format, with the dictionary: neither can be read without the other.
const dictionaryID = 0x6d647831

// dictionaryText is what contracts have in common. Most are of one or two
// kilobytes, too short for a compressor to learn the keys of the standard from
// each alone; knowing them beforehand about halves what is stored.
//
//go:embed dictionary.yaml
var dictionaryText string

func dictionary() []byte { return []byte(dictionaryText) }
