package disclosure_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"strings"
	"testing"

	"shenqian/signing/disclosure"
	"shenqian/signing/fault"
)

const ruling = "申请执行人：张三丰，男，1980年1月1日出生，住云湖市东城区花园路8号。\n被执行人：云湖市蓝海肥料有限公司，住所地云湖市西城区。\n终结本次执行程序。"

var seed = disclosure.Seed(sha256.Sum256([]byte("a court's secret")))

func code(err error) string {
	if f, ok := err.(*fault.Error); ok {
		return f.Code
	}
	return ""
}

// hide is the place of words in the ruling.
func hide(words, with string) disclosure.Hidden {
	at := len([]rune(ruling[:strings.Index(ruling, words)]))
	return disclosure.Hidden{Start: at, End: at + len([]rune(words)), With: with}
}

func opened(t *testing.T) *disclosure.Sidecar {
	t.Helper()
	c, err := disclosure.Open(seed, ruling, []disclosure.Hidden{hide("张三丰", "张某"), hide("花园路8号", ""), hide("蓝海", "某")})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What was printed on a slip must come out for ever. The values are those of a
// program of twelve lines in another language, written from the package comment.
func TestTheRootOfATextNeverChanges(t *testing.T) {
	for text, want := range map[string]string{
		"终":      "d864217060744df5",
		"终结本次执行": "0a2aa9a4543bc37c",
		ruling:   "87ea19861ae27c67",
	} {
		got := disclosure.Root(disclosure.Seed{}, text)
		if !strings.HasPrefix(got, want) || len(got) != 64 {
			t.Errorf("%.20q: %s", text, got)
		}
	}
}

func TestWhatIsShownIsCheckedWithoutWhatIsHidden(t *testing.T) {
	c := opened(t)
	if c.Root != disclosure.Root(seed, ruling) {
		t.Error("another root than of the whole text")
	}
	b, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"三丰", "花园路", "蓝海", hex.EncodeToString(seed[:])} {
		if bytes.Contains(b, []byte(gone)) {
			t.Errorf("%s stands in the sidecar", gone)
		}
	}
	back, err := disclosure.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	if err := back.Check(); err != nil {
		t.Error(err)
	}
	public := "申请执行人：张某，男，1980年1月1日出生，住云湖市东城区。 被执行人：云湖市某肥料有限公司，住所地云湖市\n西城区。终结本次执行程序。"
	if err := back.CheckPublic(public); err != nil {
		t.Error(err)
	}
	if err := back.CheckPublic(strings.Replace(public, "1980", "1981", 1)); code(err) != "disclosure.public" {
		t.Error("a changed year:", err)
	}
	if err := back.CheckPublic(public + "又"); code(err) != "disclosure.public" {
		t.Error("a word more:", err)
	}
	if err := back.CheckOriginal(ruling + "审签笺"); err != nil {
		t.Error(err)
	}
	if err := back.CheckOriginal(strings.Replace(ruling, "终结", "中止", 1)); code(err) != "disclosure.original" {
		t.Error("another original:", err)
	}
	if err := back.CheckOriginal(strings.Replace(ruling, "张三丰", "张三丰与李四", 1)); code(err) != "disclosure.original" {
		t.Error("more was hidden than is said:", err)
	}
}

func TestEveryByteThatIsChangedIsFound(t *testing.T) {
	c := opened(t)
	for i := range c.Spans {
		for j := range c.Spans[i].Nodes {
			for k := range c.Spans[i].Nodes[j] {
				c.Spans[i].Nodes[j][k] ^= 1
				if err := c.Check(); code(err) != "disclosure.root" {
					t.Fatal(i, j, k, err)
				}
				c.Spans[i].Nodes[j][k] ^= 1
			}
		}
		if c.Spans[i].Hidden {
			continue
		}
		text := []rune(c.Spans[i].Text)
		for k := range text {
			other := append([]rune(nil), text...)
			other[k]++
			c.Spans[i].Text = string(other)
			if err := c.Check(); code(err) != "disclosure.root" {
				t.Fatal(i, k, err)
			}
		}
		c.Spans[i].Text = string(text)
	}
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(c *disclosure.Sidecar){
		"the length":         func(c *disclosure.Sidecar) { c.Runes++ },
		"a span left out":    func(c *disclosure.Sidecar) { c.Spans = c.Spans[1:] },
		"a span cut":         func(c *disclosure.Sidecar) { c.Spans[1].Runes-- },
		"a node left out":    func(c *disclosure.Sidecar) { c.Spans[0].Nodes = c.Spans[0].Nodes[1:] },
		"a node more":        func(c *disclosure.Sidecar) { c.Spans[0].Nodes = append(c.Spans[0].Nodes, c.Spans[0].Nodes[0]) },
		"shown, not hidden":  func(c *disclosure.Sidecar) { c.Spans[1].Hidden = false },
		"no spans":           func(c *disclosure.Sidecar) { c.Spans = nil },
		"a short node":       func(c *disclosure.Sidecar) { c.Spans[0].Nodes[0] = c.Spans[0].Nodes[0][:31] },
		"an impossible span": func(c *disclosure.Sidecar) { c.Spans[1].Runes = 1 << 40 },
		"the last node more": func(c *disclosure.Sidecar) {
			l := len(c.Spans) - 1
			c.Spans[l].Nodes = append(c.Spans[l].Nodes, c.Spans[l].Nodes[0])
		},
	} {
		c := opened(t)
		change(c)
		if err := c.Check(); err == nil {
			t.Error(what, "is not found")
		}
	}
}

