package app_test

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"filippo.io/age"

	"shenqian/app"
	"shenqian/app/packet"
	"shenqian/review"
	"shenqian/signing/trust"
)

// journey is a court with a paper that waits for its president, a director, and
// a device.
type journey struct {
	*desk
	device *age.X25519Identity
	folder string // the device's
	away   string // the file that went out
}

func newJourney(t *testing.T) *journey {
	t.Helper()
	j := &journey{desk: newDesk(t), folder: filepath.Join(t.TempDir(), "laptop")}
	var err error
	if j.device, err = age.GenerateX25519Identity(); err != nil {
		t.Fatal(err)
	}
	j.person(t, "局长", review.RoleDirector)
	j.toPresident(t)
	j.setCourt(t, func(c *app.Court) { c.Packets = true })
	return j
}

// person adds somebody with a certificate of his own.
func (j *journey) person(t *testing.T, name string, role review.Role) {
	t.Helper()
	authority, err := trust.NewTrainingAuthority(rand.Reader, "云湖", j.now)
	if err != nil {
		t.Fatal(err)
	}
	key, err := authority.Issue(name, "", j.now.AddDate(-1, 0, 0), j.now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	j.keys[name] = key
	from := review.Date{Year: 2026, Month: 1, Day: 1}
	err = j.SavePerson(t.Context(), j.keys["院长"], review.Person{
		ID: name, Name: name, Terms: []review.Term{{Role: role, From: from}}, Keys: []review.Binding{{Fingerprint: app.Describe(key).Fingerprint, From: from}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// leave sends the paper out for three days.
func (j *journey) leave(t *testing.T) {
	t.Helper()
	until := review.DateOf(j.now).AddDays(2)
	if _, err := j.AskPacket(t.Context(), []string{deskID}, j.device.Recipient().String(), until, "开会", j.keys["院长"]); err != nil {
		t.Fatal(err)
	}
	j.sit(t, "局长")
	if _, err := j.AnswerPacket(t.Context(), "P1", true, "", j.keys["局长"]); err != nil {
		t.Fatal(err)
	}
	j.away = filepath.Join(t.TempDir(), "away")
	if _, err := j.PacketOut(t.Context(), "P1", j.away); err != nil {
		t.Fatal(err)
	}
}

func (j *journey) workshop(t *testing.T) *app.Workshop {
	t.Helper()
	w, err := app.NewWorkshop(j.config())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (j *journey) config() app.Config {
	return app.Config{Data: j.folder, Clock: func() time.Time { return j.now }}
}

// take takes the packet up on the device.
func (j *journey) take(t *testing.T, file string) (*app.App, error) {
	t.Helper()
	a, _, err := j.workshop(t).TakePacket(t.Context(), j.config(), file, []age.Identity{j.device}, j.keys["院长"])
	if err == nil {
		t.Cleanup(func() { _ = a.Close() })
	}
	return a, err
}

func (j *journey) taken(t *testing.T) *app.App {
	t.Helper()
	a, err := j.take(t, j.away)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// repacked is the packet as whoever knows the device's key would change it.
func (j *journey) repacked(t *testing.T, change func(*packet.Content)) string {
	t.Helper()
	b, err := os.ReadFile(j.away)
	if err != nil {
		t.Fatal(err)
	}
	c, err := packet.Open(b, j.device)
	if err != nil {
		t.Fatal(err)
	}
	change(c)
	return sealedAs(t, *c, j.device.Recipient())
}

func sealedAs(t *testing.T, c packet.Content, to age.Recipient) string {
	t.Helper()
	b, err := packet.Seal(c, to)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "packet")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func lastOf(c *packet.Content, typ string) int {
	for i, e := range slices.Backward(c.Entries) {
		if e.Type == typ {
			return i
		}
	}
	return -1
}

func TestADeviceShowsTheBytesThatTheCourtWouldShowThatDay(t *testing.T) {
	j := newJourney(t)
	j.leave(t)
	device := j.taken(t)
	for range 3 { // each day until the last
		j.sit(t, "院长")
		at, err := j.Prepare(t.Context(), deskID, true)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := device.SignIn(t.Context(), "院长", j.keys["院长"]); err != nil {
			t.Fatal(err)
		}
		there, err := device.Show(t.Context(), deskID)
		if err != nil || there.Hash != at.Hash || !bytes.Equal(there.PDF, at.PDF) {
			t.Fatal("the device shows other bytes:", err)
		}
		j.now = j.now.AddDate(0, 0, 1)
	}
	if _, err := device.Show(t.Context(), deskID); app.Code(err) != "packet.expired" {
		t.Error("shown after the last day:", err)
	}
	if _, err := device.Load(t.Context(), deskID); app.Code(err) != "packet.expired" {
		t.Error("opened after the last day:", err)
	}
	page, err := device.Queue(t.Context(), app.QueueFilter{})
	if err != nil || len(page.Items) != 1 || page.Items[0].Debtor != "" {
		t.Error("listed with its parties after the last day", err)
	}
}

func TestAForgedPacketIsTakenUpByNoDevice(t *testing.T) {
	j := newJourney(t)
	j.leave(t)
	drop := func(typ string) func(*packet.Content) {
		return func(c *packet.Content) { i := lastOf(c, typ); c.Entries = slices.Delete(c.Entries, i, i+1) }
	}
	for name, c := range map[string]struct {
		change func(*packet.Content)
		code   string
	}{
		"a longer time":    {func(c *packet.Content) { c.Manifest.Until = c.Manifest.Until.AddDays(9) }, "packet.foreign"},
		"another court":    {func(c *packet.Content) { c.Manifest.Court = "他院" }, "packet.foreign"},
		"no approval":      {drop("packet"), "packet.foreign"},
		"a signature less": {drop("matter"), "packet.foreign"},
		"a matter less":    {func(c *packet.Content) { c.Manifest.Matters = nil }, "packet.foreign"},
		"a file less": {func(c *packet.Content) {
			for h := range c.Files {
				delete(c.Files, h)
				break
			}
		}, "packet.damaged"},
		"a file more": {func(c *packet.Content) { c.Files[review.HashOf([]byte("x"))] = []byte("x") }, "packet.foreign"},
		"an act changed": {func(c *packet.Content) {
			i := lastOf(c, "matter")
			c.Entries[i].Body = bytes.Replace(c.Entries[i].Body, []byte("法官"), []byte("法警"), 1)
		}, "packet.badentry"},
		"a person changed": {func(c *packet.Content) {
			i := lastOf(c, "person")
			c.Entries[i].Body = bytes.Replace(c.Entries[i].Body, []byte("director"), []byte("president"), 1)
		}, "packet.badentry"},
		"a body that is not canonical":       {func(c *packet.Content) { c.Entries[0].Body = append([]byte(" "), c.Entries[0].Body...) }, "packet.damaged"},
		"an entry of a type that it has not": {func(c *packet.Content) { c.Entries[0].Type = "log" }, "packet.badentry"},
		"the wrong way":                      {func(c *packet.Content) { c.Manifest.Way = packet.Back }, "packet.wrongway"},
		"no way back":                        {func(c *packet.Content) { c.Manifest.Return = "" }, "packet.damaged"},
		"another checkpoint":                 {func(c *packet.Content) { c.Manifest.Matters[0].Proof = "c2sp.org/tlog-proof@v1\n" }, "packet.damaged"},
	} {
		a, err := j.take(t, j.repacked(t, c.change))
		if app.Code(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
		if a != nil {
			t.Fatal(name, "was taken up")
		}
		if _, err := os.Stat(filepath.Join(j.folder, "court.db")); err == nil {
			t.Fatal(name, "left data behind")
		}
	}
	j.taken(t) // the true one is
}

// signAway has the paper signed on the device.
func (j *journey) signAway(t *testing.T) *app.App {
	t.Helper()
	device := j.taken(t)
	sh, err := device.Show(t.Context(), deskID)
	if err == nil {
		_, err = device.Approve(t.Context(), deskID, sh.Hash, j.keys["院长"], "")
	}
	if err != nil {
		t.Fatal(err)
	}
	return device
}

func TestWhatComesBackForgedChangesNothing(t *testing.T) {
	j := newJourney(t)
	j.leave(t)
	device := j.signAway(t)
	j.sit(t, "书记")
	before, err := j.VerifyJournal(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*packet.Content)
		code   string
	}{
		"an act changed": {func(c *packet.Content) {
			i := lastOf(c, "matter")
			c.Entries[i].Body = bytes.Replace(c.Entries[i].Body, []byte(`"reason":""`), nil, 1)
			c.Entries[i].Signature[9] ^= 1
		}, "packet.badentry"},
		"a showing moved to another": {func(c *packet.Content) {
			i := slices.IndexFunc(c.Entries, func(e packet.Entry) bool { return e.Type == "matter" })
			c.Entries[i].Body = bytes.Replace(c.Entries[i].Body, []byte("执9号"), []byte("执8号"), -1)
			c.Entries[i].Subject = "termination/（2026）鲁9901执8号"
		}, "packet.foreign"},
		"no desk key": {func(c *packet.Content) {
			c.Entries = slices.DeleteFunc(c.Entries, func(e packet.Entry) bool { return e.Type == "desk" })
		}, "packet.badentry"},
		"a signed file less": {func(c *packet.Content) {
			for h, b := range c.Files {
				if bytes.HasPrefix(b, []byte("%PDF")) {
					delete(c.Files, h)
				}
			}
		}, "packet.damaged"},
		"a file more":    {func(c *packet.Content) { c.Files[review.HashOf([]byte("x"))] = []byte("x") }, "packet.foreign"},
		"a person":       {func(c *packet.Content) { c.Entries[0].Type = "person" }, "packet.foreign"},
		"another court":  {func(c *packet.Content) { c.Manifest.Court = "他院" }, "packet.foreign"},
		"another packet": {func(c *packet.Content) { c.Manifest.Packet = "P2" }, "packet.none"},
		"the wrong way":  {func(c *packet.Content) { c.Manifest.Way = packet.Out }, "packet.wrongway"},
	} {
		content, to, err := device.DoneUnder(t.Context(), "P1")
		if err != nil {
			t.Fatal(err)
		}
		c.change(&content)
		r, err := age.ParseX25519Recipient(to)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := j.ReceivePacket(t.Context(), sealedAs(t, content, r)); app.Code(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	after, err := j.VerifyJournal(t.Context())
	if err != nil || after.Entries != before.Entries || !after.Good {
		t.Error("a forged packet left something behind", err)
	}
	home := filepath.Join(t.TempDir(), "home")
	if _, err := device.PacketOut(t.Context(), "", home); err != nil {
		t.Fatal(err)
	}
	got, err := j.ReceivePacket(t.Context(), home)
	if err != nil || got.Count(review.ActApplied) != 2 || len(got.Conflicts) != 0 {
		t.Fatal(got, err)
	}
	if r, err := j.VerifyJournal(t.Context()); err != nil || !r.Good {
		t.Error(r, err)
	}
}

func TestAClockSetBackOpensNoExpiredPacket(t *testing.T) {
	j := newJourney(t)
	j.leave(t)
	if err := j.taken(t).Close(); err != nil {
		t.Fatal(err)
	}
	j.now = j.now.AddDate(0, 0, 3)
	if _, err := app.Open(t.Context(), j.config()); app.Code(err) != "packet.expired" {
		t.Fatal("opened after the last day:", err)
	}
	j.now = j.now.AddDate(0, 0, -3)
	if _, err := app.Open(t.Context(), j.config()); app.Code(err) != "packet.expired" {
		t.Error("opened again by a clock that was set back:", err)
	}
}

func TestAReportedKeySignsNothingThatComesBack(t *testing.T) {
	j := newJourney(t)
	j.leave(t)
	device := j.signAway(t)
	home := filepath.Join(t.TempDir(), "home")
	if _, err := device.PacketOut(t.Context(), "", home); err != nil {
		t.Fatal(err)
	}
	j.person(t, "管理员", review.RoleAdmin)
	if err := j.ReportKey(t.Context(), j.keys["管理员"], app.Describe(j.keys["院长"]).Fingerprint, "证书丢失", j.now); err != nil {
		t.Fatal(err)
	}
	j.sit(t, "书记")
	if _, err := j.ReceivePacket(t.Context(), home); app.Code(err) != "packet.badentry" {
		t.Error("acts of a reported key were taken in:", err)
	}
}
