package mask

import (
	"regexp"
	"strings"

	"shenqian/review"
)

// Numbers: R-01 identity numbers (GB 11643: eighteen digits, the last a check
// character by ISO 7064 MOD 11-2; fifteen before 1999), R-03 telephones, R-04
// accounts. A number may be set in groups, with spaces, dashes or a line end
// between; what it is follows from its shape and the words before it.

// group is a run of digits side by side; the last one of an identity number
// takes its X along.
type group struct{ span }

// run is groups with only a joiner, white space or a line end between them.
type run []group

func (j *job) runs() []run {
	var out []run
	var cur run
	f := j.f
	for i := 0; i < f.len(); {
		if !isDigit(f.at(i)) && !redacted(f, i) {
			i++
			continue
		}
		start := i
		for i++; i < f.len() && (isDigit(f.at(i)) || redacted(f, i)) && f.joined(i); {
			i++
		}
		if c := f.at(i); (c == 'X' || c == 'x') && !isAlpha(f.at(i+1)) && !isDigit(f.at(i+1)) {
			i++
		}
		if n := len(cur); n > 0 {
			gap := start - cur[n-1].end
			if gap == 1 && f.at(start-1) == ')' && areaCode(f, cur[n-1]) {
				gap = 0
			}
			if gap > 1 || (gap == 1 && f.at(start-1) != '-' && f.at(start-1) != '·') || f.at(cur[n-1].end-1) > '9' {
				out, cur = append(out, cur), nil
			}
		}
		cur = append(cur, group{span{start, i}})
	}
	if len(cur) > 0 {
		out = append(out, cur)
	}
	return out
}

// areaCode says whether g is the number in （0531）.
func areaCode(f *folded, g group) bool {
	n := g.end - g.start
	return (n == 3 || n == 4) && f.at(g.start) == '0' && f.at(g.start-1) == '(' && f.at(g.end) == ')'
}

// redacted says whether i is a star inside a number, as in 3701**********1234.
func redacted(f *folded, i int) bool {
	if f.at(i) != '*' {
		return false
	}
	k := i
	for f.at(k) == '*' {
		k--
	}
	return isDigit(f.at(k))
}

func (j *job) digits() {
	for _, r := range j.runs() {
		if r[len(r)-1].end-r[0].start < 5 {
			continue // not even a chat name
		}
		for i := 0; i < len(r); {
			n := j.number(r, i)
			i += max(n, 1)
		}
	}
}

// number reads the number that begins with group i of r and returns how many
// groups it takes, 0 if there is none.
func (j *job) number(r run, i int) int {
	f := j.f
	before, n := f.at(r[i].start-1), r[i].end-r[i].start
	if (before == '.' && n <= 6 || before == ',' && n == 3) && isDigit(f.at(r[i].start-2)) && f.joined(r[i].start) {
		return 0 // decimals, thousands
	}
	if money.MatchString(f.slice(r[i].start-4, r[i].start)) && r[len(r)-1].end-r[i].start <= 13 {
		return 0
	}
	about := j.about(r[i].start)
	type reading struct {
		groups int
		class  string
		doubt  string
	}
	var best reading
	digits := ""
	for k := i; k < len(r) && len(digits) < 32; k++ {
		if k > i && j.stops(r[k]) {
			break
		}
		digits += f.slice(r[k].start, r[k].end)
		after := j.after(r[k].end)
		bound := isAlpha(before) || isAlpha(f.at(r[k].end))
		if after == measured || after == counted && !saidSo(digits, about) || bound && !idShape(digits) {
			continue
		}
		class, doubt := j.shape(digits, f.slice(r[i].start-6, r[i].start), about, k-i+1, after)
		if class == "" {
			continue
		}
		best = reading{k - i + 1, class, doubt}
		if j.complete(digits, class) {
			break
		}
	}
	if best.groups == 0 {
		if about == contractWord && len(digits) >= 16 && j.after(r[i].end) != measured {
			j.doubt(span{r[i].start, r[min(i, len(r)-1)].end}, "number.long")
		}
		return 0
	}
	s := span{r[i].start, r[i+best.groups-1].end}
	if f.at(s.start-1) == '+' || areaCode(f, r[i]) && best.groups > 1 {
		s.start--
	}
	if best.class == "phone" {
		if m := f.match(extension, s.end, s.end+12); m != nil && m[0] == s.end {
			s.end = m[1]
		}
	}
	switch {
	case j.cast.keepNumbers[digitsOf(f.slice(s.start, s.end))]:
		j.keep(s, "kept_word")
	case best.class == "phone" && j.courts(s):
		j.keep(s, "court_phone")
		if !j.finished && !j.cast.keepNumbers[digitsOf(j.f.slice(s.start, s.end))] {
			j.doubt(s, "phone.court")
		}
	case best.class == "kept_code":
		j.keep(s, best.class)
	case best.class == "":
	default:
		j.hit(mark{span: s, class: best.class, gone: true})
		if best.doubt != "" {
			j.doubt(s, best.doubt)
		}
	}
	return best.groups
}

// saidSo says whether a number is one of ours whatever word of quantity comes
// next: 「拨打13812345678时」 counts no hours.
func saidSo(d string, about topic) bool {
	return d[0] == '0' || mobileOnly(d) || idShape(d) || about == idWord || about == accountWord || about == phoneWord
}

// complete says whether the shape alone shows that the number ends here; an
// account or an extension goes on as long as its groups do.
func (j *job) complete(d, class string) bool {
	return j.cast.numbers[strings.ToUpper(d)] != "" || class == "id" && len(d) == 18 && birthday(d[6:14]) || class == "phone" && mobileOnly(d)
}

