package cli_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"database/sql"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"shenqian/app"
	"shenqian/app/cli"
	"shenqian/app/demo"
	"shenqian/app/preview"
	"shenqian/review"
	"shenqian/signing/testpki"
	"shenqian/signing/token/softtoken"
)

// The scripts run the program as a user does, by a clock that stands still
// unless a script moves it with CLOCK.
func TestMain(m *testing.M) {
	testscript.Main(withServer{m}, map[string]func(){
		"shenqian": func() {
			p := cli.Program{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Clock: clock, Machine: os.Getenv("MACHINE")}
			os.Exit(p.Main(context.Background(), os.Args[1:]))
		},
	})
}

func clock() time.Time {
	t, err := time.Parse(time.RFC3339, os.Getenv("CLOCK"))
	if err != nil {
		panic(err)
	}
	return t
}

// onServer are the scripts that run with the court's data on a server too: every
// sort of act, list and search once.
var onServer = []string{
	"clerk_day", "committee", "inspection", "later_rulings", "lists", "packet_conflict", "packet_there_and_back", "registers",
	"seal_serve_publish", "sign_off", "take_back", "tasks", "two_decisions",
}

func TestCommandLine(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	runScripts(t, scripts, nil)
}

func TestCommandLineOnAServer(t *testing.T) {
	if testing.Short() { // the race detector's run: what desks do at once, storage tests
		t.Skip("the scripts run on a folder's data")
	}
	var scripts []string
	for _, name := range onServer {
		scripts = append(scripts, filepath.Join("testdata", "script", name+".txtar"))
	}
	runScripts(t, scripts, newServerCourt(t))
}

// engineCache is the users' cache with PDFium compiled in it, made once: each
// program that starts without it compiles for many seconds.
var engineCache = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "cache")
	if err != nil {
		return "", err
	}
	r, err := preview.Open(context.Background(), preview.Options{CacheDir: filepath.Join(dir, "shenqian", "pdfium")})
	if err != nil {
		return "", err
	}
	return dir, r.Close()
})

var compiling atomic.Bool

func compiled(t *testing.T) string {
	t.Helper()
	compiling.Store(true)
	dir, err := engineCache()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// runScripts runs scripts in which $DATA is the court's data: the folder desk,
// or, with a server, a database.
func runScripts(t *testing.T, scripts []string, server *serverCourt) {
	fonts, err := filepath.Abs("../../packaging/fonts")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("SHENQIAN_FONTS", fonts)
	court := sync.OnceValues(func() (string, error) {
		dir := filepath.Join(t.TempDir(), "court")
		_, err := demo.Lay(context.Background(), dir, app.Config{}, nil)
		return dir, err
	})
	cache := compiled(t)
	testscript.Run(t, testscript.Params{
		Files: scripts,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SHENQIAN_FONTS", fonts)
			e.Setenv("CLOCK", "2026-11-24T10:00:00+08:00")
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, ".config"))
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("DATA", filepath.Join(e.WorkDir, "desk"))
			if server != nil {
				e.Setenv("DATA", server.next())
			}
			e.Setenv("XDG_CACHE_HOME", cache) // PDFium is compiled once for all scripts
			e.Setenv("LANG", "zh_CN.UTF-8")
			// Never the keychain of whoever runs the tests.
			e.Setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"court": func(ts *testscript.TestScript, neg bool, args []string) {
				from, err := court()
				ts.Check(err)
				ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(from)))
				if server != nil {
					ts.Check(server.lay(from, ts.Getenv("DATA"), filepath.Join(ts.Getenv("XDG_CONFIG_HOME"), "shenqian")))
				}
			},
			// samples DIR writes the two rulings of other courts.
			"samples": func(ts *testscript.TestScript, neg bool, args []string) {
				all, err := demo.Samples()
				ts.Check(err)
				ts.Check(os.MkdirAll(ts.MkAbs(args[0]), 0o755))
				for _, s := range all {
					ts.Check(os.WriteFile(filepath.Join(ts.MkAbs(args[0]), s.Name+".txt"), []byte(s.Text), 0o644))
				}
			},
			"jget":   jget,
			"route":  func(ts *testscript.TestScript, neg bool, args []string) { signRoute(ts, args, false) },
			"issue":  func(ts *testscript.TestScript, neg bool, args []string) { signRoute(ts, args, true) },
			"damage": damage,
			"alter":  alter,
			"flip":   flip,
			"sheet":  sheet,
			"pack":   pack,
			"cells":  cells,
			"pki":    authority,
			"begins": begins,
			"redraw": redraw,

			// login VAR ADDRESS LOGIN is the same database for another login.
			"login": func(ts *testscript.TestScript, neg bool, args []string) {
				_, rest, _ := strings.Cut(args[1], "@")
				ts.Setenv(args[0], "postgres://"+args[2]+"@"+rest)
			},
			"database": func(ts *testscript.TestScript, neg bool, args []string) {
				address, err := emptyDatabase()
				ts.Check(err)
				ts.Setenv(args[0], address)
			},
			"softhsm": softHSM,
			"ukey":    softUKey,
		},
	})
}

