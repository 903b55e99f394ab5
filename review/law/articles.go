package law

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"

	"shenqian/review"
)

// Norm is a law or an interpretation that rulings cite.
type Norm struct {
	ID    string         `json:"id"`
	Title string         `json:"title"`
	Short []string       `json:"short"`
	Rank  Rank           `json:"rank"`
	Last  map[string]int `json:"last"` // number of the last article, by edition
}

// Rank is the order in which norms are cited (《裁判文书引用规定》 art 2).
type Rank int

const (
	Statute        Rank = 1
	Regulation     Rank = 2
	Interpretation Rank = 3
	Guidance       Rank = 4 // 规范性文件: reasoned with, not ruled by (art 6)
)

// Topic is the subject of an article, under its number in each edition.
type Topic struct {
	Law     string         `json:"law"`
	Name    string         `json:"topic"`
	Numbers map[string]int `json:"numbers"` // by the year of the edition
	Read    []string       `json:"read"`    // editions whose numbers were read
	Fits    bool           `json:"fits"`    // may be a basis of 终结本次执行程序
	Items   []string       `json:"items"`   // what its items are about
	Words   string         `json:"words"`   // by which the text shows that this subject is meant
}

type articles struct {
	Laws   []Norm  `json:"laws"`
	Topics []Topic `json:"topics"`
}

//go:embed articles.json
var articlesJSON []byte

func (b *Book) loadArticles() error {
	if err := json.Unmarshal(articlesJSON, &b.articles); err != nil {
		return fmt.Errorf("law: articles: %w", err)
	}
	for _, n := range b.articles.Laws {
		b.titles = append(append(b.titles, n.Title), n.Short...)
	}
	return nil
}

// Edition is the edition of a norm that was in force under the profile, 0 if
// the tables know no editions of it.
func (p Profile) Edition(norm string) int {
	switch norm {
	case "cpl":
		return p.CPL
	case "interpretation":
		return p.Interp
	}
	return 0
}

// TopicOf is the subject of article n of an edition, if the tables have it.
func (b *Book) TopicOf(norm string, edition, n int) (Topic, bool) {
	for _, t := range b.articles.Topics {
		if t.Law == norm && t.Numbers[strconv.Itoa(edition)] == n {
			return t, true
		}
	}
	return Topic{}, false
}

// NumberOf is the number that a subject has in an edition.
func (t Topic) NumberOf(edition int) int { return t.Numbers[strconv.Itoa(edition)] }

// Elsewhere are the subjects that article n has in other editions.
func (b *Book) Elsewhere(norm string, edition, n int) []Topic {
	var out []Topic
	for _, t := range b.articles.Topics {
		if t.Law != norm || t.NumberOf(edition) == n {
			continue
		}
		for _, number := range t.Numbers {
			if number == n {
				out = append(out, t)
				break
			}
		}
	}
	return out
}

// HasArticle says whether an edition has an article n; a norm whose length is
// not known has every article.
func (b *Book) HasArticle(norm string, edition, n int) bool {
	for _, l := range b.articles.Laws {
		if l.ID == norm {
			last, known := l.Last[strconv.Itoa(edition)]
			return n > 0 && (!known || n <= last)
		}
	}
	return n > 0
}

// Term is a word that rulings confuse with the right one.
type Term struct {
	Sign   string         `json:"sign"` // stands in every such word; to look for it is quick
	Wrong  *regexp.Regexp `json:"wrong"`
	Right  string         `json:"right"`
	Source string         `json:"source"`
}

//go:embed terms.json
var termsJSON []byte

func (b *Book) loadTerms() error {
	if err := json.Unmarshal(termsJSON, &b.terms); err != nil {
		return fmt.Errorf("law: terms: %w", err)
	}
	return nil
}

// Terms are the words that are confused.
func (b *Book) Terms() []Term { return b.terms }

// String is the citation as rulings write it.
func (c Citation) String() string {
	s := "《" + c.Title + "》"
	for i, a := range c.Articles {
		if i > 0 {
			s += "、"
		}
		s += a.String()
	}
	return s
}

// String is 第二百六十四条第一款第（六）项.
func (a Cited) String() string {
	s := "第" + review.Numeral(a.Number) + "条"
	if a.Of > 0 {
		s += "之" + review.Numeral(a.Of)
	}
	if a.Paragraph > 0 {
		s += "第" + review.Numeral(a.Paragraph) + "款"
	}
	if a.Item > 0 {
		s += "第（" + review.Numeral(a.Item) + "）项"
	}
	return s
}
