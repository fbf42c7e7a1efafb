package catalog

import (
	"encoding/binary"
	"errors"
	"io"
	"sort"
	"strings"
	"time"
	"unsafe"
)

// Snapshot is one immutable state of the catalog: the rows that lists show and
// lookups by id. A new sync gives a new Snapshot; whoever holds an old one keeps
// a consistent view. Hold on to ids, never to row numbers, across snapshots.
//
// It is a thin reader over one flat byte slice, which the store maps from a
// file, so opening a million products allocates nothing:
//
//	magic | counts | string offsets | product rows | contract rows |
//	products by id | contracts by id | string bytes
//
// What lists show of all products comes first among the strings (see arrange). All
// numbers are little-endian uint32 ("words"). Strings are interned: a row
// holds string numbers. Safe for concurrent use.
type Snapshot struct {
	strings   section // offsets into text, one more than there are strings in it
	products  section
	contracts section
	byID      section // product rows ordered by id
	byCID     section // contract rows ordered by id
	text      []byte
	added     []string // by Amend: those behind the strings of text
	head      header
}

// header is the fixed start of a snapshot, in words after the magic.
type header struct {
	strings, products, contracts, problems uint32
	generation                             uint64
	synced                                 int64 // Unix seconds
}

const (
	snapshotMagic = "mdxsnap1"
	headerBytes   = 8 + 4*4 + 2*8
)

// section is a run of fixed-size rows of words.
type section struct {
	data  []byte
	words int // words a row
}

func (s section) word(row, col int) uint32 {
	return binary.LittleEndian.Uint32(s.data[(row*s.words+col)*4:])
}

// ErrSnapshot is returned for bytes that are not a snapshot of this format.
var ErrSnapshot = errors.New("not a catalog snapshot of this version")

// LoadSnapshot reads a snapshot in place: data must not change while the
// Snapshot or any string it gave out is in use. It checks sizes, not content;
// whoever stores the bytes guards them by a checksum.
func LoadSnapshot(data []byte) (*Snapshot, error) {
	if len(data) < headerBytes || string(data[:8]) != snapshotMagic {
		return nil, ErrSnapshot
	}
	h := header{
		strings: binary.LittleEndian.Uint32(data[8:]), products: binary.LittleEndian.Uint32(data[12:]),
		contracts: binary.LittleEndian.Uint32(data[16:]), problems: binary.LittleEndian.Uint32(data[20:]),
		generation: binary.LittleEndian.Uint64(data[24:]), synced: int64(binary.LittleEndian.Uint64(data[32:])),
	}
	s := &Snapshot{head: h}
	rest := data[headerBytes:]
	ok := true
	cut := func(rows, words int) section {
		n := rows * words * 4
		if !ok || n < 0 || n > len(rest) {
			ok = false
			return section{words: words}
		}
		sec := section{rest[:n], words}
		rest = rest[n:]
		return sec
	}
	s.strings = cut(int(h.strings)+1, 1)
	s.products = cut(int(h.products), productWords)
	s.contracts = cut(int(h.contracts), contractWords)
	s.byID = cut(int(h.products), 1)
	s.byCID = cut(int(h.contracts), 1)
	if !ok || int(s.strings.word(int(h.strings), 0)) != len(rest) {
		return nil, ErrSnapshot
	}
	s.text = rest
	return s, nil
}

// WriteTo writes what LoadSnapshot reads. The error is the writer's.
func (s *Snapshot) WriteTo(to io.Writer) (written int64, err error) {
	end := uint32(len(s.text))
	var offsets, text []byte
	for _, t := range s.added {
		end += uint32(len(t))
		offsets, text = binary.LittleEndian.AppendUint32(offsets, end), append(text, t...)
	}
	for _, part := range [][]byte{
		s.head.append(nil), s.strings.data, offsets, s.products.data, s.contracts.data, s.byID.data, s.byCID.data, s.text, text,
	} {
		n, err := to.Write(part)
		if written += int64(n); err != nil {
			return written, err
		}
	}
	return written, nil
}

// Len is the number of products.
func (s *Snapshot) Len() int { return int(s.head.products) }

// ContractCount is the number of contracts.
func (s *Snapshot) ContractCount() int { return int(s.head.contracts) }

// ProblemCount is the number of problems that the last sync left.
func (s *Snapshot) ProblemCount() int { return int(s.head.problems) }

// Generation is the store's count of changes that this snapshot shows.
func (s *Snapshot) Generation() uint64 { return s.head.generation }

// Synced is when the catalog last changed; zero if never.
func (s *Snapshot) Synced() time.Time {
	if s.head.synced == 0 {
		return time.Time{}
	}
	return time.Unix(s.head.synced, 0)
}

// str returns string number n without copying it. The bytes are immutable for
// the life of the snapshot, which is what unsafe.String asks for.
func (s *Snapshot) str(n uint32) string {
	if added := int(n) - (len(s.strings.data)/4 - 1); added >= 0 {
		if added < len(s.added) {
			return s.added[added]
		}
		return ""
	}
	from, to := s.strings.word(int(n), 0), s.strings.word(int(n)+1, 0)
	if from >= to || int(to) > len(s.text) {
		return ""
	}
	return unsafe.String(&s.text[from], int(to-from))
}

// Product returns row i, 0 <= i < Len. It does not allocate.
func (s *Snapshot) Product(i int) ProductRow {
	w := func(c int) uint32 { return s.products.word(i, c) }
	str := func(c int) string { return s.str(w(c)) }
	return ProductRow{
		ID: str(0), Name: str(1), Domain: str(2), Owner: str(3), Status: str(4), Version: str(5),
		Type: str(6), Description: str(7), Source: str(8), Path: str(9), Hash: str(10),
		tags: str(11), Dialect: Family(str(12)),
		First: int(w(13)), Contracts: int(w(14)), Versions: int(w(15)), Objects: int(w(16)),
		Properties: int(w(17)), Checks: int(w(18)), Consumers: int(w(19)), Upstream: int(w(20)),
		updated: w(21), Flags: RowFlags(w(22)), Index: int(w(23)),
	}
}

