package mask_test

import (
	"errors"
	"strings"
	"testing"

	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/mask"
)

func code(err error) string {
	var e *review.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// at is the nth place of words in text, in runes.
func at(t *testing.T, text, words string, n int) mask.Place {
	t.Helper()
	from := 0
	for ; ; n-- {
		i := strings.Index(text[from:], words)
		if i < 0 {
			t.Fatalf("%q stands not so often", words)
		}
		if n == 0 {
			start := len([]rune(text[:from+i]))
			return mask.Place{Start: start, End: start + len([]rune(words)), Words: words}
		}
		from += i + len(words)
	}
}

func TestAPlaceThatAPersonKeepsStaysAndTheSameWordsGoElsewhere(t *testing.T) {
	text := paper(loanHead, loanBody+"被执行人孟庆安名下无车辆。孟庆安已被限制消费。")
	p := at(t, text, "孟庆安", 2)
	r := do(t, text, mask.Practice2024, mask.Input{Spare: []mask.Place{p}})
	if n := strings.Count(r.Text, "孟庆安"); n != 1 || !strings.Contains(r.Text, "被执行人孟庆安名下无车辆。孟某已被限制消费") {
		t.Fatalf("%d times in\n%s", n, r.Text)
	}
	if len(r.Spared) != 1 || r.Spared[0].Start != p.Start || r.Spared[0].Original != "孟庆安" || r.Spared[0].Class != "name" {
		t.Fatalf("%+v", r.Spared)
	}
}

func TestAFinishedFileMayHoldWhatWasSparedAsOftenAsItWasSparedAndNotOnceMore(t *testing.T) {
	text := paper(loanHead, loanBody+"被执行人孟庆安名下无车辆，联系电话13900000001。")
	phone := at(t, text, "，联系电话13900000001", 0)
	r := do(t, text, mask.Practice2024, mask.Input{Spare: []mask.Place{at(t, text, "孟庆安", 2), phone}})
	for _, c := range []struct {
		name, text string
		left       int
	}{
		{"the text itself", r.Text, 0},
		{"broken into lines", strings.ReplaceAll(strings.ReplaceAll(r.Text, "孟庆安", "孟庆\n安"), "139000", "139\n000"), 0},
		{"the name once more", r.Text + "\n被执行人孟庆安。", 1},
		{"the number once more", r.Text + "\n被执行人联系电话13900000001。", 1},
		{"another's name", r.Text + "\n申请执行人段志成。", 1},
		{"both twice", r.Text + "\n" + r.Text, 2},
		{"without them", strings.NewReplacer("孟庆安", "孟某", "13900000001", "").Replace(r.Text), 0},
	} {
		if got := r.Residue(c.text); len(got) != c.left {
			t.Errorf("%s: %+v, want %d", c.name, got, c.left)
		}
	}
}

func TestWhatCannotBeSparedOrHiddenIsSaid(t *testing.T) {
	text := paper(loanHead, loanBody+"孟庆安的电话为13900000001。")
	name := at(t, text, "孟庆安", 0)
	other := name
	other.Words = "段志成"
	for _, c := range []struct {
		want string
		in   mask.Input
	}{
		{"mask.spare.words", mask.Input{Spare: []mask.Place{other}}},
		{"mask.spare.words", mask.Input{Spare: []mask.Place{{Start: -1, End: 2, Words: "山东"}}}},
		{"mask.spare.words", mask.Input{Spare: []mask.Place{{Start: 3, End: 1 << 30, Words: "山东"}}}},
		{"mask.spare.none", mask.Input{Spare: []mask.Place{at(t, text, "云湖市", 0)}}},
		{"mask.spare.part", mask.Input{Spare: []mask.Place{{Start: name.Start, End: name.Start + 2, Words: "孟庆"}}}},
		{"mask.hide.kept", mask.Input{Hide: []string{"林知夏"}}},
		{"mask.hide.kept", mask.Input{Hide: []string{"审　判　长　　林知夏"}}},
		{"mask.hide.kept", mask.Input{Hide: []string{"鲁9901执"}}},
		{"mask.hide.kept", mask.Input{Hide: []string{"知夏"}}},
	} {
		c.in.Paper = ruling.Read(text)
		if _, err := mask.Mask(c.in, mask.Practice2024); code(err) != c.want {
			t.Errorf("%+v: %v, not %s", c.in.Spare, err, c.want)
		}
	}
}

func TestWordsChosenAcrossAMaskAreHiddenWhole(t *testing.T) {
	text := paper(loanHead, loanBody+"现孟庆安前妻居住在老宅。")
	r := do(t, text, mask.Practice2024, mask.Input{Hide: []string{"孟庆安前妻居住在老宅"}})
	if !strings.Contains(r.Text, "现×××。") {
		t.Fatal(r.Text)
	}
	// The same words are kept at the place where they are spared.
	p := at(t, text, "孟庆安前妻居住在老宅", 0)
	r = do(t, text, mask.Practice2024, mask.Input{Hide: []string{"孟庆安前妻居住在老宅"}, Spare: []mask.Place{p}})
	if !strings.Contains(r.Text, "现孟庆安前妻居住在老宅。") || len(r.Spared) != 1 {
		t.Fatal(r.Text)
	}
}

func TestOnePersonHasOneAliasAndAllTheWaysInWhichHeIsWritten(t *testing.T) {
	text := paper(
		"申请执行人：云湖市启明建材有限公司，住所地山东省云湖市启明路8号。\n被执行人：孟庆安，男，1971年3月8日出生，汉族，住山东省云湖市芦花街道。",
		"申请执行人云湖市启明建材有限公司（以下简称启明公司）与被执行人孟庆安买卖合同纠纷一案，本院于2018年2月6日立案执行。启明公司同意。孟庆\n安到庭。")
	r := do(t, text, mask.Practice2024, mask.Input{Spare: []mask.Place{at(t, text, "孟庆安", 1)}})
	es := r.Entities()
	if len(es) != 2 || es[0].Name != "云湖市启明建材有限公司" || es[1].Name != "孟庆安" || es[1].Alias != "孟某" || es[1].Role != "被执行人" {
		t.Fatalf("%+v", es)
	}
	if len(es[0].Forms) < 2 || es[0].Forms[0].Count != 2 || es[1].Forms[0].Count != 3 || es[1].Spared != 1 {
		t.Errorf("%+v", es)
	}
}
