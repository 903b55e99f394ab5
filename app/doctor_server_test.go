package app

import (
	"strings"
	"testing"
	"time"

	"shenqian/storage"
)

// What a server tells of itself is judged line by line.
func TestTheDoctorJudgesAServer(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, Zone)
	good := storage.ServerState{
		Version: "15.18", Major: 15, Latency: time.Millisecond, Clock: now, Schema: 5, Newest: 5, Login: "clerk", Encrypted: true, Verified: true,
	}
	for name, x := range map[string]struct {
		ill   func(s *storage.ServerState)
		check string
		state Health
		words string
	}{
		"well":              {func(*storage.ServerState) {}, "login", Well, "只有办理所需的权限"},
		"an owner":          {func(s *storage.ServerState) { s.Above = []string{"owner"} }, "login", Attention, "owner"},
		"rights missing":    {func(s *storage.ServerState) { s.Lacks = []string{"INSERT journal"} }, "login", Wrong, "INSERT journal"},
		"rights too many":   {func(s *storage.ServerState) { s.Beyond = []string{"DELETE journal"} }, "login", Wrong, "DELETE journal"},
		"an older schema":   {func(s *storage.ServerState) { s.Schema = 4 }, "database", Attention, "第4版"},
		"a newer schema":    {func(s *storage.ServerState) { s.Schema = 6 }, "database", Wrong, "第6版"},
		"no schema":         {func(s *storage.ServerState) { s.Schema = 0 }, "database", NotLooked, "没有数据"},
		"not encrypted":     {func(s *storage.ServerState) { s.Encrypted, s.Verified = false, false }, "connection", Attention, "没有加密"},
		"not encrypted but": {func(s *storage.ServerState) { s.Encrypted, s.Verified, s.Local = false, false, true }, "connection", Well, "本机"},
		"nobody's server":   {func(s *storage.ServerState) { s.Verified = false }, "connection", Attention, "冒充"},
		"encrypted":         {func(*storage.ServerState) {}, "connection", Well, "已加密"},
		"another clock":     {func(s *storage.ServerState) { s.Clock = now.Add(-5 * time.Minute) }, "serverclock", Attention, "300秒"},
		"the same clock":    {func(s *storage.ServerState) { s.Clock = now.Add(20 * time.Second) }, "serverclock", Well, "20秒"},
		"careless":          {func(s *storage.ServerState) { s.Careless = []string{"fsync = off"} }, "keeping", Wrong, "fsync = off"},
		"a standby":         {func(s *storage.ServerState) { s.Standbys = 1 }, "keeping", Well, "备用服务器1台"},
		"nothing to see":    {func(*storage.ServerState) {}, "keeping", Well, "每日备份"},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := NewWorkshop(Config{})
			if err != nil {
				t.Fatal(err)
			}
			s := good
			x.ill(&s)
			d := &doctor{w: w, state: &s, stateAt: now, report: &DoctorReport{}}
			d.schema(t.Context())
			d.login(t.Context())
			d.connection(t.Context())
			d.serverClock(t.Context())
			d.keeping(t.Context())
			d.report.says(t, x.check, x.state, x.words)
			for _, l := range d.report.Lines {
				if l.Check != x.check && (l.State == Wrong || l.State == Attention) {
					t.Errorf("%s suffers with it: %s", l.Check, l.Text)
				}
				if (l.State == Wrong || l.State == Attention) && l.Cure == "" {
					t.Errorf("%s has no cure", l.Check)
				}
			}
		})
	}
}

// A server that does not answer is named, and nothing is said of what hangs on
// its answer; its password is shown nowhere.
func TestTheDoctorNamesAServerThatIsSilent(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
	r, err := Doctor(t.Context(), Config{Data: "postgres://clerk:secret@127.0.0.1:1/court?sslmode=disable", Settings: t.TempDir()}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.says(t, "server", Wrong, "127.0.0.1:1")
	r.says(t, "connection", NotLooked, "没有应答")
	r.says(t, "login", NotLooked, "没有应答")
	r.says(t, "folder", Well, "本机的设置")
	for _, l := range r.Lines {
		if strings.Contains(l.Text+l.Cure, "secret") {
			t.Error("the password is shown:", l.Text)
		}
	}
	if strings.Contains(r.Data, "secret") || r.Good {
		t.Error(r.Data, r.Good)
	}
}
