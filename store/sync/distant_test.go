package sync_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// TestRun_nobodyWaitsForADistantSource has a service answer for no object until many are
// asked for, and a folder is synced meanwhile. A test that hangs here has found that they
// wait for one another.
func TestRun_nobodyWaitsForADistantSource(t *testing.T) {
	t.Parallel()
	const atOnce = 12
	backend := s3mem.New()
	next := gofakes3.New(backend).Server()
	asked, folderRead, open := make(chan struct{}, 1000), make(chan struct{}), make(chan struct{})
	go func() {
		for range atOnce {
			<-asked
		}
		<-folderRead
		close(open)
	}()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".yaml") {
			asked <- struct{}{}
			<-open
		}
		next.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	if err := backend.CreateBucket("mesh"); err != nil {
		t.Fatal(err)
	}
	far := source.Config{Name: "far", Kind: source.KindS3, Location: "s3://mesh/live", Settings: map[string]string{
		source.SettingEndpoint: srv.URL, source.SettingPathStyle: "true", source.SettingAnonymous: "true",
	}}
	near := newFolder(t)
	for i := range 40 {
		id := fmt.Sprintf("c%d", i)
		putObject(t, backend, "live/"+id+".yaml", contract(id, "1.0.0"))
		near.write(id+".yaml", contract(id, "2.0.0"))
	}
	report, err := sync.Run(context.Background(), storetest.MustOpen(t), []source.Config{far, near.config()}, sync.Options{
		Workers: 1,
		Progress: func(p sync.Progress) {
			if p.Source == "s" && p.Done {
				close(folderRead)
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range report.Sources {
		if s.Err != nil || s.Added != 40 {
			t.Errorf("%+v", s)
		}
	}
}
