package desk

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// tone is a colour with a shape, so that nothing is said by colour alone.
type tone struct {
	shape      string
	fore, soft fyne.ThemeColorName
}

var (
	blocking = tone{"■", theme.Block, theme.BlockSoft}
	warning  = tone{"▲", theme.Warn, theme.WarnSoft}
	unknown  = tone{"◆", theme.Unknown, theme.UnknownSoft}
	good     = tone{"●", theme.Good, theme.GoodSoft}
	plain    = tone{"○", theme.Muted, theme.Surface}
)

// toneOf is how a line of the queue looks.
func toneOf(it app.QueueItem) tone {
	switch {
	case it.Conflict:
		return blocking
	case it.SealBack != "", it.PaperOnly:
		return warning
	case it.State == review.StateApproved || it.State == review.StateSealed || it.State == review.StateServed:
		return good
	case it.Parked != "" || it.State == review.StateCommittee || it.State == review.StateRefused:
		return plain
	case it.Override || it.Blocks > 0 || !it.HasRuling:
		return blocking
	case it.State == review.StateReturned, it.State == review.StateReconsider, it.Warns > 0:
		return warning
	case it.Unknown > 0:
		return unknown
	case it.State == review.StateRoute:
		return plain
	}
	return good
}

// stateTone is how a state's chip looks.
func stateTone(s review.State) tone {
	switch s {
	case review.StateApproved, review.StateSealed, review.StateServed:
		return good
	case review.StateReturned, review.StateReconsider, review.StateRefused:
		return warning
	case review.StatePresident:
		return tone{"", base.ColorNamePrimary, theme.Chosen}
	}
	return plain
}

// queueRow is one paper in the queue: texts drawn directly, since rows are
// filled anew at every step of the wheel.
type queueRow struct {
	widget.BaseWidget
	d      *Desk
	it     app.QueueItem
	chosen bool
}

func newQueueRow(d *Desk) *queueRow {
	r := &queueRow{d: d}
	r.ExtendBaseWidget(r)
	return r
}

func (r *queueRow) set(it app.QueueItem, chosen bool) {
	r.it, r.chosen = it, chosen
	r.Refresh()
}

// MinSize implements fyne.CanvasObject.
func (r *queueRow) MinSize() fyne.Size {
	r.ExtendBaseWidget(r)
	return fyne.NewSize(180, 18+kit.Size(base.SizeNameText)*1.55+2*kit.Size(base.SizeNameCaptionText)*1.55)
}

// CreateRenderer implements fyne.Widget.
func (r *queueRow) CreateRenderer() fyne.WidgetRenderer {
	x := &queueRowRenderer{r: r, ground: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent)}
	for i := range x.texts {
		x.texts[i] = canvas.NewText("", color.Transparent)
	}
	x.chip = kit.NewChip("", theme.Muted, theme.Surface)
	return x
}

type queueRowRenderer struct {
	r                 *queueRow
	ground, bar, line *canvas.Rectangle
	texts             [4]*canvas.Text // number, parties, shape, reason
	chip              *kit.Chip
}

func (x *queueRowRenderer) Layout(s fyne.Size) {
	it, t := x.r.it, toneOf(x.r.it)
	text, small := kit.Size(base.SizeNameText), kit.Size(base.SizeNameCaptionText)
	x.ground.FillColor = color.Transparent
	x.bar.FillColor = color.Transparent
	if x.r.chosen {
		x.ground.FillColor, x.bar.FillColor = kit.Color(theme.Chosen), kit.Color(base.ColorNamePrimary)
	}
	x.ground.Resize(s)
	x.bar.Resize(fyne.NewSize(4, s.Height))
	x.line.FillColor = kit.Color(theme.Line)
	x.line.Move(fyne.NewPos(10, s.Height-1))
	x.line.Resize(fyne.NewSize(s.Width-20, 1))

	const left, right = 12, 8
	st := stateTone(it.State)
	name := x.r.d.say("state.name." + string(it.State))
	if it.Parked != "" {
		name = x.r.d.say("ui.queue.parked")
	}
	x.chip.Set(name, st.fore, st.soft)
	m := x.chip.MinSize()
	if x.chip.Show(); it.Mine && m.Width > s.Width/2 { // why it waits says more than where
		x.chip.Hide()
		m.Width = 0
	}
	x.chip.Resize(m)
	x.chip.Move(fyne.NewPos(s.Width-m.Width-right, s.Height-m.Height-7))

	y := float32(6)
	put := func(i int, at float32, str string, size, pitch float32, bold bool, c fyne.ThemeColorName, room float32) {
		q := x.texts[i]
		q.TextSize, q.TextStyle.Bold, q.Color = size, bold, kit.Color(c)
		kit.Write(q, kit.Elide(str, size, bold, room))
		h := q.MinSize().Height
		q.Move(fyne.NewPos(at, y+(pitch-h)/2))
		q.Resize(fyne.NewSize(room, h))
	}
	title := it.CaseNumber
	if it.Members > 1 {
		title = x.r.d.say("ui.queue.series") + "　" + it.Series
	}
	put(0, left, title, text, text*1.55, true, base.ColorNameForeground, s.Width-left-right)
	y += text * 1.55
	put(1, left, x.r.d.queue.own(it), small, small*1.55, false, theme.Muted, s.Width-left-right)
	y += small * 1.55
	reason := it.Reason
	if it.Series != "" && it.Members < 2 && x.r.d.queue.of == "" {
		reason += "　" + x.r.d.say("ui.queue.series")
	}
	put(2, left, t.shape, small, small*1.55, true, t.fore, small*1.4)
	put(3, left+small*1.4, reason, small, small*1.55, false, t.fore, s.Width-left-right-small*1.4-m.Width-6)
}

func (x *queueRowRenderer) MinSize() fyne.Size { return x.r.MinSize() }
func (x *queueRowRenderer) Refresh() {
	x.Layout(x.r.Size())
	x.chip.Refresh() // the look may have changed while the row was out of use
	canvas.Refresh(x.r)
}

func (x *queueRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{x.ground, x.bar, x.line, x.texts[0], x.texts[1], x.texts[2], x.texts[3], x.chip}
}
func (x *queueRowRenderer) Destroy() {}
