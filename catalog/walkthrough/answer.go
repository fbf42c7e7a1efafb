package walkthrough

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
)

const hashPrefix = "sha256:"

// HashAnswer hides an answer so that a file may hold it in the open: letters and
// digits only, in lower case, hashed together with the id of the step. It keeps
// an honest reader from seeing the answer by accident; it is no secret.
func HashAnswer(step, answer string) string {
	sum := sha256.Sum256([]byte(step + "\x00" + plain(answer)))
	return hashPrefix + hex.EncodeToString(sum[:])
}

// plain folds what people write differently and mean alike: "Order Desk.",
// "order desk" and "order-desk".
func plain(answer string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, answer)
}

func checkHash(hash string) error {
	digits, ok := strings.CutPrefix(hash, hashPrefix)
	if b, err := hex.DecodeString(digits); !ok || err != nil || len(b) != sha256.Size {
		return fmt.Errorf("an answer is written as %s and 64 hexadecimal digits", hashPrefix)
	}
	return nil
}
