package typeset

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"shenqian/signing/fault"
)

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	d := zhengzhou().document()
	d.Blocks = append(d.Blocks, slip()...)
	want := mustTypeset(t, d).PDF
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 3 {
				r, err := testKit(t).Typeset(context.Background(), d)
				if err != nil || !bytes.Equal(r.PDF, want) {
					t.Error("bytes differ", err)
				}
			}
		})
	}
	wg.Wait()
}

func TestRareNamesHaveGlyphs(t *testing.T) {
	if m := testKit(t).Missing(rare + "行〇"); len(m) > 0 {
		t.Errorf("missing %q", m)
	}
}

func TestWhatCannotBePrintedStopsTypesettingAndIsNamed(t *testing.T) {
	for text, name := range map[string]string{
		"申请执行人王\uE000某":    "U+E000",
		"零宽\u200B空格":       "U+200B",
		"方向\u202E倒转":       "U+202E",
		"控制\x07符":          "U+0007",
		"回车\r符":            "U+000D",
		"字节序\uFEFF记号":      "U+FEFF",
		"异体字\U000E0100选择":  "U+E0100",
		"补充专用区\U000F0000字": "U+F0000",
		"没有的字\U0002EBEF":   "U+2EBEF",
		"行分隔\u2028符":       "U+2028",
	} {
		_, err := testKit(t).Typeset(t.Context(), Document{Blocks: []Block{Paragraph{Text: text}}})
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != "typeset.noglyph" || !strings.Contains(f.Args["characters"], name) {
			t.Errorf("%q: got %v, want %s named", text, err, name)
			continue
		}
		if !strings.Contains(f.Args["place"], "□") {
			t.Errorf("%q: the place is %q", text, f.Args["place"])
		}
		if len(testKit(t).Missing(text)) != 1 {
			t.Errorf("%q: Missing doesn't say so", text)
		}
	}
}

func TestFieldsAreEmptyAndOfTheRightSize(t *testing.T) {
	r := mustTypeset(t, Document{Blocks: slip(), Created: testTime})
	if len(r.Fields) != 2 || r.Fields[0].Field != "president" || r.Fields[1].Field != "court" {
		t.Fatalf("got %+v", r.Fields)
	}
	box := r.Fields[0].Rect
	if h := (box[3] - box[1]) / mm; h < 47 || h > 50 {
		t.Errorf("the box is %.1f mm high", h)
	}
	for _, want := range []string{"/FT/Sig", "/F 132", "/SigFlags 3"} {
		if !bytes.Contains(r.PDF, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
	if bytes.Contains(r.PDF, []byte("/MK")) || bytes.Contains(r.PDF, []byte("/V ")) {
		t.Error("a field has a value or a border of its own")
	}
}

func TestCancelledWorkStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := testKit(t).Typeset(ctx, zhengzhou().document()); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestEveryErrorHasASentenceInBothLanguages(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"(typeset\.[a-z.]+)"`).FindAllSubmatch(b, -1) {
			codes[string(m[1])] = true
		}
	}
	for _, lang := range []string{"zh-Hans", "en"} {
		b, err := fault.Messages.ReadFile("messages/" + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]string
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(err)
		}
		for code := range codes {
			if m[code] == "" {
				t.Errorf("%s: no sentence for %s", lang, code)
			}
		}
	}
}
