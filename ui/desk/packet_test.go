package desk

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"fyne.io/fyne/v2/test"

	"shenqian/app"
	"shenqian/review"
	"shenqian/ui/theme"
)

// away takes a paper out in an offline packet, and leaves the president at the
// desk.
func (d *Desk) away(t *testing.T, c *testCourt, id string) {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	key := func(name string) *app.Credential {
		k, err := d.shop.LoadCredential(filepath.Join(c.dir, "certificates", name+".p12"), func() ([]byte, error) { return []byte(testPass), nil })
		must(err)
		return k
	}
	device, err := age.GenerateX25519Identity()
	must(err)
	d.seat(t, "顾清和")
	court := d.court.Court()
	court.Packets = true
	must(d.court.SaveCourt(ctx, key("顾清和"), court))
	_, err = d.court.AskPacket(ctx, []string{id}, device.Recipient().String(), review.DateOf(d.court.Now()).AddDays(2), "赴省院开会", key("顾清和"))
	must(err)
	d.leave()
	d.seat(t, "韩立群")
	_, err = d.court.AnswerPacket(ctx, "P1", true, "", key("韩立群"))
	must(err)
	_, err = d.court.PacketOut(ctx, "P1", filepath.Join(t.TempDir(), "away"))
	must(err)
	d.leave()
	d.seat(t, "顾清和")
}

func TestAPaperThatIsOutSaysSoAndCanBeDecidedAllTheSame(t *testing.T) {
	for _, look := range []struct {
		mode    theme.Mode
		percent int
		name    string
	}{{theme.LightMode, 100, "light-100"}, {theme.DarkMode, 150, "dark-150"}} {
		t.Run(look.name, func(t *testing.T) {
			c := layCourt(t, t.TempDir(), testDay)
			c.must(c.app.Close())
			d := newTestDesk(t, c.config(), look.mode, look.percent)
			d.seat(t, "顾清和")
			id := d.open.id
			d.leave()
			d.away(t, c, id)
			d.openCase(t, id)
			page, err := d.court.Queue(context.Background(), app.QueueFilter{})
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(page.Items, func(it app.QueueItem) bool { return it.ID == id })
			if i < 0 || !strings.Contains(page.Items[i].Reason, "在离线包中（顾清和，至") {
				t.Error("the queue does not say that it is out")
			}
			if d.side.main == nil {
				t.Error("he is kept from deciding it")
			}
			test.AssertImageMatches(t, "packet-"+look.name+".png", d.picture())
		})
	}
}