// stops says whether a number ends between two groups: at a line end, if what
// follows it is the next line's own number.
func (j *job) stops(next group) bool {
	if !j.f.broken(next.start) {
		return false
	}
	c := j.f.at(next.end)
	after := j.after(next.end)
	return after == measured || after == counted || next.end-next.start <= 2 && (c == '.' || c == '、')
}

type follow int

const (
	nothing  follow = iota
	measured        // a quantity: 元, 万, %, a decimal point
	counted         // perhaps a quantity: 年, 股, 时
	titled          // 号
)

// after is what the runes after a number make of it.
func (j *job) after(i int) follow {
	switch c := j.f.at(i); {
	case c == '.' && isDigit(j.f.at(i+1)) && j.f.joined(i) && j.f.joined(i+1):
		return measured
	case c != 0 && strings.ContainsRune("元万亿圆%‰", c):
		return measured
	case c != 0 && strings.ContainsRune("千百美股份平亩公㎡吨米辆年月日时岁天倍", c):
		return counted
	case c == '号':
		return titled
	}
	return nothing
}

// shape names the class of digits, which is "" if they are none.
func (j *job) shape(d, before string, about topic, groups int, after follow) (class, doubt string) {
	known := j.cast.numbers[strings.ToUpper(d)]
	switch {
	case known == "credit_code" || (about == creditWord && len(d) >= 15):
		if j.profile == Rule2016 {
			return "kept_code", ""
		}
		return "credit_code", ""
	case known != "":
		return known, ""
	case about == licenceWord:
		return "", ""
	case len(d) == 18 && birthday(d[6:14]) && d[0] != '0':
		if !checked(d) {
			return "id", "id.check"
		}
		return "id", ""
	case about == idWord && len(d) >= 15 && len(d) <= 20:
		return "id", "id.check"
	case strings.Contains(d, "*") && len(d) >= 8 && about != contractWord:
		if about == accountWord {
			return "account", ""
		}
		if about == phoneWord {
			return "phone", ""
		}
		return "id", ""
	case len(d) == 15 && about != accountWord && about != contractWord && d[0] != '0' && birthday("19"+d[6:12]):
		if about != idWord {
			return "id", "id.fifteen"
		}
		return "id", ""
	case about == idWord && len(d) >= 7:
		return "document", ""
	case after == titled && about != phoneWord && about != accountWord && !mobile.MatchString(d):
		return "", ""
	case about == accountWord && len(d) >= 8 && len(d) <= 30 && (!mobileOnly(d) || accountHere.MatchString(before)):
		return "account", ""
	case about == contractWord:
		return "", ""
	case mobile.MatchString(d):
		return "phone", ""
	case landline.MatchString(d) && (len(d) > 9 || groups > 1):
		return "phone", ""
	case about == phoneWord && len(d) >= 7 && len(d) <= 12 && !strings.HasPrefix(d, "12368"):
		return "phone", ""
	case about == imWord && len(d) >= 5 && len(d) <= 20:
		return "qq", ""
	case len(d) >= 16 && len(d) <= 19 && luhn(d):
		return "account", ""
	case len(d) >= 16 && len(d) <= 19 && after != titled:
		return "account", "number.long"
	}
	return "", ""
}

var (
	mobile   = regexp.MustCompile(`^(?:\+?0{0,2}86)?1[3-9]\d{9}$`)
	money    = regexp.MustCompile(`(?:人民币|本金|利息|罚息|复利|金额|共计|合计|总计|标的额?|价款|货款|借款|工程款|[¥￥$])为?:?$`)
	landline = regexp.MustCompile(`^(?:(?:0086|86)?(?:010|02\d)\d{8}|(?:0086|86)?0[3-9]\d{2}\d{7,8}|(?:010|02\d|0[3-9]\d{2})\d{8}\d{3,4}|400\d{7}|800\d{7})$`)
)

// accountHere stands right before an account, were it eleven digits long.
var accountHere = regexp.MustCompile(`(?:账户|账号|帐户|帐号|卡号|存折)(?:号码?)?(?:为|是)?[:(]?$`)

// extension is what may follow a telephone number and says nothing without it.
var extension = regexp.MustCompile(`^(?:(?:转|-)\d{1,6}|\((?:微信|QQ|手机)同号\)|,?微信同号)`)

func mobileOnly(d string) bool { return len(d) == 11 && mobile.MatchString(d) }

// birthday says whether eight digits are a day on which someone alive, or
// lately dead, may have been born.
func birthday(d string) bool {
	if strings.ContainsAny(d, "*Xx") {
		return false
	}
	n := 0
	for _, c := range d {
		n = n*10 + int(c-'0')
	}
	y := review.Date{Year: n / 10000, Month: n / 100 % 100, Day: n % 100}
	return y.Year >= 1850 && y.Year < 2100 && y.Exists()
}

// checked says whether the check character of an identity number is right.
func checked(d string) bool {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		if !isDigit(rune(d[i])) {
			return false
		}
		sum += int(d[i]-'0') * w
	}
	last := d[17]
	if last == 'x' {
		last = 'X'
	}
	return "10X98765432"[sum%11] == last
}

// luhn is the check of ISO/IEC 7812 on card numbers.
func luhn(d string) bool {
	sum := 0
	for i := range d {
		if !isDigit(rune(d[i])) {
			return false
		}
		n := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}
