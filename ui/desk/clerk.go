package desk

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// autosave is how long after the last key what is typed is kept.
const autosave = 800 * time.Millisecond

// The notes under which 强制提交说明 and the reply to a return are kept.
const (
	overrideNote = "override"
	replyNote    = "reply"
)

// clerkDesk is what the 承办人 and the clerk do to a paper: answer, add what is
// missing, submit. What they type is kept as they type.
type clerkDesk struct {
	d        *Desk
	o        *opened
	fields   map[string]*kit.Entry // by finding, or one of the notes
	dirty    bool
	timer    *time.Timer
	override *kit.Entry
	reply    *kit.Entry
	minor    *widget.Check
}

func newClerkDesk(d *Desk, o *opened) *clerkDesk {
	return &clerkDesk{d: d, o: o, fields: map[string]*kit.Entry{}}
}

// entry is an entry whose text is kept.
func (c *clerkDesk) entry(key, text string, rows int) *kit.Entry {
	e := kit.NewArea(rows)
	if kept, ok := c.o.notes[key]; ok {
		text = kept
	}
	e.SetText(text)
	e.OnChanged = func(s string) {
		c.o.notes[key] = s
		c.dirty = true
		if c.timer != nil {
			c.timer.Stop()
		}
		if !c.d.atOnce {
			c.timer = time.AfterFunc(autosave, func() { onMain(c.keep) })
		}
	}
	c.fields[key] = e
	return e
}

// keep keeps what is typed.
func (c *clerkDesk) keep() {
	if !c.dirty {
		return
	}
	c.dirty = false
	if err := c.d.court.KeepNotes(c.o.id, c.o.notes); err != nil {
		c.d.said(c.d.words.Explain(err), true)
	}
}

// field is where one finding is answered.
func (c *clerkDesk) field(f review.Finding) fyne.CanvasObject {
	key := f.Key()
	a, answered := c.o.matter().Answers[key]
	e := c.entry(key, a.Text, 2)
	e.SetPlaceHolder(c.d.say("ui.answer.hint"))
	label := "ui.answer.give"
	state := kit.NewText("○ " + c.d.say("ui.answer.open")).In(theme.Warn).Lines(1)
	if answered {
		label = "ui.answer.again"
		state = kit.NewText("✓ " + c.d.say("ui.answer.given")).In(theme.Good).Lines(1)
	}
	give := c.d.button(label, func() { c.answer(f, e, "") })
	row := []fyne.CanvasObject{state, give}
	if len(c.o.matter().Attachments) > 0 {
		var names []string
		for _, x := range c.o.matter().Attachments {
			names = append(names, x.Type+" "+x.Name)
		}
		pick := kit.NewSelect(names)
		pick.PlaceHolder = c.d.say("ui.answer.file")
		pick.OnChanged = func(string) { c.answer(f, e, c.o.matter().Attachments[pick.SelectedIndex()].File) }
		row = append(row, pick)
	}
	return kit.NewColumn(4, e, kit.NewFlow(8, row...))
}

func (c *clerkDesk) answer(f review.Finding, e *kit.Entry, file review.Hash) {
	d, key, text := c.d, f.Key(), strings.TrimSpace(e.Text)
	d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
		return d.court.Answer(ctx, c.o.id, key, text, file)
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		delete(c.o.notes, key)
		c.dirty = true
		c.keep()
		d.said(d.say("ui.answer.done", "rule", f.Rule), false)
		d.reload()
	})
}

// missing says what still stands between the paper and its submission.
func (c *clerkDesk) missing() (lines []string, blocked, stopped bool) {
	d, o := c.d, c.o
	if o.dossier.Paper == nil {
		return []string{d.say("ui.missing.ruling")}, false, true
	}
	if o.dossier.Entered == nil {
		lines = append(lines, d.say("ui.missing.casefile"))
	}
	if n := len(o.matter().Unanswered(o.findings)); n > 0 {
		lines = append(lines, d.say("ui.missing.answers", "count", itoa(n)))
		stopped = true
	}
	for _, f := range o.findings {
		if f.Stop && f.Outcome == review.Unmet {
			lines = append(lines, d.say("ui.missing.stop", "rule", f.Rule))
			stopped = true
		}
		blocked = blocked || f.Blocks()
	}
	return lines, blocked, stopped
}

