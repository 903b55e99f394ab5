package ruling

import (
	"regexp"

	"shenqian/review"
)

var itemNumber = regexp.MustCompile(`(?:[（(])?([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})(?:[）)]、?|[、.．])`)

// items cuts a numbered list, 一、… or 1、… or （一）…, into its items. Numbers
// must follow one another from one; where full stops were lost, that order is
// the only sign that a number opens an item.
func (r *reader) items(from, to int) {
	role := r.roleAt(from)
	want := 1
	for pos := from; pos < to; {
		m := r.match(itemNumber, pos, to)
		if m == nil {
			return
		}
		pos = m[1]
		n, ok := review.ParseNumeral(string(r.runes[m[2]:m[3]]))
		if !ok || (n != want && n != 1) || m[0] > 0 && joinsNumber(r.runes[m[0]-1]) || decimal(r.runes, m[3], pos) {
			continue
		}
		clean := r.after(m[0], "。；;：:")
		if n == 1 && !clean || n == want && n > 1 && !clean && r.after(m[0], "第，、") {
			continue
		}
		if m[0] > from {
			r.cut(m[0], role)
		}
		want = n + 1
	}
}

// roleAt is the role that is in force at pos.
func (r *reader) roleAt(pos int) review.PartRole {
	role, at := review.PartCourse, -1
	for _, c := range r.cuts {
		if c.pos <= pos && c.pos >= at {
			role, at = c.role, c.pos
		}
	}
	return role
}

func joinsNumber(c rune) bool {
	return isDigit(c) || c == '第' || c == '.' || c == '．' || c == '年' || c == '月' || c == '之'
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' }

// decimal says whether the number that ends at end goes on behind a point: 1.5.
func decimal(rs []rune, end, pos int) bool {
	return pos < len(rs) && isDigit(rs[pos]) && (rs[end] == '.' || rs[end] == '．')
}
