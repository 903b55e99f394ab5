package desk

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// 今日抽查 stands above the list of the one who decides: what is to be drawn, or
// which clean papers were, each to be opened with its whole evidence.

// mostSpots is how many papers are named above the list; the list marks all.
const mostSpots = 4

// tellSpot says above the list what is drawn today; once all that was drawn is
// dealt with, in one line.
func (q *queuePane) tellSpot() {
	d, day := q.d, q.pages.spot
	if day == nil || len(day.Papers)+day.Fresh == 0 {
		q.spot.Set()
		return
	}
	var waiting []app.SpotPaper
	for _, p := range day.Papers {
		if p.Waiting {
			waiting = append(waiting, p)
		}
	}
	if len(waiting)+day.Fresh == 0 {
		done := kit.NewText(good.shape + " " + d.say("ui.spot.over", "drawn", itoa(len(day.Papers)))).In(good.fore).Sized(base.SizeNameCaptionText).Lines(2)
		q.spot.Set(kit.NewLink(done, d.spotPage))
		return
	}
	if len(waiting) == 0 { // nothing drawn yet: one line
		fresh := kit.NewText(d.say("ui.spot.fresh", "count", itoa(day.Fresh))).Lines(1)
		q.spot.Set(kit.NewBox(kit.NewFlow(8, middling(fresh), d.button("ui.spot.draw", func() { d.drawSpot(0) })), theme.WarnSoft, "", 8, 3))
		return
	}
	lines := []fyne.CanvasObject{kit.NewText(d.say("ui.spot.head", "onein", itoa(day.OneIn), "drawn", itoa(len(day.Papers)))).Bold().Lines(2)}
	for _, p := range waiting[:min(len(waiting), mostSpots)] {
		lines = append(lines, kit.NewLink(kit.NewText(warning.shape+" "+p.Number+"　"+d.say("ui.spot.waiting")).In(warning.fore).Sized(base.SizeNameCaptionText).Lines(1), func() { q.open(p.ID) }))
	}
	var buttons []fyne.CanvasObject
	if day.Fresh > 0 {
		lines = append(lines, caption(d.say("ui.spot.fresh", "count", itoa(day.Fresh))))
		buttons = append(buttons, d.button("ui.spot.draw", func() { d.drawSpot(0) }))
	}
	if len(day.Draws) > 0 {
		buttons = append(buttons, d.button("ui.spot.how", d.spotPage))
	}
	q.spot.Set(kit.NewBox(kit.NewColumn(3, append(lines, kit.NewFlow(6, buttons...))...), theme.WarnSoft, "", 8, 6))
}

// spotKey opens the first paper that is drawn and waits, or draws.
func (d *Desk) spotKey() {
	day := d.queue.pages.spot
	if day == nil {
		return
	}
	for _, p := range day.Papers {
		if p.Waiting {
			d.queue.open(p.ID)
			return
		}
	}
	if day.Fresh > 0 {
		d.drawSpot(0)
	}
}

// spotted says whether a paper was drawn today.
func (d *Desk) spotted(id string) bool {
	if d.queue == nil || d.queue.pages.spot == nil {
		return false
	}
	for _, p := range d.queue.pages.spot.Papers {
		if p.ID == id {
			return true
		}
	}
	return false
}

// drawSpot draws; 0 is the number that was used last.
func (d *Desk) drawSpot(oneIn int) {
	var day *app.SpotDay
	d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) (err error) {
		day, err = d.court.DrawSpotCheck(ctx, oneIn)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		d.refreshQueue(false)
		d.said(d.say("ui.spot.drawn", "drawn", itoa(len(day.Papers))), false)
	})
}

// spotPage says how today's papers were drawn, so that anyone draws them again,
// and takes another number.
func (d *Desk) spotPage() {
	day := d.queue.pages.spot
	number, wrong := kit.NewEntry(), kit.NewColumn(0)
	number.SetText(strconv.Itoa(day.OneIn))
	body := []fyne.CanvasObject{muted(d.say("ui.spot.what"))}
	for _, x := range day.Draws {
		body = append(body, kit.NewBox(kit.NewColumn(4,
			kit.NewText(d.say("ui.spot.one", "at", x.At.In(app.Zone).Format("2006-01-02 15:04"), "name", x.Name, "onein", itoa(x.OneIn), "list", itoa(len(x.List)), "drawn", itoa(len(x.Drawn)))).Bold(),
			caption(d.say("ui.spot.statement")), kit.NewText(x.Statement),
			caption(d.say("ui.spot.seed")), kit.NewText(review.Hash(x.Seed).Short()+"…"),
			caption(d.say("ui.spot.lots", "count", itoa(len(x.Drawn)))), kit.NewText(strings.Join(x.List, "、")),
			caption(d.say("ui.spot.result")), kit.NewText(plainIDs(x.Drawn)).Bold()), theme.Surface, theme.Line, 12, 8))
	}
	var m *kit.Modal
	draw := func() {
		n, err := strconv.Atoi(strings.TrimSpace(number.Text))
		if err != nil || n < 1 {
			wrong.Set(d.warning(d.say("ui.spot.number")))
			m.Fit()
			return
		}
		m.Hide()
		d.drawSpot(n)
	}
	body = append(body, labelled(d.say("ui.spot.onein"), number), wrong)
	m = d.dialog(d.say("ui.spot.title"), 680, body, d.button("ui.spot.draw", draw), d.button("ui.close", func() { m.Hide() }).Primary())
}

func plainIDs(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id[strings.Index(id, "/")+1:]
	}
	return strings.Join(out, "、")
}
