//go:build !js

package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"shenqian/packaging/fonts"
	"shenqian/signing"
	"shenqian/signing/tamper/bases"
)

var screenshots = flag.String("screenshots", "", "folder for pictures of the page")

// page is made once; it lies in a folder of its own.
var page = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "verifier")
	if err != nil {
		return "", err
	}
	to := filepath.Join(dir, "verifier.html")
	return to, build(to)
})

func TestMain(m *testing.M) {
	flag.Parse()
	status := m.Run()
	if p, err := page(); err == nil {
		os.RemoveAll(filepath.Dir(p))
	}
	os.Exit(status)
}

// browser opens the page from the disk in Chromium.
type browser struct {
	t     *testing.T
	ctx   context.Context
	mu    sync.Mutex
	asked []string // every address that the page asked for
}

func open(t *testing.T) *browser {
	t.Helper()
	path, err := page()
	if err != nil {
		t.Fatal(err)
	}
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal("chromium is missing; packaging/setup test installs it")
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.WindowSize(1000, 900),
		chromedp.Env("FONTCONFIG_FILE="+fontConfig(t), "TZ=Asia/Shanghai"))
	alloc, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(alloc)
	t.Cleanup(end)
	b := &browser{t: t, ctx: ctx}
	requests := chromedp.Events(ctx, network.RequestWillBeSent)
	go func() {
		for r, err := range requests {
			if err != nil {
				return
			}
			b.mu.Lock()
			b.asked = append(b.asked, r.Request.URL)
			b.mu.Unlock()
		}
	}()
	b.do(command(network.Enable, network.EnableParams{}), chromedp.Navigate("file://"+path))
	return b
}

// fontConfig lends the browser a Chinese face; a bare machine has none.
func fontConfig(t *testing.T) string {
	t.Helper()
	set, err := fonts.Find("")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, name := range []string{"NotoSansSC-Regular", "NotoSansSC-Bold"} {
		b, err := set.Load(name)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name+".ttf"), b, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	config := filepath.Join(dir, "fonts.conf")
	text := "<fontconfig><dir>" + dir + "</dir><cachedir>" + dir + "</cachedir></fontconfig>"
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return config
}

// command is a command of the DevTools protocol as a step.
func command[P, R any](c cdp.Command[P, R], p P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, p)
		return err
	})
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func get[T any](b *browser, a chromedp.Action[T]) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, a)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// media makes the page look as on paper, or in the dark.
func media(kind string, dark bool) chromedp.Action[chromedp.Void] {
	p := emulation.SetEmulatedMediaParams{Media: kind}
	if dark {
		p.Features = []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}
	}
	return command(emulation.SetEmulatedMedia, p)
}

// idle waits until the page is done with what it was given.
const idle = `document.getElementById("state").textContent === "" && document.querySelectorAll(".result").length > 0`

// choose gives files to a file field, as a person does by its button.
func (b *browser) choose(field string, paths ...string) {
	b.t.Helper()
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#"+field), paths))
}

// check gives a PDF to the page and returns its verdict, as it stands there.
func (b *browser) check(path string) shown {
	b.t.Helper()
	b.choose("pdf", path)
	name, err := json.Marshal(filepath.Base(path))
	if err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.Poll[chromedp.Void](idle + ` && document.querySelector(".result dd").textContent.startsWith(` + string(name) + `)`))
	return b.read()
}

// shown is what a reader of the page sees, and the result for machines.
type shown struct {
	Word, Sentence, JSON, Text string
}

func (b *browser) read() shown {
	b.t.Helper()
	return get(b, chromedp.Evaluate[shown](`({
		Word: document.querySelector(".verdict h2").textContent,
		Sentence: document.querySelector(".verdict p").textContent,
		JSON: document.querySelector("pre.json")?.textContent ?? "",
		Text: document.querySelector("#results").innerText,
	})`))
}

