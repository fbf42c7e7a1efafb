package sync_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// TestRun_tellsOfADownloadWhileItLasts has a server send half of a file and wait until
// that was told.
func TestRun_tellsOfADownloadWhileItLasts(t *testing.T) {
	t.Parallel()
	text := contract("orders", "1.0.0")
	half := len(text) / 2
	isTold := make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(text)))
		fmt.Fprint(w, text[:half])
		w.(http.Flusher).Flush()
		<-isTold
		fmt.Fprint(w, text[half:])
	}))
	t.Cleanup(srv.Close)
	cfg := source.Config{Name: "w", Kind: source.KindHTTP, Location: srv.URL + "/orders.yaml"}
	var words []string
	report, err := sync.Run(context.Background(), storetest.MustOpen(t), []source.Config{cfg}, sync.Options{Progress: func(p sync.Progress) {
		words = append(words, fmt.Sprintf("%s %s %d %v", p.Source, p.Stage.Name, p.Files, p.Done))
		if p.Stage == (source.Stage{Name: "downloading", Done: int64(half), Total: int64(len(text)), Unit: source.Bytes}) {
			close(isTold)
		}
	}})
	if err != nil || report.Sources[0].Err != nil {
		t.Fatal(err, report.Sources)
	}
	if got := strings.Join(words, ", "); !strings.Contains(got, "w downloading 0 false, ") || !strings.Contains(got, "w  1 true") {
		t.Errorf("told %q", got)
	}
}