// presiding is the name of the one who presides over the panel, "" if the case
// file names none; yes says whether it is who sits here. Only he may submit
// over a block; without a name any judge may.
func (c *clerkDesk) presiding() (name string, yes bool) {
	if c.o.dossier.Facts != nil {
		for _, m := range c.o.dossier.Facts.PanelMembers() {
			if m.Presiding {
				name = m.Name
				break
			}
		}
	}
	s := c.d.court.Session()
	return name, s != nil && c.d.holds(review.RoleJudge) && (name == "" || s.Person.Name == name)
}

// submitting is the foot of the pane before submission.
func (c *clerkDesk) submitting(p *sidePane) []fyne.CanvasObject {
	d := c.d
	lines, blocked, stopped := c.missing()
	name, presides := c.presiding()
	var out []fyne.CanvasObject
	for _, l := range lines {
		out = append(out, kit.NewText("○ "+l).In(theme.Warn))
	}
	reply, must := c.replying()
	if len(lines) == 0 && !blocked && !must {
		out = append(out, kit.NewText("✓ "+d.say("ui.missing.nothing")).In(theme.Good))
	}
	switch {
	case !blocked || stopped:
	case !presides && name != "":
		out = append(out, d.notice(d.say("ui.override.other", "name", name)))
		stopped = true
	case !presides:
		out = append(out, d.notice(d.say("ui.override.judge")))
		stopped = true
	default:
		c.override = c.entry(overrideNote, "", 2)
		c.override.SetPlaceHolder(d.say("ui.override.hint"))
		out = append(out, d.notice(d.say("ui.override.text")), c.override)
	}
	out = append(out, reply...)
	if v := c.o.matter().Version; v != nil && c.o.dossier.Paper != nil && c.o.dossier.Paper.TextHash() != v.Text && d.holds(review.RoleJudge) {
		c.minor = widget.NewCheck(d.say("ui.minor"), nil)
		out = append(out, c.minor)
	}
	p.main = c.submit
	send := kit.NewButton(d.say("ui.submit")+"　Ctrl+Enter", nil, c.submit).Primary()
	if stopped {
		send.Disable()
		p.main = nil
	}
	return append(out, send, kit.NewFlow(6, d.caseButton(c.o)))
}

// replying asks for the reply to the president's reason; a paper that comes
// back unchanged can't do without one.
func (c *clerkDesk) replying() (field []fyne.CanvasObject, must bool) {
	d, m, p := c.d, c.o.matter(), c.o.dossier.Paper
	if m.State != review.StateReturned || p == nil {
		return nil, false
	}
	c.reply = c.entry(replyNote, "", 2)
	c.reply.SetPlaceHolder(d.say("ui.reply.hint"))
	if m.Version.Text == p.TextHash() {
		return []fyne.CanvasObject{d.notice(d.say("ui.reply.must")), c.reply}, true
	}
	return []fyne.CanvasObject{muted(d.say("ui.reply.may")), c.reply}, false
}

func (c *clerkDesk) submit() {
	d := c.d
	s := app.Submission{}
	if c.override != nil {
		s.Override = strings.TrimSpace(c.override.Text)
	}
	if c.reply != nil {
		s.Reply = strings.TrimSpace(c.reply.Text)
	}
	if c.minor != nil {
		s.Minor = c.minor.Checked
	}
	d.confirm("ui.submit", "ui.submit.text", "ui.submit", func() {
		d.work(work{label: d.say("ui.working"), act: true}, func(ctx context.Context, _ app.Progress) error {
			_, err := d.court.Submit(ctx, c.o.id, s)
			return err
		}, func(err error) {
			if err != nil {
				d.fail(err)
				return
			}
			delete(c.o.notes, overrideNote)
			delete(c.o.notes, replyNote)
			c.dirty = true
			c.keep()
			d.said(d.say("ui.submit.done", "number", c.o.number()), false)
			d.reload()
		})
	})
}
