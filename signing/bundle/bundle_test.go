package bundle_test

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"shenqian/signing"
	"shenqian/signing/bundle"
	"shenqian/signing/cms"
	"shenqian/signing/disclosure"
	"shenqian/signing/keys"
	"shenqian/signing/pdffile"
	"shenqian/signing/trust"
)

var at = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

// court is a court's certificate and its anchor.
func court(t *testing.T) (*keys.Credential, *trust.Pool) {
	t.Helper()
	a, err := trust.NewTrainingAuthority(nil, "云湖", at)
	if err != nil {
		t.Fatal(err)
	}
	k, err := a.Issue("山东省云湖市人民法院", "", at.AddDate(-1, 0, 0), at.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	pool, err := trust.NewPool(a.PEM())
	if err != nil {
		t.Fatal(err)
	}
	return k, pool
}

func page(t *testing.T, text string, k *keys.Credential) []byte {
	t.Helper()
	w := pdffile.NewFile(6)
	catalog, pages, p, info, content := w.Reserve(), w.Reserve(), w.Reserve(), w.Reserve(), w.Reserve()
	w.Put(catalog, "<</Type/Catalog/Pages "+pdffile.Ref(pages)+">>")
	w.Put(pages, "<</Type/Pages/Kids["+pdffile.Ref(p)+"]/Count 1/MediaBox[0 0 595 842]>>")
	w.Put(p, "<</Type/Page/Parent "+pdffile.Ref(pages)+"/Contents "+pdffile.Ref(content)+">>")
	w.Put(info, "<</Title"+pdffile.Text(text)+">>")
	w.Stream(content, "", []byte("% "+text))
	signed, err := signing.Sign(w.Close(catalog, info), signing.Request{Key: k, Time: at, Certify: 2})
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// laid is a good bundle of two files.
func laid(t *testing.T) (fstest.MapFS, *keys.Credential, *trust.Pool) {
	t.Helper()
	k, pool := court(t)
	folder := fstest.MapFS{}
	m := bundle.Manifest{Court: "山东省云湖市人民法院", Made: at}
	for _, name := range []string{"（2026）鲁9901执9号执行裁定书.pdf", "（2026）鲁9901执10号执行裁定书.pdf"} {
		pdf := page(t, name, k)
		folder[name] = &fstest.MapFile{Data: pdf}
		m.Items = append(m.Items, bundle.Item{File: name, SHA256: bundle.Hash(pdf), CaseNumber: name[:len(name)-len("执行裁定书.pdf")], Kind: "执行裁定书", Date: "2026-11-24", Profile: "2024", Signer: keys.Fingerprint(k.Certificate)})
	}
	sealed, err := bundle.Seal(m, nil, "", k, cms.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range sealed {
		folder[name] = &fstest.MapFile{Data: b}
	}
	return folder, k, pool
}

func TestABundleIsGoodAsTheCourtMadeIt(t *testing.T) {
	folder, _, pool := laid(t)
	r, err := bundle.Verify(folder, signing.Options{Trust: pool, At: at})
	if err != nil || r.Verdict != signing.Valid || !r.Trusted || len(r.Items) != 2 || r.Reason != "" {
		t.Fatalf("%+v %v", r, err)
	}
	if r, err = bundle.Verify(folder, signing.Options{}); err != nil || r.Verdict != signing.Valid || r.Trusted {
		t.Errorf("without an anchor: %+v %v", r, err)
	}
	_, _, stranger := laid(t)
	if r, err = bundle.Verify(folder, signing.Options{Trust: stranger, At: at}); err != nil || r.Verdict != signing.Valid || r.Trusted || r.Reason != "verify.chain" {
		t.Errorf("another anchor: %+v %v", r, err)
	}
}

func TestOpensslAgreesOnTheManifest(t *testing.T) {
	folder, _, _ := laid(t)
	dir := t.TempDir()
	for _, name := range []string{bundle.ManifestName, bundle.SignatureName} {
		if err := os.WriteFile(filepath.Join(dir, name), folder[name].Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("openssl", "cms", "-verify", "-binary", "-noverify", "-inform", "DER",
		"-in", filepath.Join(dir, bundle.SignatureName), "-content", filepath.Join(dir, bundle.ManifestName), "-out", os.DevNull).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestWhateverIsChangedInABundleIsFound(t *testing.T) {
	good, k, _ := laid(t)
	_, other, _ := laid(t)
	const first = "（2026）鲁9901执9号执行裁定书.pdf"
	forge := func(f fstest.MapFS, change func(m *bundle.Manifest), by *keys.Credential) {
		m, err := bundle.ReadManifest(f[bundle.ManifestName].Data)
		if err != nil {
			t.Fatal(err)
		}
		change(m)
		sealed, err := bundle.Seal(*m, nil, "", by, cms.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for name, b := range sealed {
			f[name] = &fstest.MapFile{Data: b}
		}
	}
	flip := func(name string, at int) func(fstest.MapFS) {
		return func(f fstest.MapFS) {
			b := bytes.Clone(f[name].Data)
			b[at] ^= 1
			f[name] = &fstest.MapFile{Data: b}
		}
	}
	for what, c := range map[string]struct {
		change func(f fstest.MapFS)
		want   signing.Verdict
		reason string
	}{
		"a byte of a PDF":            {flip(first, 300), signing.Modified, "bundle.changed"},
		"a byte of the manifest":     {flip(bundle.ManifestName, 40), signing.Invalid, "bundle.signature"},
		"a byte of the signature":    {flip(bundle.SignatureName, len(good[bundle.SignatureName].Data)-5), signing.Invalid, "bundle.signature"},
		"a file taken out":           {func(f fstest.MapFS) { delete(f, first) }, signing.Modified, "bundle.missing"},
		"a file put in":              {func(f fstest.MapFS) { f["新.pdf"] = f[first] }, signing.Modified, "bundle.stranger"},
		"a page put in":              {func(f fstest.MapFS) { f["index.htm"] = f[first] }, signing.Modified, "bundle.stranger"},
		"the index changed":          {flip(bundle.IndexName, 900), signing.Modified, "bundle.changed"},
		"the index taken out":        {func(f fstest.MapFS) { delete(f, bundle.IndexName) }, signing.Modified, "bundle.missing"},
		"the signature taken out":    {func(f fstest.MapFS) { delete(f, bundle.SignatureName) }, signing.Invalid, "bundle.unsigned"},
		"files changed about":        {func(f fstest.MapFS) { f[first] = f["（2026）鲁9901执10号执行裁定书.pdf"] }, signing.Modified, "bundle.changed"},
		"a manifest that is no JSON": {func(f fstest.MapFS) { f[bundle.ManifestName] = &fstest.MapFile{Data: []byte("{")} }, signing.Malformed, "bundle.manifest"},
		"a name outside the folder":  {func(f fstest.MapFS) { forge(f, func(m *bundle.Manifest) { m.Items[0].File = "../a.pdf" }, k) }, signing.Malformed, "bundle.name"},
		"a name twice":               {func(f fstest.MapFS) { forge(f, func(m *bundle.Manifest) { m.Items = append(m.Items, m.Items[0]) }, k) }, signing.Malformed, "bundle.name"},
		"a file that another signed": {func(f fstest.MapFS) {
			f[first] = &fstest.MapFile{Data: page(t, "falsch", other)}
			forge(f, func(m *bundle.Manifest) { m.Items[0].SHA256 = bundle.Hash(f[first].Data) }, k)
		}, signing.Invalid, "bundle.othersigner"},
		"a checkpoint that is not ours": {func(f fstest.MapFS) { f[bundle.CheckpointName] = &fstest.MapFile{Data: []byte("x\n1\n\n")} }, signing.Modified, "checkpoint.malformed"},
	} {
		f := maps.Clone(good)
		c.change(f)
		r, err := bundle.Verify(f, signing.Options{})
		if err != nil || r.Verdict != c.want || r.Reason != c.reason {
			t.Errorf("%s: %+v %v", what, r, err)
		}
	}
}

func TestACopyThatSaysSomethingElseThanTheCourtCommittedToIsFound(t *testing.T) {
	f, k, _ := laid(t)
	c, err := disclosure.Open(disclosure.Seed{1}, "终结本次执行程序", nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		sidecar []byte
		reason  string
	}{
		"another text": {b, "disclosure.public"},
		"another root": {bytes.Replace(b, []byte("终结"), []byte("中止"), 1), "disclosure.root"},
		"no sidecar":   {[]byte("{}"), "disclosure.malformed"},
	} {
		m, err := bundle.ReadManifest(f[bundle.ManifestName].Data)
		if err != nil {
			t.Fatal(err)
		}
		m.Items[0].Disclosure = "disclosure/1.json"
		sealed, err := bundle.Seal(*m, map[string][]byte{"disclosure/1.json": c.sidecar}, "", k, cms.Options{})
		if err != nil {
			t.Fatal(err)
		}
		g := maps.Clone(f)
		for name, b := range sealed {
			g[name] = &fstest.MapFile{Data: b}
		}
		r, err := bundle.Verify(g, signing.Options{})
		if err != nil || r.Verdict != signing.Invalid || r.Reason != c.reason {
			t.Errorf("%s: %+v %v", what, r, err)
		}
	}
}

func FuzzReadManifest(f *testing.F) {
	b, err := bundle.Manifest{Items: []bundle.Item{{File: "a.pdf", SHA256: bundle.Hash(nil), Signer: bundle.Hash(nil)}}}.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"format":1,"items":[{"file":"..\\a.pdf"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := bundle.ReadManifest(b)
		if err != nil {
			return
		}
		for _, it := range m.Items {
			if filepath.Base(it.File) != it.File {
				t.Errorf("%q leads out of the folder", it.File)
			}
		}
	})
}
