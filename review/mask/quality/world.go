package quality

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"shenqian/review"
)

// someone is a person or an organisation of a ruling with all that a ruling may
// say of them.
type someone struct {
	key, kind, role     string // kind: person, company, shop, bank, bureau
	name, short, former string
	sex, nation, county string
	home, village       string
	born                review.Date
	facts               map[string]string // numbers, drawn when first asked for
	rep                 string            // key of the organisation represented
}

type world struct {
	*rand.Rand
	court court
	used  map[string]bool
	who   map[string]*someone
	order []*someone
	told  map[string]string // judges, numbers and dates that a ruling repeats
}

func newWorld(seed uint64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(seed, 11)), used: map[string]bool{}, who: map[string]*someone{}, told: map[string]string{}}
	w.court = pick(w, courts)
	return w
}

func pick[T any](w *world, list []T) T { return list[w.IntN(len(list))] }

// fresh draws a name that neither holds nor lies in another of the ruling: the
// truth of a sentence would not be known else.
func (w *world) fresh(draw func() string) string {
	for {
		s := draw()
		clash := false
		for u := range w.used {
			clash = clash || strings.Contains(u, s) || strings.Contains(s, u)
		}
		if !clash {
			w.used[s] = true
			return s
		}
	}
}

func (w *world) han() string {
	return w.fresh(func() string {
		f := pick(w, families)
		if w.IntN(14) == 0 {
			f = pick(w, compounds)
		}
		if w.IntN(4) == 0 {
			return f + pick(w, givenOne)
		}
		if w.IntN(3) == 0 {
			return f + pick(w, givenOne) + pick(w, givenOne)
		}
		return f + pick(w, givenTwo)
	})
}

func (w *world) person(kind string) string {
	switch n := w.IntN(100); {
	case kind == "minority" && n < 60:
		return w.fresh(func() string { return pick(w, dotted) })
	case kind == "minority":
		return w.fresh(func() string { return pick(w, undotted) })
	case kind == "foreign":
		return w.fresh(func() string { return pick(w, foreign) })
	case kind == "plain" && n < 4:
		return w.fresh(func() string { return pick(w, wordNames) })
	}
	return w.han()
}

// cast draws someone of a kind.
func (w *world) cast(key, kind, role, rep string) *someone {
	s := &someone{key: key, kind: kind, role: role, rep: rep, facts: map[string]string{}}
	s.county = pick(w, counties)
	if w.IntN(2) == 0 {
		s.county = w.court.region
	}
	town, village := pick(w, towns), pick(w, villages)
	s.village = village
	switch w.IntN(4) {
	case 0:
		s.home = town + village + fmt.Sprint(1+w.IntN(300)) + "号"
	case 1:
		s.home = pick(w, streets) + fmt.Sprint(1+w.IntN(400)) + "号"
	case 2:
		s.home = pick(w, streets) + fmt.Sprint(1+w.IntN(400)) + "号" + pick(w, estates) + fmt.Sprintf("%d号楼%d单元%d室", 1+w.IntN(30), 1+w.IntN(5), 101+w.IntN(2000))
	default:
		s.home = town + village + pick(w, strings.Fields("一组 二组 3组 东队 五组"))
	}
	region := w.court.region
	switch w.IntN(3) {
	case 0:
		for _, province := range []string{"省", "维吾尔自治区", "自治区"} {
			if _, rest, ok := strings.Cut(region, province); ok {
				region = rest
				break
			}
		}
	case 1:
		region = pick(w, strings.Fields("济南 青岛 山东 河南 郑州 成都 四川 苏州 浙江 上海 重庆 辽宁 湖南"))
	}
	switch kind {
	case "company":
		brand, trade := w.fresh(func() string { return pick(w, brands) }), pick(w, trades)
		form := pick(w, strings.Fields("有限公司 有限公司 有限责任公司 股份有限公司 集团有限公司"))
		s.name = region + brand + trade + form
		s.short = pick(w, []string{brand + "公司", brand + "公司", brand + trade + "公司", brand + trade, brand})
		if len([]rune(brand)) == 2 && s.short == brand {
			s.short = brand + "公司"
		}
	case "shop":
		brand, trade := w.fresh(func() string { return pick(w, brands) }), pick(w, shops)
		s.name = region + brand + trade
		s.short = brand + trade
	case "bank":
		brand := w.fresh(func() string { return pick(w, brands) })
		s.name = region + "农村商业银行股份有限公司" + brand + "支行"
		s.short = pick(w, []string{"农商行" + brand + "支行", brand + "支行"})
	case "bureau":
		s.name = region + pick(w, strings.Fields("自然资源和规划局 住房和城乡建设局 市场监督管理局 应急管理局"))
		s.short = s.name
	default:
		s.name = w.person(kind)
		s.kind = "person"
		s.sex, s.nation = pick(w, []string{"男", "女"}), pick(w, nations)
		if kind == "minority" {
			s.nation = pick(w, strings.Fields("维吾尔族 蒙古族 藏族 哈萨克族"))
		}
		s.born = review.Date{Year: 1950 + w.IntN(47), Month: 1 + w.IntN(12), Day: 1 + w.IntN(28)}
		if kind == "minor" {
			s.born.Year = 2016 + w.IntN(5)
		}
		s.former = w.han()
	}
	w.who[key] = s
	w.order = append(w.order, s)
	return s
}

// class is how the truth calls a mention of s; bureaus are named as they are.
func (s *someone) class() string {
	switch s.kind {
	case "person":
		return "person"
	case "bureau":
		return ""
	}
	return "org"
}

// vary writes a name in one of the ways in which papers happen to write names.
func (w *world) vary(name string) string {
	r := []rune(name)
	han := true
	for _, c := range r {
		han = han && c >= 0x4E00
	}
	swap := func(m map[rune]rune, from int) string {
		for _, i := range w.Perm(len(r)) {
			if i >= from && m[r[i]] != 0 {
				out := append([]rune{}, r...)
				out[i] = m[r[i]]
				return string(out)
			}
		}
		return name
	}
	switch n := w.IntN(100); {
	case n < 2 && han && len(r) <= 4:
		return strings.Join(strings.Split(name, ""), pick(w, []string{" ", "　", "  "}))
	case n < 5 && han:
		i := 1 + w.IntN(len(r)-1)
		return string(r[:i]) + "\n" + string(r[i:])
	case n < 7:
		return swap(oldForms, 0)
	case n < 8 && han && len(r) >= 3:
		return swap(mistyped, 1)
	case n < 10 && strings.ContainsRune(name, '·'):
		return strings.ReplaceAll(name, "·", pick(w, []string{"•", "・", "．", "", "‧"}))
	}
	return name
}

// parties is what a case file would say.
func (w *world) parties() []review.Party {
	var out []review.Party
	for _, s := range w.order {
		p := review.Party{Name: s.name, Type: review.LegalPerson, Address: s.county + s.home, ID: s.facts["id"], CreditCode: s.facts["code"]}
		if s.kind == "person" {
			p.Type, p.Birth, p.Sex = review.NaturalPerson, s.born, s.sex
		}
		switch s.role {
		case "applicant":
			p.Role = review.Applicant
		case "debtor":
			p.Role = review.Debtor
		default:
			continue
		}
		for _, r := range w.order {
			if r.rep == s.key {
				p.Representative = r.name
			}
		}
		out = append(out, p)
	}
	return out
}
