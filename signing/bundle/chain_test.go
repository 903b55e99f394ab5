package bundle_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"shenqian/signing"
	"shenqian/signing/bundle"
	"shenqian/signing/cms"
	"shenqian/signing/keys"
)

// grown is a bundle that was written three times.
func grown(t *testing.T) (folder fstest.MapFS, hashes []string, k *keys.Credential) {
	t.Helper()
	folder, k, _ = laid(t)
	for range 2 {
		m, err := bundle.ReadManifest(folder[bundle.ManifestName].Data)
		if err != nil {
			t.Fatal(err)
		}
		old := bundle.Hash(folder[bundle.ManifestName].Data)
		hashes = append(hashes, old)
		m.Supersedes, m.Made = old, m.Made.AddDate(0, 0, 1)
		name, sig := bundle.HistoryNames(old)
		kept := map[string][]byte{name: folder[bundle.ManifestName].Data, sig: folder[bundle.SignatureName].Data}
		sealed, err := bundle.Seal(*m, kept, "", k, cms.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for name, b := range sealed {
			folder[name] = &fstest.MapFile{Data: b}
		}
	}
	return folder, hashes, k
}

func TestABundleTellsItsHistoryBackToItsFirstDay(t *testing.T) {
	folder, hashes, _ := grown(t)
	r, err := bundle.Verify(folder, signing.Options{})
	if err != nil || r.Verdict != signing.Valid || len(r.Earlier) != 2 || r.Gap != "" {
		t.Fatalf("%+v %v", r, err)
	}
	if r.Earlier[0].SHA256 != hashes[1] || r.Earlier[1].SHA256 != hashes[0] || r.Earlier[1].Items != 2 || !r.Earlier[1].Made.Equal(at) || r.Earlier[0].Signer == "" {
		t.Errorf("%+v, want %v", r.Earlier, hashes)
	}
}

func TestABreakInTheHistoryIsNamed(t *testing.T) {
	good, hashes, k := grown(t)
	first, firstSig := bundle.HistoryNames(hashes[0])
	relist := func(f fstest.MapFS, change func(*bundle.Manifest)) {
		m, err := bundle.ReadManifest(f[bundle.ManifestName].Data)
		if err != nil {
			t.Fatal(err)
		}
		change(m)
		sealed, err := bundle.Seal(*m, nil, "", k, cms.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for name, b := range sealed {
			f[name] = &fstest.MapFile{Data: b}
		}
	}
	unlisted := func(m *bundle.Manifest) {
		var files []bundle.File
		for _, f := range m.Files {
			if f.File != first && f.File != firstSig {
				files = append(files, f)
			}
		}
		m.Files = files
	}
	for what, c := range map[string]struct {
		change  func(f fstest.MapFS)
		verdict signing.Verdict
		reason  string
		gap     string
	}{
		"the first taken out": {func(f fstest.MapFS) { delete(f, first); delete(f, firstSig) }, signing.Modified, "bundle.missing", hashes[0]},
		"the first never kept": {func(f fstest.MapFS) {
			delete(f, first)
			delete(f, firstSig)
			relist(f, unlisted)
		}, signing.Valid, "", hashes[0]},
		"another's words in its place": {func(f fstest.MapFS) {
			other := []byte(strings.Replace(string(f[first].Data), "2024", "2016", 1))
			f[first] = &fstest.MapFile{Data: other}
			relist(f, func(m *bundle.Manifest) {
				unlisted(m)
				m.Files = append(m.Files, bundle.File{File: first, SHA256: bundle.Hash(other)}, bundle.File{File: firstSig, SHA256: bundle.Hash(f[firstSig].Data)})
			})
		}, signing.Invalid, "bundle.chain", ""},
		"another's signature": {func(f fstest.MapFS) {
			f[firstSig] = f[bundle.SignatureName]
			relist(f, func(m *bundle.Manifest) {
				unlisted(m)
				m.Files = append(m.Files, bundle.File{File: first, SHA256: hashes[0]}, bundle.File{File: firstSig, SHA256: bundle.Hash(f[firstSig].Data)})
			})
		}, signing.Invalid, "bundle.chain", ""},
		"a name that is no hash": {func(f fstest.MapFS) { relist(f, func(m *bundle.Manifest) { m.Supersedes = "../../etc/passwd" }) }, signing.Invalid, "bundle.chain", ""},
	} {
		f := maps.Clone(good)
		c.change(f)
		r, err := bundle.Verify(f, signing.Options{})
		if err != nil || r.Verdict != c.verdict || r.Reason != c.reason || r.Gap != c.gap {
			t.Errorf("%s: %+v %v", what, r, err)
		}
	}
}

func TestTheIndexNestsWhatCorrectsARulingAndKeepsTheAnchorOfARecalledOne(t *testing.T) {
	k, _ := court(t)
	item := func(name, corrects, link string) bundle.Item {
		return bundle.Item{File: name + ".pdf", SHA256: bundle.Hash(nil), Signer: bundle.Hash(nil), CaseNumber: name, Kind: "执行裁定书", Corrects: corrects, Link: link}
	}
	m := bundle.Manifest{
		Court: "<b>法院</b>", Made: at,
		Items: []bundle.Item{
			item("三", "二.pdf", "revocation"), item("二", "一.pdf", "correction"), item("一", "", ""),
			item("甲", "乙.pdf", "correction"), item("乙", "甲.pdf", "correction"), item(`"><script>x</script>`, "", ""),
		},
		Withdrawn: []bundle.Withdrawal{{File: "四.pdf", CaseNumber: "四", Kind: "执行裁定书", On: "2026-11-30"}},
		Notices:   []bundle.Notice{{CaseNumber: "五", Reason: "理由"}},
	}
	sealed, err := bundle.Seal(m, map[string][]byte{"upload/一.docx": nil, "upload/一.html": nil, "upload/表.xlsx": nil, bundle.VerifierName: nil}, "", k, cms.Options{})
	if err != nil {
		t.Fatal(err)
	}
	page := string(sealed[bundle.IndexName])
	one := page[strings.Index(page, `<li id="一">`):]
	one = one[:strings.Index(one, "</ul></li>")]
	for _, want := range []string{`<li id="二">`, `<li id="三">`, "补正裁定", "撤销裁定", `href="upload/一.docx"`, `href="upload/一.html"`} {
		if !strings.Contains(one, want) {
			t.Errorf("below the ruling there is no %s:\n%s", want, one)
		}
	}
	for _, want := range []string{`<li id="甲">`, `<li id="乙">`, `<li id="四">`, "2026-11-30 已撤回", "理由", `href="verifier.html"`, "&lt;b&gt;法院", `href="%22%3E%3Cscript%3Ex%3C/script%3E.pdf"`, "供报送中国裁判文书网，不作为本院网站公布页", "无上传件"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if strings.Count(page, "<script") != 1 || strings.Contains(page, "<b>") {
		t.Error("what a manifest holds is taken for the page's own")
	}
}
