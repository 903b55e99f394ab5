package typeset

import (
	"context"
	"strconv"
)

// Typeset sets a document. The same document gives the same bytes.
func (k *Kit) Typeset(ctx context.Context, d Document) (*Result, error) {
	if err := d.mayAttach(); err != nil {
		return nil, err
	}
	c, err := k.compose(ctx, d)
	if err != nil {
		return nil, err
	}
	pages, err := c.paginate(ctx)
	if err != nil {
		return nil, err
	}
	draw := newCanvas(k, d.Created)
	out := &Result{Pages: len(pages)}
	for i := range pages {
		draw.newPage()
		if err := c.drawPage(draw, &pages[i], i, out); err != nil {
			return nil, err
		}
		c.drawStamps(draw, pages, i)
	}
	c.placeHidden(pages)
	c.placeSeals(pages)
	for _, f := range c.fields {
		out.Fields = append(out.Fields, FieldPlace{f.name, f.page, f.rect})
	}
	p := paper{kit: k, doc: d, used: &draw.used, tree: &c.tree, fields: c.fields}
	if out.PDF, err = p.finish(draw); err != nil {
		return nil, err
	}
	out.Fonts = draw.used.uses()
	out.sort()
	return out, nil
}

// placeHidden puts hidden fields on the first page of their section.
func (c *composer) placeHidden(pages []page) {
	for i := range c.fields {
		f := &c.fields[i]
		for n := range pages {
			if f.hidden && pages[n].section == f.section {
				f.page = n + 1
				break
			}
		}
	}
}

// drawPage draws one page and notes what stands where.
func (c *composer) drawPage(draw *canvas, p *page, index int, out *Result) error {
	open := -1
	leave := func() {
		if open >= 0 {
			draw.close()
			open = -1
		}
	}
	for i := range p.rows {
		r := &p.rows[i]
		y := textTop + r.y
		rules := append(r.rules, p.tableRules(i)...)
		if len(rules) > 0 {
			leave()
			draw.artifact("Layout")
			for _, line := range rules {
				draw.rule(line, y)
			}
			draw.close()
		}
		for j := range r.lines {
			l := &r.lines[j]
			if len(l.glyphs) > 0 && (l.artifact || l.elem != open) {
				leave()
				if l.artifact {
					draw.artifact("Pagination")
				} else {
					draw.open(c.tree.elems[l.elem].kind, c.tree.mark(l.elem, index))
					open = l.elem
				}
			}
			draw.line(l, 0, y)
			if l.artifact && len(l.glyphs) > 0 {
				draw.close()
			}
			out.note(l, index+1, y)
		}
		if r.field > 0 {
			f := &c.fields[r.field-1]
			f.page = index + 1
			f.rect = [4]float64{r.area[0], pageHeight - y - r.area[3], r.area[2], pageHeight - y - r.area[1]}
		}
	}
	leave()
	return c.foot(draw, p, index)
}

// note records the place of a line of the source text.
func (r *Result) note(l *textLine, page int, y float64) {
	if l.source < 0 || len(l.edges) < 2 {
		return
	}
	edges := make([]float64, len(l.edges))
	for i, e := range l.edges {
		edges[i] = l.x + e
	}
	top := y + l.y - 0.88*l.size
	r.Places = append(r.Places, Place{
		l.source, l.source + len(edges) - 1, page,
		[4]float64{edges[0], pageHeight - top - l.size, edges[len(edges)-1], pageHeight - top},
	})
	r.edges = append(r.edges, edges)
}

// The foot (GB/T 9704, 7.5): 四号 numbers between dashes, the dash 7 mm below
// the type area, one character from its outer edge: right on odd pages, left
// on even ones. Whatever else the foot says is on the inner side.
const (
	footSize = 14
	footDrop = 7*mm + 0.4*footSize
	markSize = 9
)

func (c *composer) foot(draw *canvas, p *page, index int) error {
	base := textTop + textHeight + footDrop
	odd := index%2 == 0
	var put func(text string, ro role, size float64, atRight bool) error
	put = func(text string, ro role, size float64, atRight bool) error {
		v := look{role: ro, size: size, width: size, align: left}
		lines, err := c.lines(Paragraph{Style: Small, Source: -1}, []rune(text), 0, &v, textWidth)
		if err != nil {
			return err
		}
		l := &lines[0]
		if most := textWidth / 2; l.natural > most || len(lines) > 1 {
			return put(text, ro, size*0.9, atRight)
		}
		l.x, l.y = textLeft+footSize, 0
		if atRight {
			l.x = textLeft + textWidth - footSize - l.natural
		}
		draw.artifact("Pagination")
		draw.line(l, 0, base)
		draw.close()
		return nil
	}
	if p.number > 0 {
		if err := put("— "+strconv.Itoa(p.number)+" —", songRegular, footSize, odd); err != nil {
			return err
		}
	}
	if p.mark != "" {
		return put(p.mark, fangSong, markSize, !odd)
	}
	return nil
}
