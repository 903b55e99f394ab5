package typeset

// The layout of a 公文 (GB/T 9704-2012):
//   - 7.2.4: the 发文机关标志 is red, centred, its top 35 mm below that of the type
//     area; 7.2.5: the 发文字号 two lines below it, centred, or of what goes up one
//     character from the left with the 签发人 one from the right (7.2.6); 7.2.7: a
//     red line of the width of the type area 4 mm below;
//   - 7.3.1: the title in 二号小标宋 two lines below that line, centred; 7.3.2: the
//     主送机关 one line below it, from the left edge;
//   - 7.3.3: levels in 黑体, 楷体, 仿宋; 7.3.4: the 附件说明 one line below the text,
//     two characters from the left, further lines below the name's first character;
//   - 7.3.5: the 成文日期 ends four characters from the right, the 署名 centred over
//     it, the seal over both;
//   - 7.3.6: the 附注 two characters from the left, on the line below the date;
//   - 7.4: the 版记 at the foot of the last page, 四号, thick lines above and below,
//     thin ones between; 抄送 and 印发 one character from both edges;
//   - 10.1 信函格式: the mark's top 30 mm below the page's, 4 mm below it a red
//     double line, thick over thin, 170 mm long; another, thin over thick, 20 mm
//     above the page's foot; the 发文字号 at the right below the first; no page
//     number on the first page; in the 版记 neither 印发 nor lines.
//
// The sizes of what 9704 leaves to the office (the mark) are ours.

const (
	red         = "0.86 0.08 0.08"
	markTop     = 35 * mm
	letterTop   = 30 * mm
	redBelow    = 4 * mm
	redFoot     = 20 * mm
	redLength   = 170 * mm
	redThick    = 1.4
	redThin     = 0.5
	largestMark = 46
	smallest    = 22
	colophonPt  = 14
	colophonGap = 24 // pitch of its lines
	thickLine   = 0.35 * mm
	thinLine    = 0.25 * mm
	byGap       = 2.2 // lines free above the 署名, for the seal
	byMin       = 1.4
	dateEnd     = 4 // characters
)

// Colophon is the 版记 at the foot of the last page: 抄送, 印发机关 with the day
// at its right, 印数. Each may be empty; Source is the offset of its first rune
// in the source text, -1 for none.
type Colophon struct {
	Copied, Printed, Count       string
	CopiedAt, PrintedAt, CountAt int
	Day                          string // at the right of Printed
	Bare                         bool   // without lines (信函格式)
}

func (Colophon) block() {}

func officialLooks(body look, set func(Style, look, func(*look))) {
	line := body.pitch
	mark := look{role: song, size: largestMark, width: largestMark, pitch: 1.15 * largestMark, align: centre, tag: "P", atTop: true, keepNext: true, red: true}
	set(OrganMark, mark, func(v *look) { v.before = markTop })
	set(OrganLetter, mark, func(v *look) { v.before = letterTop - textTop })
	set(DocNumber, body, func(v *look) { v.align, v.before, v.keepNext = centre, 2*line, true })
	set(DocNumberUp, body, func(v *look) { v.align, v.first, v.before, v.keepNext = left, 1, 2*line, true })
	set(Issuer, body, func(v *look) { v.align, v.end, v.before, v.keepNext = right, 1, -line, true })
	set(LetterNumber, body, func(v *look) { v.align, v.before, v.keepNext = right, 21, true })
	set(OfficialTitle, look{role: song, size: 22, width: 22, pitch: 32, align: centre, tag: "H1", before: 2 * line, after: line, keepNext: true}, func(*look) {})
	set(MainSending, body, func(v *look) { v.keepNext, v.align = true, left })
	set(Attached, body, func(v *look) { v.align, v.first, v.hang, v.before = left, 2, 5, line })
	set(AttachedMore, body, func(v *look) { v.align, v.first, v.hang = left, 5, 6 })
	set(ByLine, body, func(v *look) { v.align, v.end, v.official = right, dateEnd, true })
	set(OfficialDate, body, func(v *look) { v.align, v.end, v.official = right, dateEnd, true })
	set(Note, body, func(v *look) { v.first, v.official = 2, true })

	dense := look{role: fangSong, size: 12, width: 12, pitch: 18, tag: "P", align: centre}
	set(CellDense, dense, func(*look) {})
	set(CellDenseText, dense, func(v *look) { v.align = left })
	set(CellDenseHead, dense, func(v *look) { v.role = hei })
}

// official is the look of a paragraph: a mark as large as its line allows, a
// 署名 over the middle of the date.
func (c *composer) official(p Paragraph) (look, error) {
	v := c.looks[p.Style]
	switch p.Style {
	case OrganMark, OrganLetter:
		n := max(inkAfter(p.Text, 0), 1)
		size := max(min(v.size, textWidth*0.98/n), smallest)
		v.size, v.width, v.pitch = size, size, 1.15*size
	case ByLine:
		v.end = c.byEnd
	}
	return v, nil
}

