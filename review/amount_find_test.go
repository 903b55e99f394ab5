package review_test

import (
	"strings"
	"testing"

	"shenqian/review"
)

func TestAmountsAreReadInEveryScript(t *testing.T) {
	for text, want := range map[string]string{
		"偿还268500元。":              "268500",
		"共3元、400，000元、1 234.50元":  "3 400000 1234.50",
		"标的２６８５００元，其中 3.5万元、12亿元": "268500 35000 1200000000",
		"1000，200元":               "200",
		"12,345,678.90元":          "12345678.90",
		"26.85万元（大写：贰拾陆万捌仟伍佰元整）":  "268500 268500",
		"二十六万八千五百元":               "268500",
		"人民币壹佰零叁万零伍拾元":            "1030050",
		"十万元":                     "100000",
		"262181元6角":               "262181.60",
		"贰佰元伍角叁分":                 "200.53",
		"元、罗一元、多元化、每股元":           "",
		"约3万余元":                   "30000",
		"一亿两千万元":                  "120000000",
	} {
		var got []string
		for _, a := range review.FindAmounts(text) {
			got = append(got, a.Amount.String())
			if a.Text != string([]rune(text)[a.Start:a.End]) {
				t.Errorf("%s: %q is not at its place", text, a.Text)
			}
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %s, want %s", text, g, want)
		}
	}
}

func FuzzAmountsStandWhereTheySay(f *testing.F) {
	for _, s := range []string{"26.85万元（大写：贰拾陆万捌仟伍佰元整）", "1 234.50元5角", "400，000元", "元元元", "亿亿亿元", "..元", "1，２，3元"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		rs, end := []rune(s), 0
		for _, a := range review.FindAmounts(s) {
			if a.Start < end || a.End <= a.Start || a.Text != string(rs[a.Start:a.End]) {
				t.Fatalf("%+v in %q", a, s)
			}
			end = a.End
		}
	})
}
