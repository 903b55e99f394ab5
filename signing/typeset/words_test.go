package typeset

import (
	"strings"
	"testing"
)

// whole are words that stay on one line wherever one is wide enough; a bar is
// a place where a line may end all the same.
var whole = []string{
	"鲁Y·90D05", "京N12345", "粤B12345", "粤Z·1234港", "沪AD12345", "鲁Ｙ·９０Ｄ０５", "豫A·6T71挂",
	"第五百一十九条", "第264条|第一款|第六项", "第二百一十七条|之一", "第二百二十五条|第一款", "第１６条", "第3页", "第十二项",
	"２６８５００元", "３，０２２．４６元", "1，234，567.89元", "二十六万|八千五百元", "120万元", "１２余万元", "85.6平方米", "３个月", "六个月", "30个工作日",
	"二〇一八年|六月|九日", "二○二一年|十二月|三十一日", "２０２４年|１月|５日", "2021年|1月|25日", "9时|30分",
	"（２０２４）|鲁|９９０１|执|１|号", "（2020）|豫0192|执3427号|之一",
}

// column breaks text into lines of so many characters and returns the lines
// and the most a gap on one of them is spread, in em.
func column(t *testing.T, text string, width int) (lines []string, most float64) {
	t.Helper()
	k := testKit(t)
	v := &k.looks[Ruling][Body]
	items, err := k.itemize([]rune(text), 0, v)
	if err != nil {
		t.Fatal(err)
	}
	room := float64(width) * v.width
	s := sums(items)
	spans := breakLines(items, room, 2*v.width, justify)
	for i, span := range spans {
		lines = append(lines, string([]rune(text)[span.from:span.to]))
		natural, _, _, stretch, _ := s.measure(span.from, span.to)
		if i == 0 {
			natural += 2 * v.width
		}
		if i < len(spans)-1 && stretch > 0 {
			most = max(most, (room-natural)/v.size/stretch)
		}
	}
	return lines, most
}

func TestWordsAreNotDividedBetweenLines(t *testing.T) {
	for _, word := range whole {
		allowed := map[string]bool{}
		for head, rest, more := strings.Cut(word, "|"); more; {
			allowed[head] = true
			part, after, again := strings.Cut(rest, "|")
			head, rest, more = head+part, after, again
		}
		plain := strings.ReplaceAll(word, "|", "")
		for width := 18; width <= 30; width += 2 {
			for lead := range width + 2 {
				text := strings.Repeat("某", lead) + "，据" + plain + "的规定，对" + plain + "予以" + strings.Repeat("查", 40) + "。"
				lines, _ := column(t, text, width)
				at := 0
				for _, line := range lines {
					at += len(line)
					for from := 0; ; {
						i := strings.Index(text[from:], plain)
						if i < 0 {
							break
						}
						from += i
						if cut := at - from; cut > 0 && cut < len(plain) && !allowed[plain[:cut]] {
							t.Errorf("%d characters on a line, %d before: %s is divided after %s", width, lead, plain, plain[:cut])
						}
						from += len(plain)
					}
				}
			}
		}
	}
}

// TestAWholeWordStretchesItsLineByNoMoreThanItsRoom: the measure is the width
// added at a gap, in em. A word of w characters that moves to the next line of
// 28 leaves less than w to the gaps of a line that is no less than 26-w long. Up to 0.31 a
// line is spread before a word is parted where it may be.
func TestAWholeWordStretchesItsLineByNoMoreThanItsRoom(t *testing.T) {
	for _, word := range whole {
		w := 0.0
		for part := range strings.SplitSeq(word, "|") {
			w = max(w, float64(len([]rune(part))))
		}
		plain := strings.ReplaceAll(word, "|", "")
		for lead := range 60 {
			text := strings.Repeat("某", lead) + "，据" + plain + "的规定，对" + plain + "予以" + strings.Repeat("查", 40) + "。"
			if lines, most := column(t, text, 28); most > max(w/(26-w), 0.31) {
				t.Errorf("%s: a gap is spread by %.3f em:\n%s", plain, most, strings.Join(lines, "\n"))
			}
		}
	}
}

func TestLinesOfRulingsAreSpreadByLessThanAFifthOfACharacter(t *testing.T) {
	for name, b := range papers() {
		for _, block := range b.blocks {
			if p := block.(Paragraph); p.Style == Body {
				if lines, most := column(t, p.Text, 28); most > 0.2 {
					t.Errorf("%s: a gap is spread by %.3f em:\n%s", name, most, strings.Join(lines, "\n"))
				}
			}
		}
	}
}
