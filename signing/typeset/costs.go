package typeset

import "strings"

// What it costs to end a line at a place, in the unit of breaks.go: 1 is a line
// loosened by a twentieth of an em per gap, 25 by a quarter.
const (
	never         = 1e9
	insideWord    = 1000 // 3701|02…, 鲁|Y·90D05, 第五百一十|九条: only if nothing else fits
	insideNumber  = 900  // 3，|022.46元, 二|〇二一年
	beforeUnit    = 500  // 2021|年, 3022.46|元
	insideCase    = 36   // （2020）豫0192|执3427号
	smallCount    = 25   // 一|次
	insideDate    = 20   // 2021年|1月
	beforeDash    = 10
	insideArticle = 8 // 第264条|第一款
	afterLetter   = 1
)

// setCosts says after which items a line may end.
func setCosts(items []item) {
	for i := 0; i+1 < len(items); i++ {
		items[i].cost = breakCost(items, i)
		if items[i].class == latin && items[i+1].class == latin || items[i].class == dash && items[i].r == items[i+1].r {
			items[i].stretch = 0 // no gaps inside a word, a number or a dash
		} else if items[i].class == closes {
			items[i].stretch = 1.5
		}
	}
	keepWords(items)
	guardCaseNumbers(items)
}

func breakCost(items []item, i int) float64 {
	a, b := &items[i], &items[i+1]
	switch {
	case mayNotBegin(b.r, b.class) && !(a.class == latin && b.class == latin), mayNotEnd(a.r, a.class) && !(a.class == latin && b.class == latin):
		return never
	case a.class == dash && b.r == a.r:
		return never
	case a.class == space:
		for j := i; j >= 0; j-- {
			if items[j].class != space {
				if mayNotEnd(items[j].r, items[j].class) {
					return never
				}
				break
			}
		}
		return 0
	case a.class == latin && b.class == latin:
		if a.r == '/' || a.r == '-' || a.r == '@' || a.r == '_' {
			return insideWord / 2
		}
		return insideWord
	case isWord(a) && isWord(b):
		return insideWord
	case b.class == dash:
		return beforeDash
	case a.class == latin || b.class == latin:
		return afterLetter
	}
	return 0
}

// guardCaseNumbers makes breaks inside （2020）豫0192执3427号之一 dear: between
// its parts only for a line that would be very loose else, inside a part never.
func guardCaseNumbers(items []item) {
	for i := 0; i+6 < len(items); i++ {
		if r := items[i].r; r != '（' && r != '(' && r != '〔' {
			continue
		}
		if !isDigit(items[i+1].r) || !isDigit(items[i+4].r) || !strings.ContainsRune("）)〕", items[i+5].r) {
			continue
		}
		end := caseNumberEnd(items, i+6)
		for j := i + 5; j < end-1; j++ {
			a, b := &items[j], &items[j+1]
			c := float64(insideCase)
			switch {
			case isDigit(a.r) && isDigit(b.r):
				continue
			case isDigit(b.r), b.r == '号', a.r == '之', b.r == '字':
				c = beforeUnit
			}
			a.cost = max(a.cost, c)
		}
	}
}

// caseNumberEnd finds the end of 豫0192执3427号之一 from i, or i itself.
func caseNumberEnd(items []item, i int) int {
	for j := i; j < len(items) && j < i+20; j++ {
		switch r := items[j].r; {
		case r == '号':
			j++
			if j+1 < len(items) && items[j].r == '之' {
				j += 2
				for j < len(items) && strings.ContainsRune("一二三四五六七八九十", items[j].r) {
					j++
				}
			}
			return j
		case isDigit(r), items[j].class == han:
		default:
			return i
		}
	}
	return i
}
