package ical_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"shenqian/app/ical"
	"shenqian/review"
)

var made = time.Date(2026, 11, 24, 10, 0, 0, 0, time.FixedZone("UTC+8", 8*3600))

// property is a content line, unfolded.
type property struct{ name, params, value string }

// read is a strict reader of what RFC 5545 3.1 and 3.3.11 say of lines.
func read(t *testing.T, b []byte) (out []property) {
	t.Helper()
	text := string(b)
	if !strings.HasSuffix(text, "\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\r\n") {
		t.Fatal("lines do not end in CRLF")
	}
	var unfolded []string
	for _, l := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || l == "" {
			t.Fatalf("line of %d octets: %q", len(l), l)
		}
		if l[0] == ' ' {
			unfolded[len(unfolded)-1] += l[1:]
		} else {
			unfolded = append(unfolded, l)
		}
	}
	for _, l := range unfolded {
		head, value, ok := strings.Cut(l, ":")
		name, params, _ := strings.Cut(head, ";")
		if !ok || name != strings.ToUpper(name) || name == "" {
			t.Fatalf("no content line: %q", l)
		}
		out = append(out, property{name, params, value})
	}
	return out
}

// text is a TEXT value as it was before it was escaped.
func text(t *testing.T, value string) string {
	t.Helper()
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == ';' || c == ',' || c < ' ':
			t.Fatalf("%q is not escaped", value)
		case c != '\\':
			b.WriteByte(c)
		case i+1 < len(value) && strings.IndexByte(`\;,nN`, value[i+1]) >= 0:
			i++
			if value[i] == 'n' || value[i] == 'N' {
				b.WriteByte('\n')
			} else {
				b.WriteByte(value[i])
			}
		default:
			t.Fatalf("%q ends in an escape of nothing", value)
		}
	}
	return b.String()
}

func TestACalendarIsReadBackAsItWasWritten(t *testing.T) {
	event := ical.Event{
		UID: "abc@shenqian", On: review.Date{Year: 2026, Month: 12, Day: 31}, Alarm: 10,
		Summary:     "（2026）鲁9901执801号之一　执行期限届满；A, B; C\\n",
		Description: "《最高人民法院关于严格执行案件审理期限制度的若干规定》第五条\n" + strings.Repeat("𬶋，一\\", 40) + "\x00\u0085",
	}
	var got []string
	values := map[string]string{}
	for _, p := range read(t, ical.Write("审签台", []ical.Event{event}, made)) {
		if p.name == "BEGIN" || p.name == "END" {
			got = append(got, p.name+" "+p.value)
			continue
		}
		if _, twice := values[p.name]; twice && p.name != "DESCRIPTION" {
			t.Error(p.name, "twice")
		}
		if values[p.name] == "" {
			values[p.name] = p.params + "|" + p.value
		}
	}
	if s := strings.Join(got, ", "); s != "BEGIN VCALENDAR, BEGIN VEVENT, BEGIN VALARM, END VALARM, END VEVENT, END VCALENDAR" {
		t.Error(s)
	}
	for name, want := range map[string]string{
		"VERSION": "|2.0", "UID": "|abc@shenqian", "DTSTAMP": "|20261124T020000Z", "DTSTART": "VALUE=DATE|20261231", "DTEND": "VALUE=DATE|20270101",
		"ACTION": "|DISPLAY", "TRIGGER": "|-P9DT15H",
	} {
		if values[name] != want {
			t.Errorf("%s is %q, want %q", name, values[name], want)
		}
	}
	if s := text(t, values["SUMMARY"][1:]); s != event.Summary {
		t.Errorf("summary %q", s)
	}
	if s := text(t, values["DESCRIPTION"][1:]); s != strings.TrimRight(event.Description, "\x00\u0085") {
		t.Errorf("description %q", s)
	}
}

func TestAnEventWithoutAlarmCallsNobody(t *testing.T) {
	if b := ical.Write("", []ical.Event{{UID: "a", On: review.Date{Year: 2026, Month: 1, Day: 1}}}, made); strings.Contains(string(b), "VALARM") {
		t.Error(string(b))
	}
}

func FuzzWrite(f *testing.F) {
	f.Add("案号", "a;b,c\\\r\n")
	f.Add(strings.Repeat("号", 200), "\xff\x00\r")
	f.Fuzz(func(t *testing.T, summary, description string) {
		for _, p := range read(t, ical.Write(summary, []ical.Event{{UID: "a", On: review.Date{Year: 2026, Month: 1, Day: 1}, Summary: summary, Description: description, Alarm: 1}}, made)) {
			if p.name == "SUMMARY" || p.name == "DESCRIPTION" {
				text(t, p.value)
			}
		}
	})
}
