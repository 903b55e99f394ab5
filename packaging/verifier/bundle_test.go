//go:build !js

package main

import (
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"shenqian/signing"
	"shenqian/signing/bundle"
	"shenqian/signing/cms"
	"shenqian/signing/disclosure"
	"shenqian/signing/keys"
	"shenqian/signing/pdftext"
	"shenqian/signing/tamper/bases"
	"shenqian/signing/trust"
)

var papers = flag.Int("papers", 12, "how many papers the large bundle has")

// lay writes a bundle of n papers, the last of which corrects the first, with
// an upload set and a manifest that was superseded, and its root.
func lay(t *testing.T, n int) (dir, root string) {
	t.Helper()
	at := time.Now().Truncate(time.Second)
	a, err := trust.NewTrainingAuthority(nil, "云湖", at)
	if err != nil {
		t.Fatal(err)
	}
	k, err := a.Issue("山东省云湖市人民法院", "", at.AddDate(-1, 0, 0), at.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	dir, root = filepath.Join(home, "公开文书包"), filepath.Join(home, "根证书.pem")
	files := map[string][]byte{}
	m := bundle.Manifest{Court: "山东省云湖市人民法院", Made: at, Notices: []bundle.Notice{{CaseNumber: "（2026）鲁9901执86号", Reason: "离婚诉讼"}}}
	for i := range n {
		name := fmt.Sprintf("（2026）鲁9901执%d号执行裁定书", i+1)
		pdf, err := signing.Sign(bases.Paper(), signing.Request{Key: k, Time: at, Certify: 2})
		if err != nil {
			t.Fatal(err)
		}
		files[name+".pdf"] = pdf
		m.Items = append(m.Items, bundle.Item{File: name + ".pdf", SHA256: bundle.Hash(pdf), CaseNumber: strings.TrimSuffix(name, "执行裁定书"), Kind: "执行裁定书", Date: "2026-11-24", Signer: keys.Fingerprint(k.Certificate)})
	}
	opened, err := sidecar(files[m.Items[0].File])
	if err != nil {
		t.Fatal(err)
	}
	m.Items[0].Disclosure = sidecarName
	upload := map[string][]byte{sidecarName: opened, "upload/（2026）鲁9901执1号执行裁定书.html": []byte("<p>…</p>"), "upload/上传字段表.csv": []byte("序号")}
	first, err := bundle.Seal(m, upload, "", k, cms.Options{})
	if err != nil {
		t.Fatal(err)
	}
	json, sig := bundle.HistoryNames(bundle.Hash(first[bundle.ManifestName]))
	others := maps.Clone(upload)
	others[json], others[sig] = first[bundle.ManifestName], first[bundle.SignatureName]
	m.Supersedes = bundle.Hash(first[bundle.ManifestName])
	m.Items[n-1].Corrects, m.Items[n-1].Link = m.Items[0].File, "correction"
	m.Withdrawn = []bundle.Withdrawal{{File: "（2026）鲁9901执99999号执行裁定书.pdf", CaseNumber: "（2026）鲁9901执99999号", Kind: "执行裁定书", On: "2026-11-30"}}
	sealed, err := bundle.Seal(m, others, "", k, cms.Options{})
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(files, sealed)
	for name, b := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(root, a.PEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, root
}

const sidecarName = "disclosure/（2026）鲁9901执1号执行裁定书.json"

// sidecar opens a paper's text but for its first word.
func sidecar(pdf []byte) ([]byte, error) {
	doc, err := pdftext.Extract(pdf)
	if err != nil {
		return nil, err
	}
	text := strings.TrimSpace(doc.Visible())
	c, err := disclosure.Open(disclosure.Seed{1}, "甲乙丙"+text, []disclosure.Hidden{{Start: 0, End: 3}})
	if err != nil {
		return nil, err
	}
	return c.Encode()
}

// checkFolder gives a folder to the page, as a person does by its button.
func (b *browser) checkFolder(dir string) shown {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("results").replaceChildren(), undefined`))
	b.choose("folder", dir)
	b.do(chromedp.Poll[chromedp.Void](idle))
	return b.read()
}

func TestThePageChecksAWholeBundle(t *testing.T) {
	dir, root := lay(t, 3)
	b := open(t)
	s := b.checkFolder(dir)
	if s.Word != "文书包完好，身份未核实" || !strings.Contains(s.Sentence, "3 件文书各自的签名完好") || !strings.Contains(s.Sentence, "没有核实") {
		t.Errorf("nobody is trusted yet: %q %q", s.Word, s.Sentence)
	}
	b.picture("bundle-untrusted", 1000)
	b.choose("roots", root)
	b.do(chromedp.Poll[chromedp.Void](`document.querySelector(".verdict.valid") !== null`))
	s = b.read()
	if s.Word != "全部无误" || !strings.Contains(s.Sentence, "由您信任的机构签发") {
		t.Errorf("a good bundle: %q %q", s.Word, s.Sentence)
	}
	for _, want := range []string{"公开文书包", "山东省云湖市人民法院", "1 份完好", "补正：（2026）鲁9901执1号执行裁定书.pdf", "已撤回的文书（1）", "不公开信息项（1）"} {
		if !strings.Contains(s.Text, want) {
			t.Errorf("the page does not say %q:\n%s", want, s.Text)
		}
	}
	b.picture("bundle-valid", 1000)
	b.picture("bundle-valid-phone", 390)
	b.do(media("", true))
	b.picture("bundle-valid-dark", 1000)
	b.do(media("", false))
	b.do(chromedp.Click(chromedp.CSS("#language")))
	if s := b.read(); s.Word != "All good" {
		t.Errorf("in English: %q", s.Word)
	}
	b.picture("bundle-english", 1000)
}

func TestOneChangedByteOfABundleIsReportedByThePageAndTheCommandLine(t *testing.T) {
	dir, root := lay(t, 3)
	bin := filepath.Join(t.TempDir(), "shenqian")
	if said, err := exec.Command("go", "build", "-p", "1", "-tags", "nogui,sqlite_fts5", "-o", bin, "shenqian").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	b := open(t)
	b.choose("roots", root)
	superseded, err := filepath.Glob(filepath.Join(dir, bundle.History, "*.json"))
	if err != nil || len(superseded) != 1 {
		t.Fatal(superseded, err)
	}
	past, err := filepath.Rel(dir, superseded[0])
	if err != nil {
		t.Fatal(err)
	}
	const pdf = "（2026）鲁9901执1号执行裁定书.pdf"
	for _, c := range []struct{ file, word, mood string }{
		{pdf, "与清单不符", "modified"},
		{bundle.ManifestName, "签名不成立", "invalid"},
		{filepath.Join("upload", "上传字段表.csv"), "与清单不符", "modified"},
		{bundle.IndexName, "与清单不符", "modified"},
		{past, "签名不成立", "invalid"},
		{filepath.FromSlash(sidecarName), "与清单不符", "modified"},
	} {
		path := filepath.Join(dir, c.file)
		good, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		bad := slices.Clone(good)
		if at := len(bad) / 2; c.file == bundle.ManifestName || c.file == past {
			at = strings.Index(string(bad), `"court": "`) + len(`"court": "`) + 2
			bad[at] ^= 1
		} else {
			bad[at] ^= 1
		}
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		s := b.checkFolder(dir)
		name := filepath.ToSlash(c.file)
		if s.Word != c.word || c.file != bundle.ManifestName && !strings.Contains(s.Text, name) {
			t.Errorf("%s: %q %q\n%s", c.file, s.Word, s.Sentence, s.Text)
		}
		if c.file == pdf {
			b.picture("bundle-changed", 1000)
			b.picture("bundle-changed-phone", 390)
		}
		said, err := exec.Command(bin, "--data", t.TempDir(), "--json", "verify", dir, "--trust", root).Output()
		if err == nil {
			t.Errorf("%s: the command line finds nothing: %s", c.file, said)
		}
		var line struct {
			Verdict string `json:"verdict"`
		}
		if err := json.Unmarshal(said, &line); err != nil || line.Verdict != c.mood {
			t.Errorf("%s: %q on the command line, want %q; %v", c.file, line.Verdict, c.mood, err)
		}
		if err := os.WriteFile(path, good, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// A file too few, one too many; a root within the folder is trusted by nobody.
	if err := os.Rename(filepath.Join(dir, pdf), filepath.Join(dir, "改名.pdf")); err != nil {
		t.Fatal(err)
	}
	if s := b.checkFolder(dir); s.Word != "与清单不符" || !strings.Contains(s.Text, "缺失："+pdf) || !strings.Contains(s.Text, "改名.pdf") {
		t.Errorf("a file renamed: %q\n%s", s.Word, s.Text)
	}
	if err := os.Rename(filepath.Join(dir, "改名.pdf"), filepath.Join(dir, pdf)); err != nil {
		t.Fatal(err)
	}
	pem, err := os.ReadFile(root)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "根证书.pem"), pem, 0o600); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Click(chromedp.CSS("#forget")))
	if s := b.checkFolder(dir); s.Word != "与清单不符" || !strings.Contains(s.Text, "根证书.pem") || !strings.Contains(s.Text, "未能核实") {
		t.Errorf("a root in the bundle: %q\n%s", s.Word, s.Text)
	}
}

// fallen lets a folder fall on the page: paths and contents in base64. A browser
// without a person gives no folders, so what stands for them here answers as
// the File and Directory Entries API does: a few names at a time, then none.
const fallen = `(files => {
	const make = (name, list) => {
		if (list.length === 1 && list[0][0] === "") {
			const file = new File([Uint8Array.from(atob(list[0][1]), c => c.charCodeAt(0))], name);
			return { name, isFile: true, isDirectory: false, file: good => good(file) };
		}
		const inside = new Map();
		for (const [path, text] of list) {
			const [first, ...rest] = path.split("/");
			inside.set(first, [...(inside.get(first) || []), [rest.join("/"), text]]);
		}
		return { name, isFile: false, isDirectory: true, createReader: () => {
			const left = Array.from(inside, ([n, l]) => make(n, l));
			return { readEntries: good => good(left.splice(0, 2)) };
		} };
	};
	const entry = make("公开文书包", files);
	dropped({ items: [{ kind: "file", webkitGetAsEntry: () => entry }], files: [] }).then(take);
	return true;
})`

func TestAFolderMayBeDropped(t *testing.T) {
	dir, _ := lay(t, 2)
	var files [][2]string
	if err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		files = append(files, [2]string{filepath.ToSlash(name), base64.StdEncoding.EncodeToString(b)})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	all, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	b := open(t)
	get(b, chromedp.Evaluate[bool](fallen+"("+string(all)+")"))
	b.do(chromedp.Poll[chromedp.Void](idle))
	if s := b.read(); s.Word != "文书包完好，身份未核实" || !strings.Contains(s.Sentence, "2 件文书") {
		t.Errorf("%q %q", s.Word, s.Sentence)
	}
}

func TestAFolderWithoutAManifestIsPapersOneByOne(t *testing.T) {
	d := newDesk(t)
	d.put(t, "a.pdf", d.sign(t, "ec", signing.LevelB))
	d.put(t, "说明.txt", []byte("x"))
	b := open(t)
	b.checkFolder(d.dir)
	if n := get(b, chromedp.Evaluate[int](`document.querySelectorAll(".result").length`)); n != 1 {
		t.Errorf("%d results", n)
	}
	if trusted := get(b, chromedp.Evaluate[string](`document.getElementById("trusted").textContent`)); strings.Contains(trusted, "根证书.pem") {
		t.Errorf("roots that lay in the folder are trusted: %s", trusted)
	}
	empty := t.TempDir()
	if err := os.WriteFile(filepath.Join(empty, "a.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	b.choose("folder", empty)
	b.do(chromedp.Poll[chromedp.Void](`document.getElementById("state").textContent.includes("没有可以核对的文件")`))
}

// TestALargeBundleIsCheckedFileByFile runs with -papers 1000 to measure.
func TestALargeBundleIsCheckedFileByFile(t *testing.T) {
	dir, root := lay(t, *papers)
	b := open(t)
	b.choose("roots", root)
	begun := time.Now()
	s := b.checkFolder(dir)
	t.Logf("%d papers in %v; the page holds %d MB of scripts' memory", *papers, time.Since(begun).Round(time.Millisecond), get(b, chromedp.Evaluate[int](`Math.round(performance.memory.usedJSHeapSize / 1048576)`)))
	if s.Word != "全部无误" || !strings.Contains(s.Sentence, fmt.Sprintf("%d 件文书", *papers)) {
		t.Errorf("%q %q", s.Word, s.Sentence)
	}
}