// jget NAME PATH FILE sets NAME to the value at PATH (a.b.0.c) of a JSON file.
func jget(ts *testscript.TestScript, neg bool, args []string) {
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[2])), &v))
	for _, k := range strings.Split(args[1], ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[k]
		case []any:
			i, err := strconv.Atoi(k)
			ts.Check(err)
			if i >= len(x) {
				ts.Fatalf("%s: no element %d", args[1], i)
			}
			v = x[i]
		}
	}
	if v == nil {
		ts.Fatalf("%s: not there", args[1])
	}
	ts.Setenv(args[0], fmt.Sprint(v))
}

// damage FILE OLD NEW replaces the first OLD in a file, byte for byte.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	if !bytes.Contains(b, []byte(args[1])) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(path, bytes.Replace(b, []byte(args[1]), []byte(args[2]), 1), 0o644))
}

// alter DATABASE SQL changes a database behind the program's back.
func alter(ts *testscript.TestScript, neg bool, args []string) {
	db, err := sql.Open("sqlite3", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec(args[1])
	ts.Check(err)
}

// flip FILE PERCENT flips a bit of the byte that lies so far into a file.
func flip(ts *testscript.TestScript, neg bool, args []string) {
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	percent, err := strconv.Atoi(args[1])
	ts.Check(err)
	b[(len(b)-1)*percent/100] ^= 1
	ts.Check(os.WriteFile(path, b, 0o644))
}

// signRoute takes a submitted case of the court in a folder to the president
// (route DIR CASE), and on through his approval (issue DIR CASE): each step by
// the demonstration's certificate of whoever must sign it.
func signRoute(ts *testscript.TestScript, args []string, approve bool) {
	ctx := context.Background()
	now, err := time.Parse(time.RFC3339, ts.Getenv("CLOCK"))
	ts.Check(err)
	dir := ts.MkAbs(args[0])
	a, err := app.Open(ctx, app.Config{Data: ts.Getenv("SHENQIAN_DATA"), Settings: filepath.Join(ts.Getenv("XDG_CONFIG_HOME"), "shenqian"), Clock: func() time.Time { return now }})
	ts.Check(err)
	defer a.Close()
	id, err := a.Find(ctx, args[1])
	ts.Check(err)
	sit := func(role review.Role, name string) *app.Credential {
		if name == "" {
			people, err := a.People(ctx)
			ts.Check(err)
			for _, p := range people {
				if _, ok := p.Holds(role, review.DateOf(now)); ok {
					name = p.Name
				}
			}
		}
		key, err := a.LoadCredential(filepath.Join(dir, "certificates", name+".p12"), func() ([]byte, error) { return []byte("demonstration"), nil })
		ts.Check(err)
		_, err = a.SignIn(ctx, name, key)
		ts.Check(err)
		return key
	}
	d, err := a.Load(ctx, id)
	ts.Check(err)
	m := d.Matter
	for len(m.OpenSteps()) > 0 {
		st := m.OpenSteps()[0]
		m, err = a.SignStep(ctx, id, m.Version.Text, sit(st.Role, st.Person))
		ts.Check(err)
	}
	if approve {
		key := sit(review.RolePresident, "")
		sh, err := a.Show(ctx, id)
		ts.Check(err)
		_, err = a.Approve(ctx, id, sh.Hash, key, "")
		ts.Check(err)
	}
}

// authority DIR makes a test authority in a folder, serves it until the script
// ends, and sets TSA to the address of its time-stamps. TSA_BUSY fails the
// first two times, TSA_DOWN always. DIR/revoked.pem is a revoked signer's key,
// DIR/sm2.pem one for SM2.
func authority(ts *testscript.TestScript, neg bool, args []string) {
	busy := 2
	var p *testpki.PKI
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rest, isBusy := strings.CutPrefix(r.URL.Path, "/busy")
		switch {
		case isBusy && busy > 0:
			busy--
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		case strings.HasPrefix(r.URL.Path, "/down"):
			http.Error(w, "down", http.StatusNotFound)
			return
		}
		r.URL.Path = rest
		p.ServeHTTP(w, r)
	}))
	ts.Defer(s.Close)
	var err error
	p, err = testpki.Make(ts.MkAbs(args[0]), s.URL)
	ts.Check(err)
	for pem, names := range map[string][]string{"revoked.pem": {"revoked.key", "revoked.crt", "int.crt"}, "sm2.pem": {"signer-sm2.key", "signer-sm2.crt", "sm2root.crt"}} {
		var all []byte
		for _, name := range names {
			b, err := p.File(name)
			ts.Check(err)
			all = append(all, b...)
		}
		ts.Check(os.WriteFile(filepath.Join(p.Dir, pem), all, 0o600))
	}
	ts.Setenv("TSA", s.URL+"/tsa")
	ts.Setenv("TSA_BUSY", s.URL+"/busy/tsa")
	ts.Setenv("TSA_DOWN", s.URL+"/down/tsa")
	// The authority's certificates are valid from now on.
	ts.Setenv("CLOCK", time.Now().Add(time.Minute).Format(time.RFC3339))
}