// Contract returns contract row i, 0 <= i < ContractCount. It does not allocate.
func (s *Snapshot) Contract(i int) ContractRow {
	w := func(c int) uint32 { return s.contracts.word(i, c) }
	str := func(c int) string { return s.str(w(c)) }
	return ContractRow{
		ID: str(0), Name: str(1), Version: str(2), Status: str(3), Source: str(4), Path: str(5),
		Hash: str(6), Product: int(w(7)), Versions: int(w(8)), Objects: int(w(9)),
		Properties: int(w(10)), Checks: int(w(11)), updated: w(12), Flags: RowFlags(w(13)), Index: int(w(14)),
	}
}

// FindProduct returns the row of the product with the given id.
func (s *Snapshot) FindProduct(id string) (int, bool) {
	return s.find(s.byID, s.Len(), id, func(row int) string { return s.str(s.products.word(row, 0)) })
}

// FindContract returns the row of the contract with the given id.
func (s *Snapshot) FindContract(id string) (int, bool) {
	return s.find(s.byCID, s.ContractCount(), id, func(row int) string { return s.str(s.contracts.word(row, 0)) })
}

func (s *Snapshot) find(order section, n int, id string, at func(int) string) (int, bool) {
	i, ok := sort.Find(n, func(i int) int { return strings.Compare(id, at(int(order.word(i, 0)))) })
	if !ok {
		return 0, false
	}
	return int(order.word(i, 0)), true
}

// ProductRow is one product as lists show it. Its strings are views into the
// snapshot.
type ProductRow struct {
	ID, Name, Domain, Owner, Status, Version, Type string
	Description                                    string // first sentences, at most 300 bytes
	Source, Path, Hash                             string // of the product's document; of its first contract when it has none
	Index                                          int    // which of the file's products or contracts
	Dialect                                        Family
	First, Contracts                               int // its contracts are rows First … First+Contracts-1
	Versions, Objects, Properties, Checks          int // sums over its contracts
	Consumers, Upstream                            int // products that read it, products it reads
	Flags                                          RowFlags
	tags                                           string
	updated                                        uint32
}

// Label is how to call the product: its name, else its id.
func (p ProductRow) Label() string {
	if p.Name != "" {
		return p.Name
	}
	return p.ID
}

// Tags returns the tags; it allocates.
func (p ProductRow) Tags() []string {
	if p.tags == "" {
		return nil
	}
	return strings.Split(p.tags, tagSeparator)
}

// TagText is all tags in one string, for matching without allocating.
func (p ProductRow) TagText() string { return p.tags }

// Updated is when the product's newest version was published; zero if unknown.
func (p ProductRow) Updated() time.Time { return unix(p.updated) }

// ContractRow is one contract at its current version.
type ContractRow struct {
	ID, Name, Version, Status             string
	Source, Path, Hash                    string
	Index                                 int // which of the file's contracts
	Product                               int // row of its product
	Versions, Objects, Properties, Checks int
	Flags                                 RowFlags
	updated                               uint32
}

// Label is how to call the contract: its name, else its id.
func (c ContractRow) Label() string {
	if c.Name != "" {
		return c.Name
	}
	return c.ID
}

// Updated is when the contract's newest version was published.
func (c ContractRow) Updated() time.Time { return unix(c.updated) }

func unix(sec uint32) time.Time {
	if sec == 0 {
		return time.Time{}
	}
	return time.Unix(int64(sec), 0)
}

const tagSeparator = "\x1f"

// RowFlags are the yes-or-no facts of a row.
type RowFlags uint32

// The flags of a row.
const (
	HasDocument RowFlags = 1 << iota // the product has a document of its own
	HasSLA
	HasQuality
	HasPII
	HasOwner
	HasDescription
	IsDeprecated
	IsStale   // the file is broken now; the last good state is shown
	IsRemoved // the file is gone from its source
	HasDangling
	VersionReused // several contents under one version text
)

// Has reports whether all of g are set.
func (f RowFlags) Has(g RowFlags) bool { return f&g == g }

const (
	productWords  = productTexts + 11
	contractWords = contractTexts + 8

	productTexts  = 13 // words that are numbers of strings; they come first
	contractTexts = 7
)

// texts and numbers are the words of a row, in order.
func (p *ProductRow) texts() [productTexts]string {
	return [...]string{
		p.ID, p.Name, p.Domain, p.Owner, p.Status, p.Version, p.Type, p.Description,
		p.Source, p.Path, p.Hash, p.tags, string(p.Dialect),
	}
}

func (p *ProductRow) numbers() [productWords - productTexts]uint32 {
	return [...]uint32{
		uint32(p.First), uint32(p.Contracts), uint32(p.Versions), uint32(p.Objects), uint32(p.Properties),
		uint32(p.Checks), uint32(p.Consumers), uint32(p.Upstream), p.updated, uint32(p.Flags), uint32(p.Index),
	}
}

func (c *ContractRow) texts() [contractTexts]string {
	return [...]string{c.ID, c.Name, c.Version, c.Status, c.Source, c.Path, c.Hash}
}

func (c *ContractRow) numbers() [contractWords - contractTexts]uint32 {
	return [...]uint32{
		uint32(c.Product), uint32(c.Versions), uint32(c.Objects), uint32(c.Properties), uint32(c.Checks),
		c.updated, uint32(c.Flags), uint32(c.Index),
	}
}