// centreOver finds where a 署名 ends so that its middle is the date's.
func (c *composer) centreOver(by Paragraph, next []Block) error {
	v := c.looks[ByLine]
	c.byEnd = dateEnd
	for _, b := range next {
		p, ok := b.(Paragraph)
		if !ok {
			return nil
		}
		if p.Style != OfficialDate {
			continue
		}
		wide := func(text string) (float64, error) {
			items, err := c.kit.itemize([]rune(text), 0, &v)
			if err != nil {
				return 0, err
			}
			s := sums(items)
			return s.advance[len(items)] / v.width, nil
		}
		date, err := wide(p.Text)
		if err != nil {
			return err
		}
		name, err := wide(by.Text)
		if err != nil {
			return err
		}
		c.byEnd = max(0, dateEnd+date/2-name/2)
		return nil
	}
	return nil
}

// close gives 署名, date and 附注 their gaps and keeps them together with the
// last lines of the text. The rows are about to be added.
func (c *composer) close(style Style, rows []row) {
	line := c.looks[Body].pitch
	s := c.section()
	first := style == ByLine || style == OfficialDate && !c.afterBy()
	if first {
		for i := len(s.rows) - 1; i >= 0 && len(s.rows)-i < beside; i-- {
			s.rows[i].glued = true
		}
		rows[0].gap, rows[0].minGap = byGap*line, byMin*line
	}
	if len(s.rows) > 0 {
		for i := range rows {
			rows[i].glued = true
		}
	}
}

func (c *composer) afterBy() bool {
	rows := c.section().rows
	return len(rows) > 0 && rows[len(rows)-1].by
}

// frame adds the red lines of a head: below a 发文字号 the one of the 文件格式,
// around a page of the 信函格式 the double ones.
func (c *composer) frame(style Style, rows []row) {
	last := &rows[len(rows)-1]
	switch style {
	case DocNumber, DocNumberUp:
		last.rules = append(last.rules, rule{textLeft, last.height + redBelow - 4, textLeft + textWidth, last.height + redBelow - 4, 1, true})
	case OrganLetter:
		left := (pageWidth - redLength) / 2
		across := func(y, width float64) {
			rows[0].rules = append(rows[0].rules, rule{left, y, left + redLength, y, width, true})
		}
		top, height := letterTop, 0.0
		for i := range rows {
			height += rows[i].height
		}
		y := height + redBelow
		across(y, redThick)
		across(y+redThick+1, redThin)
		foot := pageHeight - redFoot - top
		across(foot-redThick-1, redThin)
		across(foot, redThick)
		c.section().bare = true
	}
}

// colophon adds the rows of a 版记.
func (c *composer) colophon(b Colophon) error {
	v := look{role: fangSong, size: colophonPt, width: colophonPt, pitch: colophonGap, tag: "P", align: left, first: 1, end: 1}
	var rows []row
	add := func(text string, source int, hang float64, end string) error {
		if text == "" {
			return nil
		}
		w := v
		w.hang = hang
		lines, err := c.lines(Paragraph{Style: Small, Source: source}, []rune(text), 0, &w, textWidth)
		if err != nil {
			return err
		}
		elem := c.tree.add("P", documentElem)
		start := len(rows)
		for i := range lines {
			lines[i].x += textLeft
			lines[i].y, lines[i].elem = baseline(w.pitch, w.size), elem
			rows = append(rows, row{height: w.pitch, lines: lines[i : i+1 : i+1], foot: true, glued: len(rows) > 0})
		}
		if end != "" {
			w.align, w.first, w.hang = right, 0, 0
			day, err := c.lines(Paragraph{Style: Small, Source: -1}, []rune(end), 0, &w, textWidth)
			if err != nil {
				return err
			}
			day[0].x += textLeft
			day[0].y, day[0].elem = baseline(w.pitch, w.size), elem
			last := &rows[len(rows)-1]
			last.lines = append(last.lines, day[0])
		}
		if !b.Bare && start > 0 {
			rows[start].rules = append(rows[start].rules, rule{textLeft, 0, textLeft + textWidth, 0, thinLine, false})
		}
		return nil
	}
	if err := add(b.Copied, b.CopiedAt, 4, ""); err != nil {
		return err
	}
	if err := add(b.Printed, b.PrintedAt, 0, b.Day); err != nil {
		return err
	}
	if len(rows) > 0 && !b.Bare {
		last := &rows[len(rows)-1]
		rows[0].rules = append(rows[0].rules, rule{textLeft, 0, textLeft + textWidth, 0, thickLine, false})
		last.rules = append(last.rules, rule{textLeft, last.height, textLeft + textWidth, last.height, thickLine, false})
	}
	bare := b.Bare
	b.Bare = true
	if err := add(b.Count, b.CountAt, 0, ""); err != nil {
		return err
	}
	b.Bare = bare
	if len(rows) == 0 {
		return nil
	}
	rows[0].gap, rows[0].minGap = c.looks[Body].pitch, colophonGap/2
	c.add(rows)
	return nil
}