func TestAnythingCanBeHiddenInAnyPlaces(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := []rune(strings.Repeat(ruling, 3))
	for range 300 {
		whole := text[:1+r.IntN(len(text))]
		var hidden []disclosure.Hidden
		for at := 0; at < len(whole); {
			at += r.IntN(20)
			end := at + 1 + r.IntN(8)
			if end > len(whole) {
				break
			}
			hidden = append(hidden, disclosure.Hidden{Start: at, End: end, With: strings.Repeat("×", r.IntN(3))})
			at = end
		}
		c, err := disclosure.Open(seed, string(whole), hidden)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Check(); err != nil {
			t.Fatal(string(whole), hidden, err)
		}
	}
}

func TestWhatIsHiddenCanNotBeTriedOut(t *testing.T) {
	// Two texts that differ only in what is hidden, and the same seeds: only the
	// hashes of the hidden stretch and the root differ, and no seed given away
	// reaches into it.
	other := strings.Replace(ruling, "张三丰", "李四光", 1)
	a, err := disclosure.Open(seed, ruling, []disclosure.Hidden{hide("张三丰", "某")})
	if err != nil {
		t.Fatal(err)
	}
	b, err := disclosure.Open(seed, other, []disclosure.Hidden{hide("张三丰", "某")})
	if err != nil {
		t.Fatal(err)
	}
	for i := range a.Spans {
		for j := range a.Spans[i].Nodes {
			if same := bytes.Equal(a.Spans[i].Nodes[j], b.Spans[i].Nodes[j]); same == a.Spans[i].Hidden {
				t.Errorf("span %d, node %d: same %v", i, j, same)
			}
		}
	}
	if disclosure.Root(seed, ruling) == disclosure.Root(disclosure.Seed{}, ruling) {
		t.Error("the root hangs on no secret")
	}
}

func TestNoOpeningOfWhatIsNoText(t *testing.T) {
	for _, h := range [][]disclosure.Hidden{{{Start: 5, End: 4}}, {{Start: -1, End: 4}}, {{Start: 0, End: 9999}}, {{Start: 4, End: 8}, {Start: 6, End: 9}}} {
		if _, err := disclosure.Open(seed, ruling, h); code(err) != "disclosure.spans" {
			t.Error(h, err)
		}
	}
	for _, s := range []string{"", "\xff"} {
		if _, err := disclosure.Open(seed, s, nil); code(err) != "disclosure.text" {
			t.Errorf("%q: %v", s, err)
		}
	}
	for s, want := range map[string]string{"{": "disclosure.malformed", `{"format":2}`: "disclosure.newer", `{"format":1,"more":1}`: "disclosure.malformed"} {
		if _, err := disclosure.Read([]byte(s)); code(err) != want {
			t.Error(s, err)
		}
	}
}

func FuzzCheck(f *testing.F) {
	c, err := disclosure.Open(seed, "终结本次执行程序", []disclosure.Hidden{{Start: 2, End: 4, With: "某"}})
	if err != nil {
		f.Fatal(err)
	}
	b, err := c.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := disclosure.Read(b)
		if err != nil || c.Check() != nil {
			return
		}
		n := 0
		for _, s := range c.Spans {
			n += s.Runes
		}
		if n != c.Runes {
			t.Error("spans that do not make up the text hold")
		}
		_ = c.CheckOriginal(c.Public())
	})
}

func BenchmarkOpenAndCheck(b *testing.B) {
	text := strings.Repeat(ruling, 30)
	var hidden []disclosure.Hidden
	for at := 0; at+60 < len([]rune(text)); at += 50 {
		hidden = append(hidden, disclosure.Hidden{Start: at, End: at + 4})
	}
	for b.Loop() {
		c, err := disclosure.Open(seed, text, hidden)
		if err != nil || c.Check() != nil {
			b.Fatal(err)
		}
	}
}
