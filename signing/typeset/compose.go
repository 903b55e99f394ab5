package typeset

import (
	"context"

	"shenqian/signing/fault"
)

// composer turns blocks into rows.
type composer struct {
	kit      *Kit
	looks    *[styleCount]look
	tree     tree
	sections []section
	fields   []field
	stamps   []stamp
	block    block
	after    float64 // space wanted below the last row
	keepNext bool    // the last row must not end a page

	underCourt bool    // a document name right below the court's
	byEnd      float64 // what a 署名 keeps free at its right, in characters
}

// section is what begins on a new page.
type section struct {
	rows     []row
	noNumber bool
	bare     bool // its first page bears no number (信函格式)
	mark     string
}

func (c *composer) section() *section { return &c.sections[len(c.sections)-1] }

// compose lays the blocks of d out as rows.
func (k *Kit) compose(ctx context.Context, d Document) (*composer, error) {
	layout := d.Layout
	if layout != Online {
		layout = Ruling
	}
	c := &composer{kit: k, looks: &k.looks[layout], tree: newTree(), sections: []section{{mark: d.PageMark}}}
	heading := -1 // the title so far, if court and document name make one heading
	for i, b := range d.Blocks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := c.one(d, i, b, &heading); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *composer) one(d Document, i int, b Block, heading *int) (err error) {
	join := *heading
	*heading = -1
	p, isText := b.(Paragraph)
	if isText && (p.Style < 0 || p.Style >= styleCount) {
		return fault.New("typeset.style")
	}
	switch b.(type) {
	case HiddenField, SealField, Stamp: // take no room
	default:
		c.block.inside = c.block.inside && isText && c.looks[p.Style].isSignature
	}
	switch b := b.(type) {
	case Paragraph:
		if c.looks[b.Style].isSignature && !c.block.inside {
			c.block.enter(d.Blocks[i:])
		}
		if b.Style != DocumentName {
			join = -1
		}
		c.underCourt = join >= 0
		if b.Style == ByLine {
			if err := c.centreOver(b, d.Blocks[i+1:]); err != nil {
				return err
			}
		}
		e, err := c.paragraph(b, join)
		if b.Style == CourtName {
			*heading = e
		}
		return err
	case Table:
		return c.table(b)
	case Colophon:
		return c.colophon(b)
	case FieldBox:
		return c.fieldBox(b)
	case HiddenField:
		c.fields = append(c.fields, field{
			name: b.Field, label: b.Field, section: len(c.sections) - 1, hidden: true,
			elem: c.tree.add("Form", documentElem),
		})
	case SealField:
		c.sealField(b)
	case Stamp:
		return c.stamp(b)
	case Space:
		c.after = max(c.after, b.Height*mm)
	case NewPage:
		mark := b.Mark
		if mark == "" {
			mark = d.PageMark
		}
		if len(c.section().rows) == 0 && len(c.sections) == 1 { // nothing stands before it
			c.sections = nil
		}
		c.sections = append(c.sections, section{noNumber: b.NoNumber, mark: mark})
		c.after, c.keepNext = 0, false
	}
	return nil
}

// add puts rows at the end of the section.
func (c *composer) add(rows []row) {
	first := &rows[0]
	if c.after > 0 && c.after > first.gap {
		first.gap, first.minGap = c.after, max(first.minGap, c.after)
	}
	first.glued = first.glued || c.keepNext
	c.after, c.keepNext = 0, false
	s := c.section()
	if len(s.rows) == 0 && !first.keepGap {
		first.gap, first.minGap = 0, 0
	}
	s.rows = append(s.rows, rows...)
}
