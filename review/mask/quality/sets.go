package quality

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"shenqian/review"
)

//go:embed real
var realFiles embed.FS

//go:embed adversarial.txt
var adversarialText string

//go:embed negatives.txt
var negativesText string

// Real are the texts of B.
func Real() ([]*Document, error) {
	files, err := realFiles.ReadDir("real")
	if err != nil {
		return nil, fmt.Errorf("quality: %w", err)
	}
	var out []*Document
	for _, f := range files {
		t, err := realFiles.ReadFile(path.Join("real", f.Name()))
		if err != nil {
			return nil, fmt.Errorf("quality: %w", err)
		}
		b := &builder{}
		if err := b.marked(string(t)); err != nil {
			return nil, fmt.Errorf("%w in %s", err, f.Name())
		}
		out = append(out, b.document(strings.TrimSuffix(f.Name(), ".txt")))
	}
	return out, nil
}

const (
	paperHead = "⟦keep:山东省云湖市人民法院⟧\n执行裁定书\n⟦keep:（2018）鲁9901执112号之一⟧\n"
	paperTail = "\n本院认为，未发现其他可供执行的财产。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条规定，裁定如下：\n终结本次执行程序。\n本裁定送达后立即生效。\n"
)

func signatures(names []string) string {
	offices := []string{"审判长", "审判员", "审判员"}
	var b strings.Builder
	for i, n := range names {
		if i < len(offices) {
			b.WriteString("⟦keep:" + offices[i] + "　" + n + "⟧\n")
		}
	}
	return b.String() + "⟦keep:二〇一八年六月八日⟧\n⟦keep:书记员　" + names[len(names)-1] + "⟧"
}

// Adversarial are the cases of C. In adversarial.txt "# …" names a group,
// "@ …" is the head of its rulings (¶ ends a line), "% key=value" its judges or
// cause, and every other line is the sentence of one case.
func Adversarial() ([]*Document, error) {
	var out []*Document
	group, head, cause := "", "", "民间借贷纠纷"
	judges := strings.Fields("林知夏 郑文博 苏晓岚 许安宁")
	for i, line := range strings.Split(adversarialText, "\n") {
		rest, isHead := strings.CutPrefix(line, "@ ")
		set, isSet := strings.CutPrefix(line, "% ")
		switch {
		case line == "":
		case strings.HasPrefix(line, "# "):
			group, cause = line[2:], "民间借贷纠纷"
			judges = strings.Fields("林知夏 郑文博 苏晓岚 许安宁")
		case isHead:
			head = strings.ReplaceAll(rest, "¶", "\n")
		case isSet:
			key, v, _ := strings.Cut(set, "=")
			switch key {
			case "cause":
				cause = v
			case "judges":
				judges = strings.Fields(v)
			default:
				return nil, fmt.Errorf("quality: adversarial.txt:%d: what is %q?", i+1, key)
			}
		default:
			b := &builder{}
			if err := b.marked(paperHead + head + "\n本院于2018年2月6日立案执行。" + strings.ReplaceAll(line, "¶", "\n") + paperTail + signatures(judges)); err != nil {
				return nil, fmt.Errorf("%w in adversarial.txt:%d", err, i+1)
			}
			d := b.document(fmt.Sprintf("%s:%d", group, i+1))
			d.Cause = cause
			out = append(out, d)
		}
	}
	return out, nil
}

// negativeDraws is how often each sentence of D is written.
const negativeDraws = 3

// Negatives are the sentences of D in a ruling between two people who are not
// named in them: not a rune of the sentence may change. Slots are those of
// templates.
func Negatives(seed uint64) ([]*Document, error) {
	var out []*Document
	for i, line := range strings.Split(negativesText, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		for n := range uint64(negativeDraws) {
			w := newWorld(seed + uint64(i)*negativeDraws + n)
			a, c := w.cast("a", "plain", "applicant", ""), w.cast("b", "plain", "debtor", "")
			b := &builder{}
			if err := b.marked(paperHead + "申请执行人：⟦p1:" + a.name + "⟧，男。\n被执行人：⟦p2:" + c.name + "⟧，女。\n本院于2018年2月6日立案执行。\n"); err != nil {
				return nil, err
			}
			s := &builder{}
			for rest := line; ; {
				before, after, ok := strings.Cut(rest, "{")
				s.say(before)
				if !ok {
					break
				}
				slot, next, _ := strings.Cut(after, "}")
				if err := w.fixed(s, slot); err != nil {
					return nil, fmt.Errorf("%w in negatives.txt:%d", err, i+1)
				}
				rest = next
			}
			b.mark(s.text.String(), Span{Class: "keep"})
			if err := b.marked(paperTail + signatures(strings.Fields("林知夏 郑文博 苏晓岚 许安宁"))); err != nil {
				return nil, err
			}
			d := b.document(fmt.Sprintf("negatives:%d", i+1))
			d.Cause = "民间借贷纠纷"
			d.Parties = []review.Party{{Role: review.Applicant, Name: a.name, Type: review.NaturalPerson}, {Role: review.Debtor, Name: c.name, Type: review.NaturalPerson}}
			out = append(out, d)
		}
	}
	return out, nil
}

// Generated are n rulings of a set of templates, as many of each.
func Generated(set string, n int, seed uint64) ([]*Document, error) {
	ts, err := Templates(set)
	if err != nil {
		return nil, err
	}
	var out []*Document
	for i := range n {
		d, err := ts[i%len(ts)].Write(seed + uint64(i))
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}
