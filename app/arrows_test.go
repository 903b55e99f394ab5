package app_test

import (
	"bytes"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// may lists, for each room, the rooms it may import (design: review knows
// nobody; signing stands alone; the window knows no storage and no signing).
var may = map[string][]string{
	"":          {"app", "ui"},
	"app":       {"review", "storage", "signing", "packaging/fonts"},
	"ui":        {"app", "review", "packaging/fonts"},
	"review":    {},
	"signing":   {},
	"storage":   {"review"},
	"packaging": {},
	// The page that checks signatures is signing and nothing else.
	"packaging/verifier": {"signing"},
}

func room(pkg string) string {
	p := strings.TrimPrefix(strings.TrimPrefix(pkg, "shenqian"), "/")
	if strings.HasPrefix(p, "packaging/fonts") {
		return "packaging/fonts"
	}
	if p == "packaging/verifier" {
		return p
	}
	first, _, _ := strings.Cut(p, "/")
	return first
}

// imports lists packages with what they import, one a line.
func imports(t *testing.T, pattern string, env ...string) []byte {
	t.Helper()
	cmd := exec.Command("go", "list", "-tags", "migrated_fynedo,x11,sqlite_fts5", "-f", "{{.ImportPath}}{{range .Imports}} {{.}}{{end}}", pattern)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRoomsImportOnlyWhatTheArrowsAllow(t *testing.T) {
	out := imports(t, "shenqian/...")
	// What runs in the page is another program from the same folder.
	out = append(out, imports(t, "shenqian/packaging/verifier", "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")...)
	lines := 0
	for line := range bytes.Lines(out) {
		f := strings.Fields(string(line))
		from := room(f[0])
		allowed := may[strings.TrimSuffix(from, "/fonts")]
		for _, imp := range f[1:] {
			if imp != "shenqian" && !strings.HasPrefix(imp, "shenqian/") {
				continue
			}
			lines++
			if to := room(imp); to != from && !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s", f[0], imp)
			}
		}
	}
	if lines < 20 {
		t.Fatalf("only %d imports seen: the test shows nothing", lines)
	}
}

func TestOneLibraryOnePackage(t *testing.T) {
	out := imports(t, "shenqian/...")
	home := map[string]string{
		"codeberg.org/go-pdf/fpdf": "shenqian/signing/typeset", "github.com/mattn/go-sqlite3": "shenqian/storage",
		"github.com/klippa-app/go-pdfium": "shenqian/app/preview", "github.com/xuri/excelize": "shenqian/app/sheets",
		"github.com/jackc/pgx": "shenqian/storage",
	}
	for line := range bytes.Lines(out) {
		f := strings.Fields(string(line))
		for _, imp := range f[1:] {
			for lib, at := range home {
				if strings.HasPrefix(imp, lib) && f[0] != at {
					t.Errorf("%s imports %s, which belongs to %s", f[0], imp, at)
				}
			}
		}
	}
}
