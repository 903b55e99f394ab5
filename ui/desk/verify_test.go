package desk

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"shenqian/app"
	"shenqian/ui/kit"
	"shenqian/ui/theme"
)

// texts are the words of the dialog in front.
func texts(d *Desk) string {
	var all strings.Builder
	walk(d.win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if t, ok := o.(*kit.Text); ok {
			all.WriteString(t.String() + "\n")
		}
	})
	return all.String()
}

func TestASignedPDFThatIsDroppedIsVerified(t *testing.T) {
	c := layCourt(t, t.TempDir(), testDay)
	c.must(c.app.Close())
	d := newTestDesk(t, c.config(), theme.LightMode, 100)
	id := approvedCase(t, d)
	name, pdf, err := d.court.Artefact(context.Background(), id, app.Original)
	if err != nil {
		t.Fatal(err)
	}
	drop := func(name string, pdf []byte) {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		d.dropped([]fyne.URI{storage.NewFileURI(path)})
	}
	drop(name, pdf)
	if got := texts(d); !strings.Contains(got, "完整，签名人身份未核实") || !strings.Contains(got, "顾清和") || !strings.Contains(got, "没有指定信任") {
		t.Error(got)
	}
	test.AssertImageMatches(t, "verify.png", d.picture())
	d.escape()
	forged := append([]byte{}, pdf...)
	forged[len(forged)/3] ^= 1
	drop("改动过.pdf", forged)
	if got := texts(d); strings.Contains(got, "●") || !strings.Contains(got, "■") {
		t.Error(got)
	}
	test.AssertImageMatches(t, "verify-forged.png", d.picture())
	d.escape()
	if d.top() != nil {
		t.Error("the dialog stays")
	}
}
