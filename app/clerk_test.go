package app_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shenqian/app"
	"shenqian/app/intake"
	"shenqian/review"
	"shenqian/signing/pdfa"
)

// rewrite brings a text and says what became of it.
func (d *desk) rewrite(t *testing.T, text string) *app.ImportItem {
	t.Helper()
	r := d.bring(t, text)
	if r.Failed() {
		t.Fatal(r)
	}
	return &r.Items[0]
}

func TestEveryRulingOfTheDemonstrationGoesToWordAndBackUnchanged(t *testing.T) {
	files, err := filepath.Glob("demo/cases/*/裁定书.*")
	if err != nil || len(files) < 40 {
		t.Fatal(len(files), err)
	}
	d := newDesk(t)
	d.sit(t, "书记")
	for _, path := range files {
		r, err := d.Import(t.Context(), []string{path}, nil)
		if err != nil || r.Failed() {
			t.Fatalf("%s: %v %v", path, err, r)
		}
		it := r.Items[0]
		n, err := review.ParseCaseNumber(it.CaseNumber)
		if err != nil {
			t.Fatal(err)
		}
		id := app.MatterID(it.Kind, n)
		m, err := d.Load(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		name, file, err := d.Word(t.Context(), id)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		doc, err := intake.ReadDocx(file)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if doc.Text != m.Paper.Text {
			t.Errorf("%s: the text changed", path)
		}
		if len(doc.Notes) != 0 {
			t.Errorf("%s: our own file has %v", path, doc.Notes)
		}
		if !strings.HasPrefix(name, it.CaseNumber) || !strings.HasSuffix(name, "书.docx") {
			t.Errorf("%s is called %s", path, name)
		}
	}
}

func TestAnAnswerFallsAwayWithItsFinding(t *testing.T) {
	d := newDesk(t)
	d.sit(t, "书记")
	// A wrong article is a finding; so is what nobody entered.
	d.rewrite(t, strings.Replace(deskRuling, "第五百一十七条", "第五百一十九条", 1))
	m, err := d.Load(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range m.Checkup.Findings {
		if f.NeedsAnswer() {
			if err := d.Answer(t.Context(), deskID, f.Key(), "已核。", ""); err != nil {
				t.Fatal(err)
			}
		}
	}
	it := d.rewrite(t, deskRuling)
	c := it.Changes
	if c == nil || c.Wording || !strings.Contains(c.Touches, "法律依据") || len(c.Changes) != 1 || c.Changes[0] != (review.Change{Old: "九", New: "七"}) {
		t.Fatalf("%+v", c)
	}
	if len(c.Lapsed) == 0 || len(c.Kept) == 0 {
		t.Errorf("kept %d, lapsed %d", len(c.Kept), len(c.Lapsed))
	}
	if it := d.rewrite(t, deskRuling); it.Changes != nil {
		t.Error("the same again is told as a change")
	}
}

func TestADraftSavedInAWordProcessorIsTheNextDraft(t *testing.T) {
	d := newDesk(t)
	d.sit(t, "书记")
	d.rewrite(t, deskRuling)
	_, file, err := d.Word(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "稿.docx")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	type outcome struct {
		app.ImportItem
		err error
	}
	saved := make(chan outcome)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		done <- d.WatchDraft(ctx, deskID, path, func(it app.ImportItem, err error) { saved <- outcome{it, err} })
	}()
	// As Word does: a new file takes the old one's place. It is written again
	// until the watch has begun.
	save := func(text string) outcome {
		for {
			tmp := filepath.Join(dir, "~$tmp.docx")
			if err := os.WriteFile(tmp, changedDocx(t, d, text), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(tmp, path); err != nil {
				t.Fatal(err)
			}
			select {
			case o := <-saved:
				return o
			case <-time.After(2 * time.Second):
			}
		}
	}
	if o := save(strings.Replace(deskRuling, "本案不具备", "本案现不具备", 1)); o.err != nil || o.Changes == nil || !o.Changes.Wording {
		t.Errorf("%+v", o)
	}
	if o := save(strings.Replace(deskRuling, "执9号", "执8号", 1)); app.Code(o.err) != "watch.othercase" {
		t.Errorf("%+v", o)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// changedDocx is another text as the file of a word processor.
func changedDocx(t *testing.T, d *desk, text string) []byte {
	t.Helper()
	other := newDesk(t)
	other.sit(t, "书记")
	it := other.rewrite(t, text)
	n, err := review.ParseCaseNumber(it.CaseNumber)
	if err != nil {
		t.Fatal(err)
	}
	_, file, err := other.Word(t.Context(), app.MatterID(it.Kind, n))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// grey makes a picture.
func grey(width, height int) *image.Gray { return image.NewGray(image.Rect(0, 0, width, height)) }

// twoPages is a TIFF of two pages of 2 × 2 and 3 × 1 dots.
func twoPages() []byte {
	b := []byte("II*\x00\x00\x00\x00\x00")
	link := 4
	for _, size := range [][2]int{{2, 2}, {3, 1}} {
		data := len(b)
		b = append(b, make([]byte, size[0]*size[1])...)
		if len(b)%2 == 1 {
			b = append(b, 0)
		}
		binary.LittleEndian.PutUint32(b[link:], uint32(len(b)))
		tags := [][3]int{{256, 3, size[0]}, {257, 3, size[1]}, {258, 3, 8}, {259, 3, 1}, {262, 3, 1}, {273, 4, data}, {277, 3, 1}, {278, 3, size[1]}, {279, 4, size[0] * size[1]}}
		b = binary.LittleEndian.AppendUint16(b, uint16(len(tags)))
		for _, g := range tags {
			b = binary.LittleEndian.AppendUint16(b, uint16(g[0]))
			b = binary.LittleEndian.AppendUint16(b, uint16(g[1]))
			b = binary.LittleEndian.AppendUint32(b, 1)
			b = binary.LittleEndian.AppendUint32(b, uint32(g[2]))
		}
		link = len(b)
		b = append(b, 0, 0, 0, 0)
	}
	return b
}

// toServed takes the matter to the end of its way, stamped by hand.
func (d *desk) toServed(t *testing.T) {
	t.Helper()
	d.toPresident(t)
	sh, err := d.Show(t.Context(), deskID)
	if err != nil {
		t.Fatal(err)
	}
	must := func(_ *review.Matter, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(d.Approve(t.Context(), deskID, sh.Hash, d.keys["院长"], ""))
	d.sit(t, "书记")
	must(d.Collate(t.Context(), deskID, 0))
	d.sit(t, "印章")
	must(d.SealByHand(t.Context(), deskID, app.SealRequest{Own: d.keys["印章"]}))
	d.sit(t, "书记")
	must(d.Serve(t.Context(), deskID, app.ServeRequest{Party: "孟庆安", How: "直接", On: review.DateOf(d.now)}))
}

func TestPicturesBecomePagesAndWhatCannotIsFiledAsItIs(t *testing.T) {
	d := newDesk(t)
	d.toServed(t)
	var p, j bytes.Buffer
	if err := png.Encode(&p, grey(30, 40)); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&j, grey(40, 30), nil); err != nil {
		t.Fatal(err)
	}
	endless := twoPages() // its second page is its first again
	binary.LittleEndian.PutUint32(endless[len(endless)-4:], binary.LittleEndian.Uint32(endless[4:]))
	folder := t.TempDir()
	for name, b := range map[string][]byte{
		"1约谈笔录.png": p.Bytes(), "2查控反馈.jpg": j.Bytes(), "3执行通知书.tif": twoPages(), "4报告财产令.tif": endless, "5限制消费令.jpg": j.Bytes()[:j.Len()/2],
		"6执行笔录.pdf": []byte("%PDF-1.7\n"), "7杂件.png": append(p.Bytes(), 0),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	report, err := d.AttachFolder(t.Context(), deskID, folder)
	if err != nil || report.Failed() {
		t.Fatal(err, report)
	}
	out := filepath.Join(t.TempDir(), "卷", "1")
	done, err := d.Archive(t.Context(), deskID, out)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]app.ArchivedPaper{}
	next := 1
	for _, v := range done.Volumes {
		for _, p := range v.Papers {
			lines[p.Title] = p
			if p.From > 0 && v.Name == "正卷" {
				if p.From != next {
					t.Errorf("%s begins on page %d, not %d", p.Title, p.From, next)
				}
				next = p.To + 1
			}
			b, err := os.ReadFile(filepath.Join(out, v.Name, p.File))
			if err != nil {
				t.Fatal(err)
			}
			if p.To > 0 {
				findings, err := pdfa.Check(b)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range findings {
					// A scan can't be read out: it claims level B, not A.
					if !strings.HasPrefix(f.Text, "pdf.a-marked") && !strings.HasPrefix(f.Text, "pdf.a-structure") && !strings.HasPrefix(f.Text, "pdf.a-claim") {
						t.Errorf("%s: %+v", p.Title, f)
					}
				}
			}
		}
	}
	for title, want := range map[string]struct {
		pages int
		ext   string
	}{"约谈笔录": {1, ".pdf"}, "查控反馈": {1, ".pdf"}, "执行通知书": {2, ".pdf"}, "报告财产令": {0, ".tif"}, "限制消费令": {0, ".jpg"}, "执行笔录": {0, ".pdf"}, "其他材料": {1, ".pdf"}} {
		p, ok := lines[title]
		n := 0
		if p.From > 0 {
			n = p.To - p.From + 1
		}
		if !ok || n != want.pages || filepath.Ext(p.File) != want.ext || (n == 0) != (p.Note != "" && p.From == 0) {
			t.Errorf("%s: %+v", title, p)
		}
	}
}

func TestAnInterruptedArchiveLeavesNothing(t *testing.T) {
	d := newDesk(t)
	d.toServed(t)
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Archive(ctx, deskID, filepath.Join(dir, "卷")); err == nil {
		t.Error("a cancelled archive was made")
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 0 {
		t.Error(left, err)
	}
	// An empty folder may be there already.
	if err := os.Mkdir(filepath.Join(dir, "卷"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Archive(t.Context(), deskID, filepath.Join(dir, "卷")); err != nil {
		t.Error(err)
	}
	if left, err = os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Error(left, err)
	}
}

func TestAPrintThatFailedIsCountedAndSaysSo(t *testing.T) {
	d := newDesk(t)
	d.toServed(t)
	_, err := d.Print(t.Context(), []string{deskID}, app.PrintRequest{What: review.PrintForm}, func([]byte) error { return os.ErrPermission })
	if app.Code(err) != "print.counted" {
		t.Error(err)
	}
	entries, err := d.Prints(t.Context())
	if err != nil || len(entries) != 1 || entries[0].Form != "service" || entries[0].Pages != 2 {
		t.Error(entries, err)
	}
}
