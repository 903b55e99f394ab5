package desk

import (
	"bytes"
	"context"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"shenqian/app"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// prefTrust is the file of trust anchors that was chosen last.
const prefTrust = "verify.trust"

// verifyFile asks for a PDF and says what its signatures are worth.
func (d *Desk) verifyFile() {
	d.chooseFile([]string{".pdf"}, "", func(p string) { d.verify(p, false) })
}

// signedPDF says whether a file is a PDF with a signature in it, to be verified
// where it is dropped rather than taken in.
func signedPDF(path string) bool {
	if !strings.EqualFold(filepath.Ext(path), ".pdf") {
		return false
	}
	b, err := app.ReadFileFully(path)
	return err == nil && bytes.Contains(b, []byte("/ByteRange"))
}

// verify verifies a PDF: one word, one sentence, then what stands behind it.
// online also asks those who issued the certificates.
func (d *Desk) verify(path string, online bool) {
	var r *app.Report
	anchors := d.fyne.Preferences().String(prefTrust)
	d.work(work{label: d.say("ui.verify.working")}, func(ctx context.Context, _ app.Progress) error {
		pdf, err := app.ReadFileFully(path)
		if err != nil {
			return err
		}
		var trusted [][]byte
		if anchors != "" {
			b, err := app.ReadFileFully(anchors)
			if err != nil {
				return err
			}
			trusted = append(trusted, b)
		}
		if online {
			r, err = d.shop.VerifyOnline(ctx, pdf, trusted)
		} else {
			r, err = d.shop.Verify(pdf, trusted)
		}
		return err
	}, func(err error) {
		if err != nil {
			d.fyne.Preferences().SetString(prefTrust, "") // a file that is gone must not shut the door
			d.fail(err)
			return
		}
		d.verified(path, anchors, d.words.Report(r))
	})
}

// verified shows a report whose reasons are sentences.
func (d *Desk) verified(path, anchors string, r *app.Report) {
	var m *kit.Modal
	again := func(online bool) func() {
		return func() {
			m.Hide()
			d.verify(path, online)
		}
	}
	t := toneOfVerdict(r.Verdict, r.Trusted)
	lines := []fyne.CanvasObject{kit.NewText(t.shape + "　" + d.verdict(r.Verdict, r.Trusted)).Bold().Sized(base.SizeNameSubHeadingText).In(t.fore)}
	if r.Reason != "" {
		lines = append(lines, kit.NewText(r.Reason))
	}
	body := []fyne.CanvasObject{
		kit.NewText(filepath.Base(path)).Bold(),
		kit.NewBox(kit.NewColumn(4, lines...), t.soft, t.fore, 12, 10).Barred(t.fore),
	}
	for i := range r.Signatures {
		body = append(body, d.signature(&r.Signatures[i], r.Reason))
	}
	if anchors != "" {
		body = append(body, caption(d.say("ui.verify.anchors", "file", filepath.Base(anchors))))
	}
	m = d.dialog(d.say("ui.verify.title"), 640, body,
		d.button("ui.verify.trust", func() {
			d.chooseFile([]string{".pem", ".crt", ".cer"}, "", func(p string) {
				d.fyne.Preferences().SetString(prefTrust, p)
				again(false)()
			})
		}),
		d.button("ui.verify.online", again(true)),
		d.button("ui.close", func() { m.Hide() }).Primary())
}

// toneOfVerdict is how a verdict looks: whole but of an unknown signer is not
// yet good.
func toneOfVerdict(v app.Verdict, trusted bool) tone {
	switch {
	case v == app.Valid && trusted:
		return good
	case v == app.Valid:
		return warning
	case v == app.Unsigned:
		return plain
	}
	return blocking
}

// verdict is the one word.
func (d *Desk) verdict(v app.Verdict, trusted bool) string {
	if v == app.Valid && !trusted {
		return d.say("ui.verify.whole")
	}
	return d.say("verdict." + string(v))
}

// signature is one signature of a report; said was said of the whole.
func (d *Desk) signature(s *app.SignatureReport, said string) fyne.CanvasObject {
	t := toneOfVerdict(s.Verdict, s.Trusted)
	kind := "ui.verify.signature"
	if s.Kind == "timestamp" {
		kind = "ui.verify.timestamp"
	}
	head := []fyne.CanvasObject{
		kit.NewText(d.say(kind, "signer", s.Signer)).Bold().Lines(1),
		kit.NewChip(t.shape+" "+d.verdict(s.Verdict, s.Trusted), t.fore, t.soft),
	}
	if s.Level != "" && s.Level != "none" {
		head = append(head, kit.NewChip(string(s.Level), theme.Muted, theme.Surface))
	}
	if s.Training {
		head = append(head, kit.NewChip(d.say("ui.demo"), theme.Warn, theme.WarnSoft))
	}
	lines := []fyne.CanvasObject{kit.NewFlow(8, head...), caption(d.signedWhen(s) + "　" + d.words.Algorithm(s.Algorithm))}
	for _, reason := range []string{s.Reason, s.TrustReason, s.LevelReason, s.RevocationReason} {
		if reason != "" && reason != said {
			lines = append(lines, kit.NewText(reason))
		}
	}
	for _, c := range s.ChangesAfter {
		mark, tint := "✓ ", theme.Muted
		if !c.Permitted {
			mark, tint = blocking.shape+" ", theme.Block
		}
		lines = append(lines, kit.NewText(mark+d.say("ui.verify.change."+c.Kind, "revision", strconv.Itoa(c.Revision), "field", c.Field, "object", strconv.Itoa(c.Object))).In(tint).Sized(base.SizeNameCaptionText))
	}
	lines = append(lines, caption(d.say("ui.verify.covers."+s.Covers)+"　"+d.say("ui.verify.fingerprint", "fingerprint", d.write(s.Fingerprint))).Lines(2))
	return kit.NewBox(kit.NewColumn(4, lines...), theme.Surface, theme.Line, 12, 8).Barred(t.fore)
}

// signedWhen is the time, and whose word it is.
func (d *Desk) signedWhen(s *app.SignatureReport) string {
	at, err := time.Parse(time.RFC3339, s.Time)
	if err != nil {
		return d.say("ui.verify.when.none")
	}
	shown := at.In(app.Zone).Format("2006-01-02 15:04:05")
	if s.TimeSource == "timestamp" {
		return d.say("ui.verify.when.stamped", "time", shown, "by", s.Stamper)
	}
	return d.say("ui.verify.when.claimed", "time", shown)
}
