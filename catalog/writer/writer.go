// Package writer turns contracts and products back into documents: contracts
// into ODCS v3.2.0, products into ODPS v1.1.0, as YAML or JSON.
//
// [ODCS] and [ODPS] write YAML, [JSON] and [ProductJSON] the same shape as JSON.
// Keys are in the order of the standard; what the standard has no key for, the
// extensions, follows under the paths that the reader gave it. Reading what was
// written gives the same contract again, but for positions and dialect.
//
// A credential is never written: the reader kept none. The package does no I/O
// of its own and must not import store or ui.
package writer

import (
	"io"

	"meshdex/catalog"
)

// The versions of the standards that are written.
const (
	odcsVersion = "v3.2.0"
	odpsVersion = "v1.1.0"
)

// ODCS writes the contract as YAML. The error is that of w.
func ODCS(w io.Writer, c *catalog.Contract) error { return writeYAML(w, contract(c)) }

// JSON returns the contract in the shape that ODCS writes, on one line.
func JSON(c *catalog.Contract) ([]byte, error) { return appendJSON(nil, contract(c)) }

// ODPS writes the product as YAML. The error is that of w.
func ODPS(w io.Writer, p *catalog.Product) error { return writeYAML(w, product(p)) }

// ProductJSON returns the product in the shape that ODPS writes, on one line.
func ProductJSON(p *catalog.Product) ([]byte, error) { return appendJSON(nil, product(p)) }
