package review_test

import (
	"strings"
	"testing"

	"shenqian/review"
)

func TestCaseNumbersOfEveryEraAreRead(t *testing.T) {
	for in, want := range map[string]string{
		"（2018）鲁0102执1234号":        "（2018）鲁0102执1234号",
		"(2022)新2801执4679号":        "（2022）新2801执4679号",
		"（2020）豫0192执3427号之一":      "（2020）豫0192执3427号之一",
		"（２０２１）鲁０１执恢１５号之十二":        "（2021）鲁01执恢15号之十二",
		"（2015）历执字第123号":           "（2015）历执字第123号",
		"（2014）济历执恢字第7-1号":         "（2014）济历执恢字第7-1号",
		"（2013）历城商初字第88号之一":        "（2013）历城商初字第88号之一",
		"(2019)最高法执监501号":          "（2019）最高法执监501号",
		"（2022）新2801行审82号":         "（2022）新2801行审82号",
		"（2018）鲁0102执1234-1236号":   "（2018）鲁0102执1234-1236号",
		"（2018）鲁0102执1234、1236号之二": "（2018）鲁0102执1234-1236号之二",
		"（2020）京 0105 执 88 号":      "（2020）京0105执88号",
		"（2023）鲁执复9号":              "（2023）鲁执复9号",
		"（2021）黔0102执7号":           "（2021）黔0102执7号",
		"（2009）深罗法执一字第123号":        "（2009）深罗法执一字第123号",
		"（2018）鲁0102执12号之一百二十":     "（2018）鲁0102执12号之一百二十",
		"（2018）鲁0102执12号之1":        "（2018）鲁0102执12号之1",
	} {
		n, err := review.ParseCaseNumber(in)
		if err != nil || n.String() != want {
			t.Errorf("%s: got %q %v, want %q", in, n, err, want)
		}
	}
	for _, in := range []string{"", "2018鲁0102执1234号", "（2018）鲁0102执号", "鲁高法〔2018〕17号", "（2018）鲁0102执12号附件"} {
		if n, err := review.ParseCaseNumber(in); err == nil {
			t.Errorf("%q was read as %v", in, n)
		}
	}
}

func TestDatesAreReadAndImpossibleOnesKept(t *testing.T) {
	for in, want := range map[string]string{
		"二〇二一年一月二十五日":     "2021-01-25",
		"二○一八年十月三十一日":     "2018-10-31",
		"二零一九年十二月三日":      "2019-12-03",
		"2018年6月9日":       "2018-06-09",
		"２０１８年６月９日":       "2018-06-09",
		"2021年1月14号":      "2021-01-14",
		"二〇一八年二月二十九日":     "2018-02-29",
		"2020年 11 月 30 日": "2020-11-30",
		"二〇二〇年元月廿一日":      "2020-01-21",
	} {
		f := review.FindDates("于" + in + "立案")
		if len(f) != 1 || f[0].Date.String() != want || f[0].Text != in || f[0].Start != 1 || f[0].End != 1+len([]rune(in)) {
			t.Errorf("%s: got %+v", in, f)
			continue
		}
		if got, want := f[0].Date.Exists(), want != "2018-02-29"; got != want {
			t.Errorf("%s: exists %v", in, got)
		}
	}
	if got := (review.Date{2018, 6, 9}).Chinese(); got != "二〇一八年六月九日" {
		t.Error(got)
	}
	if got := (review.Date{2020, 12, 31}).Chinese(); got != "二〇二〇年十二月三十一日" {
		t.Error(got)
	}
	var d review.Date
	if err := d.UnmarshalText([]byte("2018-02-29")); err == nil {
		t.Error("a fact may not be a day that does not exist")
	}
	if got := (review.Date{2020, 11, 30}).AddMonths(3); got != (review.Date{2021, 2, 28}) {
		t.Error(got)
	}
}

func TestAmountsAreReadExactly(t *testing.T) {
	for in, want := range map[string]string{
		"400，000元": "400000", "58，833元": "58833", "3，022.46元": "3022.46", "40万元": "400000",
		"3.5万元": "35000", "1亿元": "100000000", "0.05元": "0.05", "１２３．４元": "123.40", "33 456.78元": "33456.78",
		"12,345,678.90元": "12345678.90", "1.23456万元": "12345.60", "10余万元": "",
	} {
		f := review.FindAmounts("支付" + in + "。")
		if want == "" {
			continue
		}
		if len(f) != 1 || f[0].Amount.String() != want || f[0].Text != in {
			t.Errorf("%s: got %+v", in, f)
		}
	}
	var a review.Amount
	for _, bad := range []string{"", "abc", "1.005", "..", "99999999999999999999"} {
		if err := a.UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q was read as %v", bad, a)
		}
	}
}

func TestNumeralsGoBothWays(t *testing.T) {
	for n := 1; n < 2000; n++ {
		if got, ok := review.ParseNumeral(review.Numeral(n)); !ok || got != n {
			t.Fatalf("%d: %s read as %d", n, review.Numeral(n), got)
		}
	}
	if review.Numeral(519) != "五百一十九" || review.Numeral(10) != "十" {
		t.Error(review.Numeral(519), review.Numeral(10))
	}
}

func FuzzValuesNeverPanic(f *testing.F) {
	f.Add("（2018）鲁0102执1234号之一于二〇一八年二月二十九日支付400，000元")
	f.Fuzz(func(t *testing.T, s string) {
		if !strings.Contains(s, "\x00") {
			n := len([]rune(s))
			for _, d := range review.FindDates(s) {
				if d.Start < 0 || d.End > n || d.Start >= d.End {
					t.Fatal(d)
				}
			}
			review.FindAmounts(s)
			review.FindCaseNumbers(s)
		}
	})
}
