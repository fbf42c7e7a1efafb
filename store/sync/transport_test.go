package sync_test

import (
	"context"
	"encoding/pem"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// remote is a repository as it is reached from elsewhere.
type remote struct {
	location string
	environ  []string
	gate     *gate // that its requests go through; nil if nobody counts them
}

// overHTTPS serves the repository by git's own CGI program.
func overHTTPS(t *testing.T, r *repository) remote {
	t.Helper()
	out, err := exec.Command("git", "--exec-path").Output()
	backend := filepath.Join(strings.TrimSpace(string(out)), "git-http-backend")
	if _, e := os.Stat(backend); err != nil || e != nil {
		t.Skip("no git-http-backend")
	}
	g := &gate{next: http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		handler := &cgi.Handler{Path: backend, Root: "/", Env: []string{
			"GIT_PROJECT_ROOT=" + filepath.Dir(r.dir), "GIT_HTTP_EXPORT_ALL=1", "GIT_PROTOCOL=" + req.Header.Get("Git-Protocol"),
			"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*",
		}}
		handler.ServeHTTP(w, req)
	})}
	srv := httptest.NewTLSServer(g)
	t.Cleanup(srv.Close)
	ca := filepath.Join(t.TempDir(), "ca.pem")
	cert := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: srv.Certificate().Raw})
	if err := os.WriteFile(ca, cert, 0o600); err != nil {
		t.Fatal(err)
	}
	return remote{srv.URL + "/" + filepath.Base(r.dir) + "/.git", []string{"GIT_SSL_CAINFO=" + ca}, g}
}

// overGit serves it by git's daemon, a process for each connection.
func overGit(t *testing.T, r *repository) remote {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			f, err := conn.(*net.TCPConn).File()
			conn.Close()
			if err != nil {
				continue
			}
			daemon := exec.Command("git", "-c", "safe.directory=*", "daemon", "--inetd", "--export-all", "--base-path="+r.dir)
			daemon.Stdin, daemon.Stdout = f, f
			if daemon.Start() == nil {
				go func() { _ = daemon.Wait() }()
			}
			f.Close()
		}
	}()
	return remote{location: fmt.Sprintf("git://%s/.git", listener.Addr())}
}

// overSSH serves it by a program in the place of ssh that runs what it is asked to
// on this machine.
func overSSH(t *testing.T, r *repository) remote {
	t.Helper()
	script := filepath.Join(t.TempDir(), "ssh")
	const text = "#!/bin/sh\nwhile [ $# -gt 1 ]; do shift; done\nexec sh -c \"$1\"\n"
	if err := os.WriteFile(script, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	return remote{location: "ssh://git@localhost" + r.dir + "/.git", environ: []string{
		"GIT_SSH_COMMAND=" + script, "GIT_SSH_VARIANT=ssh", "PATH=" + os.Getenv("PATH"),
	}}
}

// TestRun_gitOverTheNetwork syncs by every transport from servers that leave
// contents out when asked to, and from ones that do not know how.
func TestRun_gitOverTheNetwork(t *testing.T) {
	t.Parallel()
	for name, serve := range map[string]func(*testing.T, *repository) remote{"https": overHTTPS, "git": overGit, "ssh": overSSH} {
		for _, filters := range []string{"true", "false"} {
			t.Run(name+" filter="+filters, func(t *testing.T) {
				t.Parallel()
				r := newRepository(t)
				r.git("config", "uploadpack.allowFilter", filters)
				clone := syncOver(t, r, serve(t, r))
				if isLean := sizeOf(t, clone) < large; isLean != (filters == "true") {
					t.Errorf("the clone takes %d bytes", sizeOf(t, clone))
				}
			})
		}
	}
}

// large is the size of a file that is in the repository and nobody needs.
const large = 1 << 20

func sizeOf(t *testing.T, dir string) (size int64) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		size += info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return size
}

// syncOver syncs three times, and returns where the clones are.
func syncOver(t *testing.T, r *repository, at remote) string {
	db := storetest.MustOpen(t)
	opts := sync.Options{Environ: at.environ}
	cfg := source.Config{Name: "g", Kind: source.KindGit, Location: at.location}
	runs := func() sync.SourceReport {
		t.Helper()
		report, err := sync.Run(context.Background(), db, []source.Config{cfg}, opts)
		if err != nil || report.Sources[0].Err != nil {
			t.Fatal(err, report.Sources)
		}
		return report.Sources[0]
	}
	for i := range 30 {
		r.write(fmt.Sprintf("c%d.yaml", i), contract(fmt.Sprintf("c%d", i), "1.0.0"))
	}
	r.write("large.bin", noise(rand.New(rand.NewPCG(1, 2)), 3*large))
	r.commit("all")
	r.publish("c7.yaml", contract("c7", "1.1.0"), "one")
	if s := runs(); s.Contracts != 30 || s.NewVersions != 31 {
		t.Errorf("first: %+v", s)
	}
	if at.gate != nil && at.gate.asked.Load() > 12 {
		t.Errorf("%d requests for 31 contents", at.gate.asked.Load())
	}
	r.git("mv", "c7.yaml", "c8.yaml.old")
	r.publish("c9.yaml", contract("c9", "2.0.0"), "two")
	if s := runs(); s.NewVersions != 1 || s.Removed != 1 || s.Changed != 1 {
		t.Errorf("second: %+v", s)
	}
	if s := runs(); s.Unchanged != 29 || s.NewVersions != 0 {
		t.Errorf("third: %+v", s)
	}
	if got := texts(t, db, "c7") + ", " + texts(t, db, "c9"); got != "1.1.0 1.0.0, 2.0.0 1.0.0" {
		t.Errorf("versions = %s", got)
	}
	return filepath.Join(db.Dir(), "git")
}
