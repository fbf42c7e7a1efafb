package sync_test

import (
	"context"
	"testing"

	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

func TestWatch_seesFilesInNewFolders(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	f.write("orders.yaml", contract("orders", "1.0.0"))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	reports := make(chan sync.Report, 10)
	ended := make(chan error, 1)
	go func() {
		ended <- sync.Watch(ctx, db, []source.Config{f.config()}, nil, sync.Options{}, func(r sync.Report, err error) {
			if err != nil {
				t.Error(err)
			}
			reports <- r
		})
	}()
	if r := <-reports; r.Sources[0].Contracts != 1 {
		t.Errorf("first report = %+v", r.Sources)
	}
	f.write("new/returns.yaml", contract("returns", "1.0.0"))
	for r := range reports {
		if r.Sources[0].Contracts == 2 {
			break
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestRun_dryRunWritesNothing(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	f.write("orders.yaml", contract("orders", "1.0.0"))
	report, err := sync.Run(context.Background(), db, []source.Config{f.config()}, sync.Options{Mode: sync.DryRun})
	if err != nil || report.Sources[0].Added != 1 || report.Sources[0].Contracts != 1 {
		t.Errorf("report = %+v, %v", report.Sources, err)
	}
	if s := snapshot(t, db); s.Len() != 0 {
		t.Errorf("%d products", s.Len())
	}
}
