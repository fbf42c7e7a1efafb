package reader_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog/reader"
)

// benchFiles are contracts of three sizes: a typical one, the full example of
// the standard, and one of 68 tables with 456 columns.
var benchFiles = map[string]string{
	"typical-3KB": "andrelaf__data-contracts/contracts/clientes/cadastro/contract.odcs.yaml",
	"full-10KB":   "bitol-io__open-data-contract-standard/docs/examples/all/full-example.odcs.yaml",
	"large-190KB": "bitol-io__open-data-contract-standard/docs/examples/all/postgresql-adventureworks-contract.odcs.yaml",
	"dcs":         "datacontract__datacontract-specification/examples/orders-latest/datacontract.yaml",
}

// BenchmarkRead reports contracts a second, and the ratio to decoding the same
// bytes to bare YAML nodes in the same run.
func BenchmarkRead(b *testing.B) {
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		b.Skip("MESHDEX_SHARED is not set")
	}
	for name, file := range benchFiles {
		data, err := os.ReadFile(filepath.Join(shared, "corpus", file))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) { benchRead(b, data) })
	}
}

func benchRead(b *testing.B, data []byte) {
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	var whole, bare time.Duration
	for b.Loop() {
		start := time.Now()
		reader.Read("x.yaml", data, reader.Options{})
		read := time.Now()
		var y yaml.Node
		if err := yaml.Load(data, &y); err != nil {
			b.Fatal(err)
		}
		whole += read.Sub(start)
		bare += time.Since(read)
	}
	b.ReportMetric(float64(whole)/float64(bare), "x-bare-yaml")
	b.ReportMetric(float64(b.N)/whole.Seconds(), "contracts/s")
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(whole.Seconds()*1e3/float64(b.N), "ms/contract")
}
