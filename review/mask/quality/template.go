package quality

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"shenqian/review"
)

//go:embed templates
var templateFiles embed.FS

// Template is one manner of writing a ruling: lines "key: kind role [of]" of
// who is in it, perhaps "cause: …", a line of ---, and the ruling with slots.
//
//	{a} {a.short} {a.mr}         a mention: name, short name, surname and title
//	{a.id} {a.card} {a.home} …   what must go
//	{a.sex} {a.born} {a.county}  what stands
//	{court} {no} {judge1} {date} {money} {day} {courttel} …  what must stand
type Template struct {
	Name, Set string
	cast      [][]string
	cause     string
	body      string
}

// Sets are the sets of templates: those looked at while the rules were made,
// and those that were written last (the README tells what each first gave).
var Sets = []string{"dev", "held"}

// Templates are those of a set, in the order of their names.
func Templates(set string) ([]*Template, error) {
	files, err := templateFiles.ReadDir(path.Join("templates", set))
	if err != nil {
		return nil, fmt.Errorf("quality: %w", err)
	}
	var out []*Template
	for _, f := range files {
		b, err := templateFiles.ReadFile(path.Join("templates", set, f.Name()))
		if err != nil {
			return nil, fmt.Errorf("quality: %w", err)
		}
		t := &Template{Name: strings.TrimSuffix(f.Name(), ".txt"), Set: set, cause: "民间借贷纠纷"}
		head, body, ok := strings.Cut(string(b), "\n---\n")
		if !ok {
			return nil, fmt.Errorf("quality: %s: no line of ---", f.Name())
		}
		for _, line := range strings.Split(head, "\n") {
			key, v, _ := strings.Cut(line, ": ")
			if key == "cause" {
				t.cause = v
				continue
			}
			t.cast = append(t.cast, append([]string{key}, strings.Fields(v)...))
		}
		t.body = strings.TrimSpace(body)
		out = append(out, t)
	}
	return out, nil
}

// Write makes a ruling; the same seed makes the same.
func (t *Template) Write(seed uint64) (*Document, error) {
	w := newWorld(seed)
	for _, c := range t.cast {
		of := ""
		if len(c) > 3 {
			of = c[3]
		}
		if len(c) < 3 {
			return nil, fmt.Errorf("quality: %s: who is %q", t.Name, c)
		}
		w.cast(c[0], c[1], c[2], of)
	}
	b := &builder{}
	seen := map[string]bool{}
	for rest := t.body; ; {
		before, after, ok := strings.Cut(rest, "{")
		b.say(before)
		if !ok {
			break
		}
		slot, next, ok := strings.Cut(after, "}")
		if !ok {
			return nil, fmt.Errorf("quality: %s: open slot at %.20q", t.Name, after)
		}
		if err := w.fill(b, slot, seen); err != nil {
			return nil, fmt.Errorf("quality: %s: %w", t.Name, err)
		}
		rest = next
	}
	d := b.document(fmt.Sprintf("%s/%d", t.Name, seed))
	d.Cause, d.Parties = t.cause, w.parties()
	return d, nil
}

