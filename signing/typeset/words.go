package typeset

import "strings"

// Words of several characters that a line must not divide though no rule of
// punctuation forbids it: numbers with their units, dates, articles of a law,
// car plates. Digits of both widths and Chinese numerals count alike.

const (
	numerals   = "〇○零一二三四五六七八九十两廿卅" // as in beginsNumber
	magnitudes = "百千万亿余多"           // go on with a number, begin none: 千佛山, 万某
	units      = "年月日号时分秒元角厘美股平方公个名份套间户起件次人倍岁条款项目页册台辆亩㎡"
	// What 第 counts: 第五百一十九条, 第3页.
	ordinals  = "条款项目编章节页次号期批届层幢栋楼室卷册组队"
	provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
	plateEnds = "学警港澳挂领使"
)

// longUnits are units of more than one character.
var longUnits = []string{"平方公里", "个工作日", "平方米", "立方米", "个月", "公里", "公斤", "公顷", "美元", "小时", "分钟", "周岁", "人次", "单元"}

// keepWords makes the breaks inside words dear.
func keepWords(items []item) {
	for i := 0; i < len(items); {
		end := i
		switch r := items[i].r; {
		case r < 0x80 && !isDigit(r), items[i].class == closes, items[i].class == space:
		case r == '第':
			end = keepOrdinal(items, i)
		case beginsNumber(r):
			end = keepNumber(items, i)
		case i+1 < len(items) && isLetter(items[i+1].r) && strings.ContainsRune(provinces, r):
			end = keepPlate(items, i)
		}
		i = max(end, i+1)
	}
}

// raise makes every break inside items from…to cost at least c.
func raise(items []item, from, to int, c float64) {
	for i := from; i < to-1; i++ {
		items[i].cost = max(items[i].cost, c)
	}
}

// beginsNumber is asked of every character.
func beginsNumber(r rune) bool {
	switch r {
	case '〇', '○', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '廿', '卅':
		return true
	}
	return isDigit(r)
}

// numberEnd is where the number that begins at i ends, i if there is none:
// ３，０２２．４６ or 二千六百八十五万, with what makes it round.
func numberEnd(items []item, i int) int {
	j := i
	switch {
	case i >= len(items):
		return i
	case isDigit(items[i].r):
		for j++; j < len(items); j++ {
			if r := items[j].r; !isDigit(r) && !(isPoint(r) && j+1 < len(items) && isDigit(items[j+1].r)) && !isGroup(items, j) {
				break
			}
		}
	case strings.ContainsRune(numerals, items[i].r):
		for j++; j < len(items) && strings.ContainsRune(numerals, items[j].r); j++ {
		}
	default:
		return i
	}
	for j < len(items) && strings.ContainsRune(magnitudes, items[j].r) {
		for j++; j < len(items) && strings.ContainsRune(numerals, items[j].r); j++ {
		}
	}
	return j
}

// isPoint is a decimal point between digits.
func isPoint(r rune) bool { return r == '.' || r == '．' }

// isGroup reports whether the mark at i parts thousands: three digits follow,
// and no more.
func isGroup(items []item, i int) bool {
	if r := items[i].r; r != '，' && r != ',' || i == 0 || !isDigit(items[i-1].r) {
		return false
	}
	n := 0
	for i+1+n < len(items) && n < 4 && isDigit(items[i+1+n].r) {
		n++
	}
	return n == 3
}

// unitEnd is where the unit at i ends, i if there is none.
func unitEnd(items []item, i int) int {
	if i >= len(items) || !strings.ContainsRune(units, items[i].r) && items[i].r < 0x2E80 {
		return i
	}
	for _, u := range longUnits {
		j := i
		for _, r := range u {
			if j == len(items) || items[j].r != r {
				j = i
				break
			}
			j++
		}
		if j > i {
			return j
		}
	}
	if strings.ContainsRune(units, items[i].r) {
		return i + 1
	}
	return i
}

// keepNumber keeps the number at i with its unit, and a date together as far
// as that is cheap. It returns where it looked no further.
func keepNumber(items []item, i int) int {
	n := numberEnd(items, i)
	unit := unitEnd(items, n)
	ofTime := unit > n && strings.ContainsRune("年月日时", items[unit-1].r)
	switch {
	case n == i+1 && !isDigit(items[i].r) && !ofTime: // 一次, 三人: hardly a number
		raise(items, i, unit, smallCount)
	default:
		raise(items, i, n, insideNumber)
		for j := i; j < n-1; j++ { // 二十六万|八千五百元: readable, and long
			if r := items[j].r; (r == '万' || r == '亿') && strings.ContainsRune(numerals, items[j+1].r) {
				items[j].cost = insideCase
			}
		}
		if unit > n {
			raise(items, n-1, unit, beforeUnit)
		}
	}
	if ofTime {
		next := numberEnd(items, unit)
		if next > unit && next < len(items) && strings.ContainsRune("月日号时分秒", items[next].r) {
			items[unit-1].cost = max(items[unit-1].cost, insideDate)
		}
	}
	return max(n, unit)
}

// keepOrdinal keeps 第五百一十九条 whole, and prefers it not to be parted from
// a 之一 or a 第一款 behind it.
func keepOrdinal(items []item, i int) int {
	n := numberEnd(items, i+1)
	if n == i+1 {
		return i
	}
	if n == len(items) || !strings.ContainsRune(ordinals, items[n].r) {
		raise(items, i, n, beforeUnit)
		return n
	}
	end := n + 1
	raise(items, i, end, insideWord)
	if m := numberEnd(items, end+1); end < len(items) && items[end].r == '之' && m > end+1 {
		items[end-1].cost = max(items[end-1].cost, insideCase)
		raise(items, end, m, insideWord)
		end = m
	}
	if end < len(items) && items[end].r == '第' && numberEnd(items, end+1) > end+1 {
		items[end-1].cost = max(items[end-1].cost, insideArticle)
	}
	return end
}

// keepPlate keeps 鲁Y·90D05, 京N12345 and 粤Z·1234港 whole: a province, a
// letter, mostly a point, and four to six letters or digits.
func keepPlate(items []item, i int) int {
	j := i + 1
	if j >= len(items) || !isLetter(items[j].r) {
		return i
	}
	if j++; j < len(items) && (items[j].class == middle || items[j].r == '-') {
		j++
	}
	from := j
	for j < len(items) && j < from+7 && (isLetter(items[j].r) || isDigit(items[j].r)) {
		j++
	}
	if n := j - from; n < 4 || n > 6 {
		return i
	}
	if j < len(items) && strings.ContainsRune(plateEnds, items[j].r) {
		j++
	}
	raise(items, i, j, insideWord)
	for k := i; k < j-1; k++ {
		if items[k].class != han || items[k+1].class == latin {
			items[k].stretch = 0 // set like one word
		}
	}
	return j
}

// isDigit and isLetter take both widths.
func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func isLetter(r rune) bool {
	return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
}

// isWord is a character of a word that is divided only if nothing else fits.
func isWord(it *item) bool { return it.class == latin || isDigit(it.r) || isLetter(it.r) }