// softHSM DIR makes a token "president" in a folder, with the keys of the test
// authority in pki and the authority's own certificate.
func softHSM(ts *testscript.TestScript, neg bool, args []string) {
	conf, err := softtoken.Configure(ts.MkAbs(args[0]))
	ts.Check(err)
	var objects []softtoken.Object
	for _, o := range []struct{ name, file, key string }{{"rsa", "signer-rsa.crt", "signer-rsa.key"}, {"ec", "signer-ec.crt", "signer-ec.key"}, {"tsa", "tsa.crt", "tsa.key"}, {"ca", "int.crt", ""}} {
		block, _ := pem.Decode([]byte(ts.ReadFile("pki/" + o.file)))
		object := softtoken.Object{Label: o.name, ID: o.name, DER: block.Bytes}
		if o.key != "" {
			block, _ := pem.Decode([]byte(ts.ReadFile("pki/" + o.key)))
			if block.Type == "EC PARAMETERS" {
				ts.Fatalf("%s is not PKCS#8", o.key)
			}
			object.Key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
			ts.Check(err)
		}
		objects = append(objects, object)
	}
	ts.Check(softtoken.Fill(conf, "president", objects...))
	ts.Setenv("SOFTHSM2_CONF", conf)
}

// softUKey DIR makes a UKey with the test authority's SM2 signer in a folder,
// and sets SKF to its library.
func softUKey(ts *testscript.TestScript, neg bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o700))
	library, err := softtoken.CompileSKF(dir, false)
	ts.Check(err)
	block, _ := pem.Decode([]byte(ts.ReadFile("pki/signer-sm2.crt")))
	for name, b := range map[string][]byte{"sm2.key": []byte(ts.ReadFile("pki/signer-sm2.key")), "sm2.sign.cer": block.Bytes, "pin": []byte("135790")} {
		ts.Check(os.WriteFile(filepath.Join(dir, name), b, 0o600))
	}
	ts.Setenv("SOFTSKF", dir)
	ts.Setenv("SKF", library)
}

// begins FILE PART asks whether a file begins with another, byte for byte.
func begins(ts *testscript.TestScript, neg bool, args []string) {
	if strings.HasPrefix(ts.ReadFile(args[0]), ts.ReadFile(args[1])) == neg {
		ts.Fatalf("%s, beginning with %s: %v", args[0], args[1], !neg)
	}
}
