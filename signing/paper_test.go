package signing

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
	"shenqian/signing/testpki"
	"shenqian/signing/trust"
)

// signedOn is when the tests sign.
var signedOn = time.Date(2026, 11, 24, 9, 30, 0, 0, time.FixedZone("", 8*3600))

// paper makes a page with text and two empty signature fields, as the
// typesetter leaves them: "president" is visible, "court" is not.
func paper(text string) []byte { return paperOf(text, 0) }

// paperOf is paper with bulk random-looking bytes in its content stream.
func paperOf(text string, bulk int) []byte {
	f := pdffile.NewFile(6)
	root, pages, page, content, form := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	president, court, blank, info := f.Reserve(), f.Reserve(), f.Reserve(), f.Reserve()
	ref := pdffile.Ref
	f.Put(root, "<</Type/Catalog/Pages "+ref(pages)+"/AcroForm "+ref(form)+">>")
	f.Put(pages, "<</Type/Pages/Count 1/Kids["+ref(page)+"]>>")
	f.Put(page, "<</Type/Page/Parent "+ref(pages)+"/MediaBox[0 0 595 842]/Resources<<>>/Contents "+ref(content)+
		"/Annots["+pdffile.Refs([]int{president, court})+"]>>")
	body := []byte("% " + text + "\n0 0 m 100 100 l S\n")
	x := uint32(1)
	for range bulk {
		x = x*1664525 + 1013904223
		body = append(body, "0123456789abcdef"[x>>28])
		if len(body)%64 == 0 {
			body = append(body, "\n%"...)
		}
	}
	f.Stream(content, "", body)
	f.Put(form, "<</SigFlags 3/Fields["+pdffile.Refs([]int{president, court})+"]>>")
	widget := "<</Type/Annot/Subtype/Widget/FT/Sig/F 132/P " + ref(page) + "/AP<</N " + ref(blank) + ">>"
	f.Put(president, widget+"/T(president)/Rect[300 100 500 160]>>")
	f.Put(court, widget+"/T(court)/Rect[0 0 0 0]>>")
	f.Stream(blank, "/Type/XObject/Subtype/Form/BBox[0 0 0 0]/Resources<<>>", nil)
	f.Put(info, "<</Producer(test)>>")
	return f.Close(root, info)
}

var shared testpki.Shared

func TestMain(m *testing.M) { os.Exit(shared.Run(m)) }

func pkiFile(t testing.TB, name string) []byte {
	t.Helper()
	p, err := shared.Get()
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.File(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// pkiKey loads a signer of the test authority: rsa, ec or sm2.
func pkiKey(t testing.TB, kind string) *keys.Credential {
	t.Helper()
	pem := append(pkiFile(t, "signer-"+kind+".key"), pkiFile(t, "signer-"+kind+".crt")...)
	if kind != "sm2" {
		pem = append(pem, pkiFile(t, "chain.pem")...)
	}
	c, err := keys.Load(pem, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// pkiRequest signs with a key of the test authority, which lives from the
// moment the tests made it.
func pkiRequest(t testing.TB, kind, field string) Request {
	t.Helper()
	key := pkiKey(t, kind)
	return Request{Field: field, Key: key, Time: key.Certificate.NotBefore.Add(time.Minute)}
}

func anchors(t testing.TB) *trust.Pool {
	t.Helper()
	p, err := trust.NewPool(pkiFile(t, "root.crt"), pkiFile(t, "sm2root.crt"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// training is a demonstration court's president, made once.
var training = sync.OnceValues(func() (*trust.Authority, *keys.Credential) {
	a, err := trust.NewTrainingAuthority(nil, "示范人民法院", signedOn)
	if err != nil {
		panic(err)
	}
	c, err := a.Issue("张三", "院长", signedOn.AddDate(-1, 0, 0), signedOn.AddDate(2, 0, 0))
	if err != nil {
		panic(err)
	}
	return a, c
})

func trainingPool() *trust.Pool {
	a, _ := training()
	p := &trust.Pool{}
	p.Add(a.Certificate())
	return p
}

func request(field string) Request {
	_, key := training()
	return Request{Field: field, Key: key, Time: signedOn, Name: "张三", Reason: "同意签发"}
}

func mustSign(t testing.TB, pdf []byte, r Request) []byte {
	t.Helper()
	out, err := Sign(pdf, r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func mustVerify(t testing.TB, pdf []byte) *Report {
	t.Helper()
	r, err := Verify(pdf, Options{Trust: trainingPool()})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tool runs an outside program and returns what it printed.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is missing; packaging/setup test installs it", name)
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

func writeTemp(t *testing.T, name string, b []byte) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}
