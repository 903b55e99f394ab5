package mask

import (
	"regexp"
	"slices"
	"strings"

	"shenqian/review"
)

// What else the paper tells of its cast: the court's people, short names, and
// the places it names.

// readStaff finds the people of the court, and sorts the words to keep.
func (c *cast) readStaff(f *folded, in Input) {
	add := func(s string) {
		if s = bare(s); runeLen(s) >= 2 && runeLen(s) <= 16 && !slices.Contains(c.staff, s) {
			c.staff = append(c.staff, s)
		}
	}
	for _, p := range in.Paper.All(review.PartSignatory) {
		s, ok := signatureOnly(f, span{f.index(p.Start), f.index(p.End)})
		if !ok {
			continue
		}
		text := f.slice(s.start, s.end)
		if m := officeRe.FindStringIndex(text); m != nil {
			text = text[m[1]:]
		}
		if k := strings.LastIndexAny(text, ":)"); k >= 0 {
			text = text[k+1:]
		}
		add(text)
	}
	if len(c.staff) == 0 {
		for at := max(0, f.len()-260); ; {
			m := f.match(signatory, at, f.len())
			if m == nil {
				break
			}
			if m[3]-m[2] <= 8 {
				add(f.slice(m[2], m[3]))
			}
			at = m[3]
		}
	}
	for _, w := range in.Keep {
		w = plain(w)
		if w == "" {
			continue
		}
		for _, d := range numberIn.FindAllString(w, -1) {
			c.keepNumbers[digitsOf(d)] = true
		}
		if personLike(w) {
			add(w)
			continue
		}
		c.keepWords = append(c.keepWords, w)
	}
}

var personSays = regexp.MustCompile(`^(?:\([^)]*\))?,?(?:男|女)(?:性|,|\d|。)|^[^。;]{0,12}族,`)

var numberIn = regexp.MustCompile(`\(?\d[\d()-]{5,30}\d`)

// readShort finds 「以下简称鼎固公司」 after a name.
func (c *cast) readShort(f *folded) {
	f.each(shortName, func(m []int) {
		start := m[0]
		for start > 0 && strings.ContainsRune("(,“\"", f.at(start-1)) {
			start--
		}
		before := f.slice(max(0, start-60), start)
		var owner *actor
		best := 0
		for _, a := range c.actors {
			if k := a.key(); strings.HasSuffix(bare(before), k) && len(k) > best {
				owner, best = a, len(k)
			}
		}
		if owner == nil {
			return
		}
		for _, n := range regexpOr.Split(f.slice(m[2], m[3]), -1) {
			if !genericName.MatchString(n) {
				owner.call(n, form{short: owner.org})
			}
		}
	})
}

var (
	regexpOr    = regexp.MustCompile(`[、/]|或者|或`)
	genericName = regexp.MustCompile(`^(?:` + partyRoles + `|该?公司|本院|甲方|乙方|丙方|出租人|承租人|借款人|担保人|保证人|债权人|债务人|行长|副行长|总?经理|副总经理|董事长|执行董事|主任|副主任|局长|副局长|厂长|校长|理事长|书记|负责人)$`)
)

// readPlaces collects the places that the paper names, for the regions of
// organisations' names.
func (c *cast) readPlaces(f *folded, paper *review.Paper) {
	seen := map[string]bool{}
	note := func(from, to int) {
		rank := 0
		for from < to && rank < 3 {
			end, r := f.unit(from, to, rank)
			if end == 0 {
				return
			}
			if w := f.slice(from, end); !seen[w] {
				seen[w] = true
				c.places = append(c.places, w)
				if short := strings.TrimRight(w, "省市区县旗盟"); runeLen(short) >= 2 && short != w {
					c.places = append(c.places, short)
				}
			}
			from, rank = end, r
		}
	}
	for _, p := range paper.All(review.PartCourt) {
		note(f.index(p.Start), f.index(p.End))
	}
	f.each(homeLead, func(m []int) { note(m[1], min(m[1]+40, f.len())) })
	for _, a := range c.actors {
		if a.listed && a.address != "" {
			g := fold(a.address)
			rank, from := 0, 0
			for rank < 3 {
				end, r := g.unit(from, g.len(), rank)
				if end == 0 {
					break
				}
				c.places = append(c.places, g.slice(from, end))
				from, rank = end, r
			}
		}
	}
	slices.SortFunc(c.places, func(a, b string) int { return len(b) - len(a) })
}
