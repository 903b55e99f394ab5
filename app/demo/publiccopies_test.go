package demo_test

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"shenqian/app/demo"
)

// What must never go online, beside what the case's file names: the forms of
// identity numbers, telephones, accounts and plates in the Original's text.
var (
	secretForm = regexp.MustCompile(`[0-9]{17}[0-9Xx]|[0-9]{16,19}|1[3-9][0-9]{9}|0[0-9]{3}-[0-9]{7,8}|鲁[A-Z]·?[A-Z0-9]{5,6}`)
	// seat is how far an address may be told: province, city or county, zone.
	seat = regexp.MustCompile(`^(?:\p{Han}+?(?:省|自治区))?(?:\p{Han}+?[市县])?(?:开发区)?`)
	// township is a name that stands for more than one party's home.
	township = regexp.MustCompile(`^\p{Han}+(?:镇|街道|街)$`)
)

// publicCopiesKeepSecrets reads every public copy with other people's
// programs: its text, its metadata, every string and stream in it, its name.
func publicCopiesKeepSecrets(t *testing.T, result *demo.Result) {
	s, cases := plans(t)
	originals := map[string]string{}
	for _, p := range result.Papers {
		if p.What == "original" {
			originals[p.CaseNumber] = p.File
		}
	}
	copies, secrets := 0, 0
	for _, p := range result.Papers {
		if p.What != "public" {
			continue
		}
		copies++
		c := cases[p.CaseNumber]
		text := plainText(t, p.File)
		for _, name := range append([]string{s.Court.Name, c.Number, c.Clerk}, panel(c)...) {
			if !strings.Contains(text, name) {
				t.Errorf("%s: %s does not stand in the public copy", p.CaseNumber, name)
			}
		}
		qdf := filepath.Join(t.TempDir(), "qdf.pdf")
		judge(t, "qpdf", "--qdf", "--object-streams=disable", p.File, qdf)
		held := map[string]string{
			"text": text, "information": judge(t, "pdfinfo", p.File), "metadata": judge(t, "pdfinfo", "-meta", p.File),
			"objects": judge(t, "qpdf", "--json", "--json-output", p.File), "streams": judge(t, "strings", "-n", "2", "-e", "S", qdf),
			"name": filepath.Base(p.File),
		}
		upload := filepath.Join(filepath.Dir(p.File), "upload", strings.TrimSuffix(filepath.Base(p.File), ".pdf"))
		held["word processor's file"], held["web page"] = partsOf(t, upload+".docx"), read(t, upload+".html")
		for _, where := range []string{"word processor's file", "web page"} {
			if said := strings.Join(strings.Fields(held[where]), ""); !strings.Contains(said, c.Number) || !strings.Contains(said, c.Clerk) {
				t.Errorf("%s: 案号 or clerk missing in the %s", p.CaseNumber, where)
			}
		}
		for _, where := range []string{"information", "metadata", "objects"} {
			if !strings.Contains(held[where], c.Number) { // else it is not read aright
				t.Errorf("%s: no 案号 in the %s", p.CaseNumber, where)
			}
		}
		for _, secret := range mustHide(t, s, c, originals[p.CaseNumber]) {
			secrets++
			for where, in := range held {
				if strings.Contains(without(in, s, c), secret) {
					t.Errorf("%s: %s stands in the %s of the public copy", p.CaseNumber, secret, where)
				}
			}
		}
	}
	if copies != result.Published || copies < 20 || secrets < 5*copies {
		t.Errorf("%d secrets in %d copies, %d published", secrets, copies, result.Published)
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// partsOf is whatever is in a .docx, as it is.
func partsOf(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err == nil {
			_, err = io.Copy(&all, r)
		}
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString("\n" + f.Name + "\n")
	}
	return all.String()
}

// plainText is the text of a PDF without spaces and line ends.
func plainText(t *testing.T, file string) string {
	t.Helper()
	text := judge(t, "pdftotext", "-raw", file, "-")
	return strings.Join(strings.Fields(regexp.MustCompile(`—[ 0-9]+—`).ReplaceAllString(text, "")), "")
}

func panel(c planned) (names []string) {
	for _, m := range c.Panel {
		names = append(names, m.Name)
	}
	return names
}

// mustHide is what the case's file and its Original hold of the parties.
func mustHide(t *testing.T, s script, c planned, original string) (secrets []string) {
	t.Helper()
	for _, p := range c.Parties {
		for _, secret := range []string{p.Name, p.Representative, p.ID, p.Code, home(p.Address)} {
			if secret != "" {
				secrets = append(secrets, secret)
			}
		}
	}
	text := plainText(t, original)
	for _, telephone := range s.Court.Public {
		text = strings.ReplaceAll(text, telephone, "")
	}
	return append(secrets, secretForm.FindAllString(text, -1)...)
}

// home is the part of an address that must be hidden: what goes below the
// township. A township alone is named elsewhere for other reasons, so there it
// is the address as a whole.
func home(address string) string {
	below := seat.ReplaceAllString(address, "")
	if township.MatchString(below) {
		return address
	}
	return below
}

// places are names of places that contain a party's name.
var places = []string{"青藏高原", "北高原村"}

// without takes out the names that a public copy tells, in which a party's
// may be contained.
func without(text string, s script, c planned) string {
	for _, name := range slices.Concat(panel(c), places, []string{c.Clerk}) {
		text = strings.ReplaceAll(text, name, "")
	}
	for _, p := range s.People {
		text = strings.ReplaceAll(text, p.Name, "")
	}
	return text
}
