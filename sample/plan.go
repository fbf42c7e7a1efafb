package sample

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"meshdex/catalog"
)

// plan is everything about one generated product, drawn from (seed, index)
// alone: its identity from identityOf, the rest from a stream of its own.
type plan struct {
	identity
	shape     string // sourceAligned, aggregate, consumerAligned
	status    string
	owner     string // name of the team; "" for nobody
	people    []string
	channel   string
	text      string // description
	tags      []string
	document  bool // it has a document of its own
	inputs    []catalog.PortSummary
	contracts []planned
}

// planned is one contract of a product.
type planned struct {
	id, name, version string
	versions          int
	legacy            bool // every object still has legacy_code
	objects           []plannedObject
	slas              slaSet
	server            serverType
}

type plannedObject struct {
	shelf  *shelf
	props  int // how many of the shelf
	checks checkSet
}

// contractCounts are how many contracts products have: most have one.
var contractCounts = [...]int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3}

// identity is what others must know of a product to refer to it. It is cheap to
// make, for a product names others without planning them.
type identity struct {
	index          int
	domain, entity int
	region         int
	id, name       string
	versions       int // of its first contract
}

// mix scrambles the seed and an index into 64 even bits (the finaliser of
// SplitMix64 by Steele, Lea and Flood, 2014).
func mix(seed, n uint64) uint64 {
	z := seed + n*0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// part returns the number below n that eight bits of h choose.
func part(h uint64, shift, n int) int { return int(h>>shift&0xff) * n >> 8 }

// skewed is part with small numbers far more often: the square of an even draw.
func skewed(h uint64, shift, n int) int {
	b := int(h >> shift & 0xff)
	return b * b * n >> 16
}

func (g *Generated) identityOf(index int) identity {
	h := mix(g.seed, uint64(index))
	d := identity{index: index, domain: skewed(h, 0, len(domains)), entity: skewed(h, 8, entityCount)}
	d.versions = 1 + skewed(mix(h, 1), 0, 12)*skewed(mix(h, 1), 8, 4)
	entity := domains[d.domain].entities[d.entity]
	qualifier := qualifiers[part(h, 16, len(qualifiers))]
	d.region = part(h, 24, len(regions))
	system := systems[part(h, 32, len(systems))]
	id := append(make([]byte, 0, 64), domains[d.domain].name...)
	id = plural(append(id, '.'), entity)
	for _, w := range []string{qualifier, regions[d.region].slug, system} {
		if w != "" {
			id = append(append(id, '-'), w...)
		}
	}
	id = strconv.AppendInt(append(id, '-'), int64(index), 36)
	name := plural(make([]byte, 0, 64), title(entity))
	for _, w := range []string{qualifier, strings.TrimPrefix(regions[d.region].name, "the ")} {
		if w != "" {
			name = append(append(name, ", "...), w...)
		}
	}
	if system != "" {
		name = append(append(append(name, " ("...), title(system)...), ')')
	}
	d.id, d.name = string(id), string(name)
	return d
}

// contractID names contract number n of a product.
func (d *identity) contractID(n int) string {
	if n == 0 {
		return d.id + ".main"
	}
	return d.id + ".port" + strconv.Itoa(n+1)
}

// versionText is the text of the last of a number of versions: every fifth is a
// major one.
func versionText(versions int) string {
	return strconv.Itoa(1+(versions-1)/5) + "." + strconv.Itoa((versions-1)%5) + ".0"
}

func (g *Generated) plan(index int) plan {
	p := plan{identity: g.identityOf(index)}
	h := mix(g.seed^0x5eed, uint64(index))
	r := rand.New(rand.NewPCG(h, g.seed))
	p.shape, p.status = "sourceAligned", "active"
	switch n := r.IntN(100); {
	case n < 30 && index > 0:
		p.shape = "aggregate"
	case n < 45 && index > 0:
		p.shape = "consumerAligned"
	}
	switch n := r.IntN(100); {
	case n < 4:
		p.status = "deprecated"
	case n < 12:
		p.status = "draft"
	}
	count := contractCounts[part(h, 40, len(contractCounts))]
	p.document = count > 1 || r.IntN(10) < 7
	p.describe(r)
	g.staff(&p, r)
	g.connect(&p, r)
	p.contracts = make([]planned, 0, count)
	for n := range count {
		p.contracts = append(p.contracts, g.contract(&p, n, r))
	}
	return p
}

func (p *plan) describe(r *rand.Rand) {
	p.tags = tagSets[r.IntN(len(tagSets))]
	switch n := r.IntN(100); {
	case n < 4:
		p.text = foreign[r.IntN(len(foreign))]
	case n < 92:
		rows := title(string(plural(nil, domains[p.domain].entities[p.entity])))
		if where := regions[p.region].name; where != "" {
			rows += " from " + where
		}
		p.text = rows + ", " + prose[r.IntN(len(prose))] + "."
	}
}

// staff gives the product to a team of its domain. Few teams own much.
func (g *Generated) staff(p *plan, r *rand.Rand) {
	domain := domains[p.domain].name
	team := skewed(r.Uint64(), 0, 40)
	n := strconv.Itoa(team + 1)
	p.channel = "ask-" + domain + "-" + n
	if r.IntN(20) > 0 {
		p.owner = title(domain) + " team " + n
	}
	for i := range 1 + r.IntN(3) {
		w := mix(g.seed+uint64(team)<<8, uint64(p.domain<<4+i))
		name := given[part(w, 0, len(given))] + " " + family[part(w, 8, len(family))]
		p.people = append(p.people, name)
	}
}

// connect lets the product read others that come before it, the first ones, which
// everybody reads, most often. One port in a hundred dangles.
func (g *Generated) connect(p *plan, r *rand.Rand) {
	n := 0
	switch p.shape {
	case "aggregate":
		n = 1 + r.IntN(4)
	case "consumerAligned":
		n = 1 + r.IntN(6)
	}
	seen := map[int]bool{}
	for range n {
		at := int(float64(p.index) * math.Pow(r.Float64(), 3))
		if seen[at] {
			continue
		}
		seen[at] = true
		from := g.identityOf(at)
		port := catalog.PortSummary{
			Name: "from-" + strconv.FormatInt(int64(at), 36), Version: versionText(from.versions), Contract: from.contractID(0),
		}
		if r.IntN(100) == 0 {
			port.Contract = from.id + ".gone"
		}
		p.inputs = append(p.inputs, port)
	}
}

func (g *Generated) contract(p *plan, n int, r *rand.Rand) planned {
	c := planned{id: p.contractID(n), name: p.name, versions: p.versions}
	if n > 0 {
		c.name += ", port " + strconv.Itoa(n+1)
		c.versions = 1 + r.IntN(3)
	}
	c.version = versionText(c.versions)
	c.slas = slaSets[r.IntN(len(slaSets))]
	c.server = serverTypes[skewed(r.Uint64(), 0, len(serverTypes))]
	objects := 1
	if r.IntN(14) == 0 {
		objects += skewed(r.Uint64(), 0, 8)
	}
	c.objects = make([]plannedObject, 0, objects)
	for i := range objects {
		c.objects = append(c.objects, plannedObject{
			shelf: g.shelves.of(p.domain, (p.entity+i)%entityCount), props: sizeOf(r), checks: checkSets[r.IntN(len(checkSets))],
		})
	}
	return c
}

// sizeOf draws how many properties an object has: about ten, rarely hundreds.
// Sizes in the wild are close to a log-normal distribution, but for the wide
// tables that are made for analysts.
func sizeOf(r *rand.Rand) int {
	if r.IntN(400) == 0 {
		return widest + int(float64(maxProperties-widest)*math.Pow(r.Float64(), 2))
	}
	return max(1, min(widest, int(8*math.Exp(0.75*r.NormFloat64()))))
}

// widest is how many properties an object has that is no wide table.
const widest = 150

// at returns the contract as it was in version v, from 0: each version added a
// property to every object, and each major one took the property legacy_code of
// the one before away.
func (c *planned) at(v int) planned {
	old := *c
	old.version, old.legacy = versionText(v+1), v/5 < (c.versions-1)/5
	old.objects = make([]plannedObject, len(c.objects))
	for i, o := range c.objects {
		o.props = max(1, o.props-(c.versions-1-v))
		old.objects[i] = o
	}
	return old
}

// hash stands for the SHA-256 of a file that does not exist: where it is found.
func (g *Generated) hash(index, file, version int) string {
	var b [32]byte
	binary.BigEndian.PutUint64(b[0:], g.seed)
	binary.BigEndian.PutUint64(b[8:], uint64(index))
	binary.BigEndian.PutUint32(b[16:], uint32(file))
	binary.BigEndian.PutUint32(b[20:], uint32(version))
	binary.BigEndian.PutUint64(b[24:], mix(g.seed, uint64(index)<<20^uint64(file)<<12^uint64(version)))
	return hex.EncodeToString(b[:])
}

// published is when a version came out: the newest within the last year before
// [Generated.Today], the others some weeks apart before it.
func (g *Generated) published(index, behind int) time.Time {
	h := mix(g.seed^0xda7e, uint64(index))
	day := skewed(h, 0, 365) + behind*(14+part(h, 8, 40))
	return g.Today().Add(-time.Duration(day)*24*time.Hour - time.Duration(h>>16&0xffff)*time.Second)
}