// fill writes one slot.
func (w *world) fill(b *builder, slot string, seen map[string]bool) error {
	key, what, _ := strings.Cut(slot, ".")
	s := w.who[key]
	if s == nil {
		return w.fixed(b, slot)
	}
	mention := Span{Class: s.class(), Entity: key, Other: s.role == "other"}
	name := func(n string, sp Span) {
		if sp.Class == "" {
			b.say(n)
			return
		}
		b.mark(n, sp)
	}
	address := "address"
	if s.kind != "person" {
		address = "org_address"
	}
	switch what {
	case "":
		n := s.name
		if seen[key] {
			n = w.vary(n)
		}
		seen[key] = true
		name(n, mention)
	case "short":
		mention.Short = s.short != s.name
		name(s.short, mention)
	case "mr":
		r := []rune(s.name)
		n := 1
		for _, c := range compounds {
			if strings.HasPrefix(s.name, c) {
				n = 2
			}
		}
		for _, o := range w.order {
			if o != s && strings.HasPrefix(o.name, string(r[:n])) {
				n = len(r) // nobody would know who is meant
			}
		}
		title := map[string]string{"男": "先生", "女": "女士"}[s.sex]
		if n == len(r) {
			title = ""
		}
		name(string(r[:n])+title, mention)
	case "former":
		name(s.former, Span{Class: "former", Entity: key})
	case "sex":
		b.say(s.sex)
	case "nation":
		b.say(s.nation)
	case "born":
		b.mark(s.born.Arabic(), Span{Class: "keep"})
	case "county":
		b.say(s.county)
	case "home":
		b.mark(s.home, Span{Class: address})
	case "village":
		if !strings.Contains(s.home, s.village) {
			b.mark(s.home, Span{Class: address})
			break
		}
		b.mark(s.village, Span{Class: address})
	case "plate":
		b.say(pick(w, []string{"鲁B", "鲁Y·", "豫A", "川A", "沪C·", "新A"}))
		b.mark(w.number(s, "plate"), Span{Class: "plate"})
	case "id":
		b.mark(w.dress(w.number(s, what), 6, 8), Span{Class: "id"})
	case "id15":
		b.mark(w.number(s, what), Span{Class: "id"})
	case "phone":
		b.mark(w.dress(w.number(s, what), 3, 4), Span{Class: "phone"})
	case "tel":
		b.mark(w.number(s, what), Span{Class: "phone"})
	case "card", "account":
		b.mark(w.dress(w.number(s, what), 4, 4, 4, 4), Span{Class: "account"})
	case "code":
		b.mark(w.number(s, what), Span{Class: "credit_code"})
	case "title", "email", "vin", "engine":
		b.mark(w.number(s, what), Span{Class: what})
	case "wechat", "qq":
		b.mark(w.number(s, what), Span{Class: "chat"})
	case "passport":
		b.mark(w.number(s, what), Span{Class: "document"})
	case "post":
		b.say(pick(w, officers))
	default:
		return fmt.Errorf("what is {%s}?", slot)
	}
	return nil
}

// fixed writes what must stand: the court's own, numbers of cases, dates and
// amounts. A slot with the same name says the same throughout.
func (w *world) fixed(b *builder, slot string) error {
	kind := strings.TrimRight(slot, "0123456789")
	text := w.told[slot]
	if text == "" {
		y := 2017 + w.IntN(8)
		day := review.Date{Year: y, Month: 1 + w.IntN(12), Day: 1 + w.IntN(28)}
		switch kind {
		case "court":
			text = w.court.name
		case "no":
			text = fmt.Sprintf("（%d）%s执%s%d号%s", y, w.court.code, pick(w, []string{"", "", "恢"}), 1+w.IntN(9000), pick(w, []string{"", "之一", "之二"}))
		case "basis":
			text = fmt.Sprintf("（%d）%s民初%d号", y-1, w.court.code, 1+w.IntN(9000))
		case "judge", "clerk":
			switch w.IntN(12) {
			case 0:
				text = w.fresh(func() string { return pick(w, wordNames) })
			case 1:
				text = w.fresh(func() string { return pick(w, undotted) })
			default:
				text = w.han()
			}
		case "signed": // a name as signatures set it
			judge := "judge" + slot[len("signed"):]
			if w.told[judge] == "" {
				w.told[judge] = w.han()
			}
			text = w.told[judge]
			if r := []rune(text); len(r) <= 3 && w.IntN(2) == 0 {
				text = strings.Join(strings.Split(text, ""), "　")
			}
		case "date":
			text = day.Chinese()
		case "day":
			text = day.Arabic()
		case "money":
			text = fmt.Sprintf("%d.%02d元", 100+w.IntN(9000000), w.IntN(100))
			if w.IntN(3) == 0 {
				text = fmt.Sprintf("%d万元", 1+w.IntN(900))
			}
		case "courttel":
			text = "0531-8" + w.digits(7)
		case "lawyer":
			text = w.han()
		case "firm":
			text = pick(w, strings.Fields("山东 河南 四川 浙江")) + pick(w, strings.Fields("循法 正言 明鉴 知行")) + "律师事务所"
		case "bank":
			text = pick(w, banks)
		case "car":
			text = pick(w, cars)
		default:
			return fmt.Errorf("what is {%s}?", slot)
		}
		w.told[slot] = text
	}
	b.mark(text, Span{Class: "keep"})
	return nil
}