func (b *browser) picture(name string, wide int64) {
	b.t.Helper()
	if *screenshots == "" {
		return
	}
	b.do(chromedp.EmulateViewport(wide, 700))
	png := get(b, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(*screenshots, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// desk is a folder with papers, good and bad, and the roots to trust.
type desk struct {
	dir   string
	court *bases.Court
	roots []string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{dir: t.TempDir()}
	var err error
	if d.court, err = bases.Found(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	for i, root := range d.court.Roots {
		d.roots = append(d.roots, d.put(t, []string{"根证书.pem", "国密根证书.pem"}[i], root))
	}
	return d
}

func (d *desk) put(t *testing.T, name string, b []byte) string {
	t.Helper()
	p := filepath.Join(d.dir, name)
	if err := os.WriteFile(p, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func (d *desk) sign(t *testing.T, key string, level signing.Level) []byte {
	t.Helper()
	b, err := d.court.Sign(bases.Paper(), key, "president", level, func(r *signing.Request) { r.Appearance = bases.Seal{} })
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// altered is the file with other content behind the signature.
func altered(pdf []byte) []byte {
	return append(slices.Clone(pdf), "\n% evil\n"...)
}

func TestThePageTellsAGoodPaperFromATamperedOne(t *testing.T) {
	d := newDesk(t)
	good := d.sign(t, "rsa", signing.LevelA)
	bad := slices.Clone(good)
	bad[strings.Index(string(bad), "100000 yuan")] = '9'
	b := open(t)
	b.picture("open", 1000)
	if s := b.check(d.put(t, "裁定书.pdf", good)); s.Word != "文件完好，身份未核实" || !strings.Contains(s.Sentence, "没有核实签名人身份") {
		t.Errorf("nobody is trusted yet: %q %q", s.Word, s.Sentence)
	}
	if s := b.read(); !strings.Contains(s.Text, "时间戳机构未核实") || strings.Contains(s.Text, "时间戳证明") {
		t.Errorf("nobody is trusted, yet a time is proved:\n%s", s.Text)
	}
	b.picture("untrusted", 1000)
	b.choose("roots", d.roots...)
	b.do(chromedp.Poll[chromedp.Void](`document.querySelector(".verdict.valid") !== null`))
	s := b.read()
	if s.Word != "有效" {
		t.Errorf("a good paper: %q %q", s.Word, s.Sentence)
	}
	for _, want := range []string{"President rsa", "长期归档级（PAdES B-LTA）", "(UTC+08:00)", "时间戳机构", "当时未被吊销", "Test TSA", "同意签发", "时间戳证明", "许可：", "增加了长期验证所需的凭据"} {
		if !strings.Contains(s.Text, want) {
			t.Errorf("the page does not say %q:\n%s", want, s.Text)
		}
	}
	b.picture("valid", 1000)
	b.picture("valid-phone", 390)
	if s := b.check(d.put(t, "改动.pdf", bad)); s.Word != "签名不成立" || !strings.Contains(s.Sentence, "字节被改动") {
		t.Errorf("a tampered paper: %q %q", s.Word, s.Sentence)
	}
	b.picture("invalid", 1000)
	if s := b.check(d.put(t, "添加.pdf", altered(good))); s.Word != "签署后被改动" || !strings.Contains(s.Text, "不许可：") {
		t.Errorf("an extended paper: %q %q", s.Word, s.Sentence)
	}
	b.picture("modified", 1000)
	b.do(chromedp.Click(chromedp.CSS("#language")))
	if s := b.read(); s.Word != "Modified" {
		t.Errorf("in English: %q", s.Word)
	}
	b.picture("modified-english", 1000)
	b.do(media("", true))
	b.picture("modified-dark", 1000)
	b.do(media("print", false))
	b.picture("modified-print", 800)
}

// dropped lets files fall on the page: names and contents in base64.
const dropped = `(files => {
	const data = new DataTransfer();
	for (const [name, text] of files) data.items.add(new File([Uint8Array.from(atob(text), c => c.charCodeAt(0))], name));
	document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
	return true;
})`

func TestPapersAndRootsMayBeDroppedTogether(t *testing.T) {
	d := newDesk(t)
	block, _ := pem.Decode(d.court.Roots[0])
	const evil = "<img src=x onerror=alert(1)>.pdf"
	files, err := json.Marshal([][2]string{
		{evil, base64.StdEncoding.EncodeToString(d.sign(t, "rsa", signing.LevelT))},
		{"root.cer", base64.StdEncoding.EncodeToString(block.Bytes)},
		{"unsigned.pdf", base64.StdEncoding.EncodeToString(bases.Paper())},
		{"国密.pdf", base64.StdEncoding.EncodeToString(d.sign(t, "sm2", signing.LevelB))},
	})
	if err != nil {
		t.Fatal(err)
	}
	b := open(t)
	get(b, chromedp.Evaluate[bool](dropped+"("+string(files)+")"))
	b.do(chromedp.Poll[chromedp.Void](`document.querySelectorAll(".result").length === 3`))
	words := get(b, chromedp.Evaluate[[]string](`Array.from(document.querySelectorAll(".verdict h2"), e => e.textContent)`))
	if want := []string{"有效", "没有签名", "文件完好，身份未核实"}; !slices.Equal(words, want) {
		t.Errorf("%q, want %q", words, want)
	}
	if s := b.read(); !strings.Contains(s.Text, evil) || get(b, chromedp.Evaluate[int](`document.images.length`)) != 0 {
		t.Errorf("a file's name is not shown as it is:\n%s", s.Text)
	}
	b.picture("several", 1000)
}

func TestEverythingIsReachedByKeyboard(t *testing.T) {
	d := newDesk(t)
	b := open(t)
	b.choose("roots", d.roots...)
	b.check(d.put(t, "a.pdf", d.sign(t, "ec", signing.LevelB)))
	b.do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur(), window.getSelection().removeAllRanges(), window.scrollTo(0, 0), undefined`))
	seen := map[string]bool{}
	for range 12 {
		b.do(chromedp.KeyEvent(kb.Tab))
		seen[get(b, chromedp.Evaluate[string](`document.activeElement.id || document.activeElement.tagName`))] = true
	}
	for _, want := range []string{"language", "pdf", "roots", "forget", "print", "SUMMARY"} {
		if !seen[want] {
			t.Errorf("%s is not reached: %v", want, seen)
		}
	}
}

func TestThePageReachesNoNetwork(t *testing.T) {
	d := newDesk(t)
	b := open(t)
	b.check(d.put(t, "a.pdf", d.sign(t, "ec", signing.LevelT)))
	b.mu.Lock()
	asked := slices.Clone(b.asked)
	b.mu.Unlock()
	for _, a := range asked {
		if !strings.HasPrefix(a, "file://") {
			t.Errorf("the page asks for %s", a)
		}
	}
	if len(asked) == 0 {
		t.Error("not even the page itself was seen: the test shows nothing")
	}
	// Not even a script in the page could.
	for name, script := range map[string]string{
		"fetch":   `fetch("http://127.0.0.1:9/").then(() => "sent", e => String(e))`,
		"picture": `new Promise(done => { const i = new Image(); i.onload = () => done("sent"); document.addEventListener("securitypolicyviolation", e => done(e.effectiveDirective)); i.src = "http://127.0.0.1:9/"; })`,
		"script":  `new Promise(done => { document.addEventListener("securitypolicyviolation", e => done(e.effectiveDirective)); try { const s = document.createElement("script"); s.textContent = "window.evil = 1"; document.body.append(s); } catch (e) { done("refused"); } if (window.evil) done("sent"); })`,
	} {
		got := get(b, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
		if got == "sent" || got == "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestThePageAndTheCommandLineSayTheSame(t *testing.T) {
	d := newDesk(t)
	bin := filepath.Join(t.TempDir(), "shenqian")
	if said, err := exec.Command("go", "build", "-p", "1", "-tags", "nogui,sqlite_fts5", "-o", bin, "shenqian").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	good := d.sign(t, "rsa", signing.LevelA)
	flipped := slices.Clone(good)
	flipped[len(bases.Paper())/2] ^= 1
	papers := map[string][]byte{
		"rsa.pdf": good, "sm2.pdf": d.sign(t, "sm2", signing.LevelB), "stamped.pdf": d.sign(t, "ec", signing.LevelT),
		"appended.pdf": altered(good), "flipped.pdf": flipped, "cut.pdf": good[:len(good)-20], "unsigned.pdf": bases.Paper(), "text.pdf": []byte("text"),
	}
	b := open(t)
	for _, trust := range [][]string{nil, d.roots} {
		if trust != nil {
			b.choose("roots", trust...)
		}
		for name, pdf := range papers {
			path := d.put(t, name, pdf)
			page := decode(t, []byte(b.check(path).JSON))
			args := []string{"--data", t.TempDir(), "--json", "verify", path}
			for _, root := range trust {
				args = append(args, "--trust", root)
			}
			said, err := exec.Command(bin, args...).Output()
			if len(said) == 0 {
				t.Fatal(name, err)
			}
			line := decode(t, said)
			if page["reason"] != line["reason_code"] && (page["reason"] != "" || line["reason_code"] != nil) {
				t.Errorf("%s: reason %v, %v", name, page["reason"], line["reason_code"])
			}
			if page, line := bare(page), bare(line); !reflect.DeepEqual(page, line) {
				t.Errorf("%s:\npage %v\nline %v", name, page, line)
			}
		}
	}
}

func decode(t *testing.T, b []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	return m
}

// bare leaves out the path, and the sentences that stand for codes.
func bare(m map[string]any) map[string]any {
	delete(m, "file")
	delete(m, "reason_code")
	withoutReasons(m)
	for _, s := range m["signatures"].([]any) {
		withoutReasons(s.(map[string]any))
	}
	return m
}

func withoutReasons(m map[string]any) {
	for k := range m {
		if strings.HasSuffix(k, "reason") {
			delete(m, k)
		}
	}
}
