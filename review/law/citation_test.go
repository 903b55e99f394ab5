package law_test

import (
	"strings"
	"testing"

	"shenqian/review/law"
)

func book(t testing.TB) *law.Book {
	t.Helper()
	b, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCitationsAreReadAsRulingsWriteThem(t *testing.T) {
	b := book(t)
	for _, c := range []struct {
		text string
		want string // norm or ?, then the citation; several by a bar
	}{
		{"依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条规定，", "interpretation 《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条"},
		{"依照《最高人民法院关于适用《中华人民共和国民事诉讼法》的解释》第五百一十七条的规定，", "interpretation 《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条"},
		{"依照《最高人民法院关于适用<中华人民共和国民事诉讼法>的解释》第519条，", "interpretation 《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条"},
		{"依照《中华人民共和国民事诉讼法》第264条第一款第六项，", "cpl 《中华人民共和国民事诉讼法》第二百六十四条第一款第（六）项"},
		{"依照《中华人民共和国民事诉讼法》第二百五十七条第（六）项、第二百五十八条，《民诉法解释》第519条", "cpl 《中华人民共和国民事诉讼法》第二百五十七条第（六）项、第二百五十八条|interpretation 《民诉法解释》第五百一十九条"},
		{"依照《中华人民共和国民事诉讼法》（2021年修正）第一百五十七条第一款第（十一）项", "cpl 《中华人民共和国民事诉讼法》第一百五十七条第一款第（十一）项"},
		{"依照民事诉讼法第二百三十六条的规定", "cpl 《民事诉讼法》第二百三十六条"},
		{"民事诉讼法的规定", ""},
		{"依照《最高人民法院关于刑事裁判涉财产部分执行的若干规定》第十六条、《民诉法解释》第五百一十七条", "? 《最高人民法院关于刑事裁判涉财产部分执行的若干规定》第十六条|interpretation 《民诉法解释》第五百一十七条"},
		{"《中华人民共和国刑法》第三百一十三条之一", "? 《中华人民共和国刑法》第三百一十三条之一"},
		{"《最高人民法院关于严格规范终结本次执行程序的规定（试行）》第一条", "373 《最高人民法院关于严格规范终结本次执行程序的规定（试行）》第一条"},
		{"《房屋租赁合同》约定", "? 《房屋租赁合同》"},
		{"《没有合上的书名号", ""},
		{"余额<1000元", ""},
	} {
		var got []string
		for _, c := range b.Citations(c.text) {
			norm := c.Norm
			if norm == "" {
				norm = "?"
			}
			got = append(got, norm+" "+c.String())
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func TestACitationKnowsItsPlaceEditionAndRank(t *testing.T) {
	s := "依照《中华人民共和国民事诉讼法》（2021年修正）第一百五十七条、《最高人民法院关于财产调查若干问题的规定》第二条、《关于执行案件立案、结案若干问题的意见》第十六条"
	cs := book(t).Citations(s)
	if len(cs) != 3 || cs[0].Edition != 2021 || cs[0].Rank != law.Statute || cs[1].Rank != law.Interpretation || cs[2].Rank != law.Guidance {
		t.Fatalf("%+v", cs)
	}
	if got := string([]rune(s)[cs[1].Start:cs[1].End]); got != "《最高人民法院关于财产调查若干问题的规定》第二条" {
		t.Error(got)
	}
}

func TestAnArticleHasItsSubjectInEachEdition(t *testing.T) {
	b := book(t)
	for _, c := range []struct {
		norm       string
		edition, n int
		topic      string
	}{
		{"cpl", 2017, 257, "终结执行"},
		{"cpl", 2021, 257, "强制迁出"},
		{"cpl", 2021, 264, "终结执行"},
		{"cpl", 2023, 264, "迟延履行利息"},
		{"cpl", 2023, 268, "终结执行"},
		{"cpl", 2023, 257, ""},
		{"interpretation", 2015, 519, "终结本次执行程序"},
		{"interpretation", 2022, 517, "终结本次执行程序"},
		{"interpretation", 2015, 517, "申请执行时效与继续履行"},
	} {
		if topic, _ := b.TopicOf(c.norm, c.edition, c.n); topic.Name != c.topic {
			t.Errorf("%s %d of %d: %q", c.norm, c.n, c.edition, topic.Name)
		}
	}
	if !b.HasArticle("cpl", 2017, 284) || b.HasArticle("cpl", 2017, 285) || !b.HasArticle("cpl", 2023, 306) || !b.HasArticle("373", 0, 19) || b.HasArticle("cpl", 2017, 0) {
		t.Error("the law's last article")
	}
}

// Each subject has one number in each edition, and no number two subjects.
func TestNoNumberHasTwoSubjects(t *testing.T) {
	b := book(t)
	for edition, last := range map[int]int{2012: 284, 2017: 284, 2021: 291, 2023: 306} {
		seen := map[string]int{}
		for n := 1; n <= last; n++ {
			if topic, ok := b.TopicOf("cpl", edition, n); ok {
				if seen[topic.Name] > 0 {
					t.Errorf("%s has %d and %d in %d", topic.Name, seen[topic.Name], n, edition)
				}
				seen[topic.Name] = n
				for _, other := range b.Elsewhere("cpl", edition, n) {
					if other.Name == topic.Name {
						t.Errorf("%s is elsewhere and here", topic.Name)
					}
				}
			}
		}
		if len(seen) < 15 {
			t.Errorf("%d subjects in %d", len(seen), edition)
		}
	}
}

func FuzzCitations(f *testing.F) {
	f.Add("依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条第一款第（六）项、第二条")
	f.Add("《《》》〉<民诉法解释第条第款项")
	b := book(f)
	f.Fuzz(func(t *testing.T, s string) {
		end, n := 0, len([]rune(s))
		for _, c := range b.Citations(s) {
			if c.Start < end || c.End <= c.Start || c.End > n {
				t.Fatalf("%+v of %d", c, n)
			}
			end = c.End
		}
	})
}
