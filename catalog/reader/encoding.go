package reader

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"meshdex/catalog"
)

// utf8Text brings the bytes of a file to UTF-8 without a byte-order mark. It
// reports false when they are no text.
func (r *reading) utf8Text(data []byte) ([]byte, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		if r.isExpected(nil) {
			r.report(ruleUTF16, catalog.Pos{Line: 1, Column: 1}, "", "The file is written in UTF-16.",
				"Save it as UTF-8; most tools cannot read it as it is.")
		}
		data = fromUTF16(data[2:], data[0] == 0xfe)
	}
	if i := control(data); i >= 0 {
		r.notText(data, i, fmt.Sprintf("The file has the control character 0x%02X here.", data[i]),
			"Remove it, or keep this file out of the source.")
		return nil, false
	}
	if i := invalidUTF8(data); i >= 0 {
		r.notText(data, i, fmt.Sprintf("The byte 0x%02X is not UTF-8.", data[i]),
			"Save the file as UTF-8; it may be in Latin-1 or Windows-1252.")
		return nil, false
	}
	return data, true
}

// control is the offset of the first character that may not stand in YAML or JSON
// at all, or -1.
func control(data []byte) int {
	for i, c := range data {
		if c < 0x20 && c != '\n' && c != '\t' && c != '\r' || c == 0x7f {
			return i
		}
	}
	return -1
}

func (r *reading) notText(data []byte, at int, message, hint string) {
	if r.isExpected(data) {
		r.report(ruleEncoding, offsetPos(data, at), "", message, hint)
	}
}

func fromUTF16(data []byte, bigEndian bool) []byte {
	units := make([]uint16, 0, len(data)/2)
	for i := 0; i+1 < len(data); i += 2 {
		lo, hi := data[i], data[i+1]
		if bigEndian {
			lo, hi = hi, lo
		}
		units = append(units, uint16(lo)|uint16(hi)<<8)
	}
	return []byte(string(utf16.Decode(units)))
}

// invalidUTF8 is the offset of the first byte that is no part of a rune, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		c, n := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
