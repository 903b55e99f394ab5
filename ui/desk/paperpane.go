package desk

import (
	"context"
	"image"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/app/preview"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// paperPane is the paper in the middle: its card, its pages.
type paperPane struct {
	d       *Desk
	frame   *kit.Frame
	object  fyne.CanvasObject
	bar     *fyne.Container
	card    *kit.Column
	pages   *kit.Pages
	message *kit.Column
	count   *kit.Text
	percent *kit.Text
	leave   *kit.Button // from an attachment back to the paper

	pdf    []byte
	hash   string
	beside bool // an attachment is shown, not the paper
	drawn  map[int]context.CancelFunc
}

func newPaperPane(d *Desk) *paperPane {
	p := &paperPane{d: d, card: kit.NewColumn(2), pages: kit.NewPages(), message: kit.NewColumn(8), drawn: map[int]context.CancelFunc{}}
	p.count, p.percent = kit.NewText("").Lines(1), kit.NewText("").Lines(1)
	p.pages.OnWant, p.pages.OnView = p.want, p.viewed
	p.leave = d.button("ui.paper.back", p.back).Primary()
	p.leave.Hide()
	out := kit.NewButton("", base.ZoomOutIcon(), func() { p.zoom(-1) }).Quiet()
	in := kit.NewButton("", base.ZoomInIcon(), func() { p.zoom(1) }).Quiet()
	whole := kit.NewButton(d.say("ui.paper.fit"), nil, func() { p.zoom(0) }).Quiet()
	p.bar = container.NewBorder(nil, nil, p.leave, container.NewHBox(out, middling(p.percent), in, whole), container.New(yielding{}, p.count))
	top := kit.NewColumn(0, kit.NewBox(p.card, theme.Surface, "", 14, 8).Square(), kit.NewBox(p.bar, "", "", 12, 0))
	ground := kit.NewBox(container.NewStack(p.pages, middle(460, p.message)), theme.Desk, "", 0, 0).Square()
	p.frame = kit.NewFrame(top, nil, ground)
	p.object = p.frame.Object
	p.tell(d.say("ui.paper.none"))
	p.viewed()
	return p
}

// tell puts a sentence where the pages would be.
func (p *paperPane) tell(sentence string) {
	if sentence == "" {
		p.message.Set()
		return
	}
	p.message.Set(kit.NewBox(kit.NewText(sentence).Centered(), theme.Surface, theme.Line, 18, 14))
}

// opening clears the pane for the paper to come; the old pages must not be
// taken for the new ones.
func (p *paperPane) opening() {
	p.beside = false
	p.leave.Hide()
	p.forget()
	p.pages.Open(nil, nil)
	p.card.Set()
	p.tell("")
	p.d.side.wait()
	p.viewed()
}

func (p *paperPane) forget() {
	for _, cancel := range p.drawn {
		cancel()
	}
	clear(p.drawn)
}

func (p *paperPane) wrong(err error) {
	p.tell(p.d.words.Explain(err))
}

// show puts a paper's pages into the pane.
func (p *paperPane) show(o *opened) {
	p.card.Set(p.d.cardOf(o)...)
	if o.sizes != nil {
		p.begin(o.pdf, o.hash)
		p.open(o.sizes, o.first)
	} else {
		p.put(o.pdf, o.hash)
	}
	switch {
	case o.showing != nil:
		p.d.tasks.note(p.d.say("ui.foot.frozen", "hash", p.d.write(o.showing.Hash.Short()), "code", p.d.write(o.showing.Code), "on", o.showing.On.Arabic()))
	case o.matter().Version != nil:
		p.d.tasks.note(p.d.say("ui.foot.text", "hash", p.d.write(o.matter().Version.Text.Short())))
	default:
		p.d.tasks.note(p.d.say("ui.foot"))
	}
	if o.pdf == nil {
		p.tell(p.d.say("ui.paper.noruling"))
	}
}

// begin makes the pane ready for a PDF.
func (p *paperPane) begin(pdf []byte, hash review.Hash) {
	p.forget()
	p.pdf, p.hash = pdf, string(hash)
	p.tell("")
}

// open lays a PDF's pages out; first is the picture of the first, if it is at
// hand.
func (p *paperPane) open(sizes []preview.Size, first image.Image) {
	out := make([]kit.PageSize, len(sizes))
	for i, s := range sizes {
		out[i] = kit.PageSize(s)
	}
	p.pages.Open(out, first)
	p.viewed()
}

// put opens a PDF.
func (p *paperPane) put(pdf []byte, hash review.Hash) {
	p.begin(pdf, hash)
	p.pages.Open(nil, nil)
	p.viewed()
	if pdf == nil {
		return
	}
	if p.d.drawer == nil {
		p.tell(p.d.say("ui.reader.wait"))
		return
	}
	var sizes []preview.Size
	p.d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		sizes, err = p.d.drawer.Pages(ctx, p.hash, pdf)
		return err
	}, func(err error) {
		if p.hash != string(hash) || canceled(err) {
			return
		}
		if err != nil {
			p.wrong(err)
			return
		}
		p.open(sizes, nil)
	})
}

// ready is called when the drawer has started: what waits is drawn now.
func (p *paperPane) ready() {
	if p.pdf != nil {
		p.put(p.pdf, review.Hash(p.hash))
	}
}

// want draws a page for the view.
func (p *paperPane) want(page, pixels int) {
	if p.d.drawer == nil || p.pdf == nil {
		return
	}
	if cancel := p.drawn[page]; cancel != nil {
		cancel()
	}
	pdf, hash := p.pdf, p.hash
	var img image.Image
	p.drawn[page] = p.d.work(work{}, func(ctx context.Context, _ app.Progress) (err error) {
		img, err = p.d.drawer.Page(ctx, hash, pdf, page, min(pixels, preview.MaxWidth))
		return err
	}, func(err error) {
		if hash != p.hash || canceled(err) {
			return
		}
		if err != nil {
			p.wrong(err)
			return
		}
		p.pages.Put(page, img)
	})
}

func (p *paperPane) zoom(step int) {
	p.pages.Zoom(step)
	p.viewed()
}

// viewed says which page is in view and what is still to be seen.
func (p *paperPane) viewed() {
	n := p.pages.Count()
	p.percent.Set(strconv.Itoa(p.pages.Percent()) + "%")
	switch {
	case n == 0:
		p.count.Set("")
	default:
		s := p.d.say("ui.paper.page", "page", strconv.Itoa(p.pages.Page()), "pages", strconv.Itoa(n))
		if !p.beside && p.d.open != nil && p.d.open.showing != nil {
			if p.pages.Unseen() == 0 {
				s += "　✓ " + p.d.say("ui.paper.allseen")
			} else {
				s += "　" + p.d.say("ui.paper.unseen")
			}
		}
		p.count.Set(s)
	}
	p.bar.Refresh()
	p.frame.Renew()
}

// point shows where in the paper a finding's words stand.
func (p *paperPane) point(f review.Finding) { p.mark(f.Start, f.End) }

// mark goes to a stretch of the paper's text and marks it.
func (p *paperPane) mark(start, end int) {
	o := p.d.open
	if o == nil || o.sheet == nil || start < 0 {
		return
	}
	if p.beside {
		p.back()
	}
	var marks []kit.Mark
	for _, w := range o.sheet.Where(start, end) {
		marks = append(marks, kit.Mark{Page: w.Page, Rect: w.Rect})
	}
	p.pages.Highlight(marks)
}
