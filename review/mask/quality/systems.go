package quality

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"shenqian/review/kind/ruling"
	"shenqian/review/mask"
)

// The maskers that are compared. The first three are what anyone would write in
// an hour: they show what the rest of the rules is worth.

// System is one masker.
type System struct {
	Name string
	do   func(d *Document, p mask.Profile) (outcome, error)
}

// Systems are the baselines, and the program without and with a case file.
var Systems = []System{
	{"patterns", func(d *Document, p mask.Profile) (outcome, error) { return outcome{hits: patterns(d.Text, p)}, nil }},
	{"gazetteer", func(d *Document, p mask.Profile) (outcome, error) { return outcome{hits: gazetteer(d, p)}, nil }},
	{"both", func(d *Document, p mask.Profile) (outcome, error) {
		return outcome{hits: merge(patterns(d.Text, p), gazetteer(d, p))}, nil
	}},
	{"text", func(d *Document, p mask.Profile) (outcome, error) { return full(d, p, false) }},
	{"full", func(d *Document, p mask.Profile) (outcome, error) { return full(d, p, true) }},
}

func full(d *Document, p mask.Profile, file bool) (outcome, error) {
	in := mask.Input{Paper: ruling.Read(d.Text), Cause: d.Cause}
	if file {
		in.Parties = d.Parties
	}
	r, err := mask.Mask(in, p)
	if err != nil {
		return outcome{}, err
	}
	return outcome{r.Masked, len(r.Doubts), r.Doubts}, nil
}

var plainPatterns = []struct {
	class string
	re    *regexp.Regexp
}{
	{"id", regexp.MustCompile(`[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]`)},
	{"account", regexp.MustCompile(`\d{16,19}`)},
	{"phone", regexp.MustCompile(`1[3-9]\d{9}|0\d{2,3}-\d{7,8}`)},
	{"email", regexp.MustCompile(`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)},
	{"plate", regexp.MustCompile(`[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]·?[A-HJ-NP-Z0-9]{5,6}`)},
	{"credit_code", regexp.MustCompile(`[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}`)},
	{"title", regexp.MustCompile(`\p{Han}{0,4}（\d{4}）\p{Han}{1,12}不动产权第\d+号`)},
	{"address", regexp.MustCompile(`住(?:所地)?[：:]?[^，。；]*?(?:县|区|市)([^，。；县区市]+)[，。]`)},
	{"person", regexp.MustCompile(`(?:申请执行人|被执行人|法定代表人)[：:]?([赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨张刘黄林何高马罗梁宋谢唐许邓曹彭曾田董袁潘于余叶杜魏程吕丁任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严]\p{Han}{1,2})[，。与和、]`)},
}

func patterns(text string, p mask.Profile) []mask.Hit {
	var out []mask.Hit
	for _, r := range plainPatterns {
		if p == mask.Rule2016 && (r.class == "person" || r.class == "credit_code") {
			continue
		}
		for _, m := range r.re.FindAllStringSubmatchIndex(text, -1) {
			m = m[len(m)-2:]
			out = append(out, hit(text, r.class, m[0], m[1]))
		}
	}
	return merge(out, nil)
}

func hit(text, class string, from, to int) mask.Hit {
	start := utf8.RuneCountInString(text[:from])
	return mask.Hit{Class: class, Original: text[from:to], Start: start, End: start + utf8.RuneCountInString(text[from:to])}
}

// gazetteer hides the names of the case file wherever they stand as they are.
func gazetteer(d *Document, p mask.Profile) []mask.Hit {
	if p == mask.Rule2016 {
		return nil
	}
	var names []string
	for _, q := range d.Parties {
		names = append(names, q.Name)
		if q.Representative != "" {
			names = append(names, q.Representative)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	var out []mask.Hit
	for _, n := range names {
		for at := 0; n != ""; {
			i := strings.Index(d.Text[at:], n)
			if i < 0 {
				break
			}
			class := "person"
			if utf8.RuneCountInString(n) > 5 {
				class = "org"
			}
			h := hit(d.Text, class, at+i, at+i+len(n))
			h.Replacement = n[:3] + "某"
			out = append(out, h)
			at += i + len(n)
		}
	}
	return merge(out, nil)
}

// merge keeps of overlapping hits the first.
func merge(a, b []mask.Hit) []mask.Hit {
	all := append(slices.Clone(a), b...)
	slices.SortStableFunc(all, func(x, y mask.Hit) int { return x.Start - y.Start })
	var out []mask.Hit
	for _, h := range all {
		if len(out) == 0 || h.Start >= out[len(out)-1].End {
			out = append(out, h)
		}
	}
	return out
}
