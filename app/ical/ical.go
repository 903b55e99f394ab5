// Package ical writes all-day events as an iCalendar file (RFC 5545).
package ical

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shenqian/review"
)

// Event is a day to be kept.
type Event struct {
	// UID is the same each time the event is written, whatever its day: a
	// calendar then moves it and doesn't show it twice.
	UID         string
	On          review.Date
	Summary     string
	Description string
	// Alarm is how many days before On it is called to mind, at nine in the
	// morning; 0 for not.
	Alarm int
}

// Write is a calendar of events; made is the moment it was made.
func Write(name string, events []Event, made time.Time) []byte {
	w := &writer{}
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//Shenqian//Clocks//ZH")
	w.line("CALSCALE", "GREGORIAN")
	w.line("X-WR-CALNAME", escape(name))
	for _, e := range events {
		w.event(e, made.UTC().Format("20060102T150405Z"))
	}
	w.line("END", "VCALENDAR")
	return w.Bytes()
}

type writer struct{ bytes.Buffer }

func (w *writer) event(e Event, stamp string) {
	w.line("BEGIN", "VEVENT")
	w.line("UID", e.UID)
	w.line("DTSTAMP", stamp)
	w.line("DTSTART;VALUE=DATE", day(e.On))
	w.line("DTEND;VALUE=DATE", day(e.On.AddDays(1))) // the first day that is not of it
	w.line("SUMMARY", escape(e.Summary))
	if e.Description != "" {
		w.line("DESCRIPTION", escape(e.Description))
	}
	w.line("TRANSP", "TRANSPARENT") // nobody is busy all day for it
	if e.Alarm > 0 {
		w.line("BEGIN", "VALARM")
		w.line("ACTION", "DISPLAY")
		w.line("DESCRIPTION", escape(e.Summary))
		w.line("TRIGGER", fmt.Sprintf("-P%dDT15H", e.Alarm-1)) // before the midnight On begins with
		w.line("END", "VALARM")
	}
	w.line("END", "VEVENT")
}

func day(d review.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// longest is how many octets a line may have, its end not counted.
const longest = 75

// line writes a content line, folded between runes.
func (w *writer) line(name, value string) {
	width := 0
	for _, r := range name + ":" + value {
		n := utf8.RuneLen(r)
		if width+n > longest {
			w.WriteString("\r\n ")
			width = 1
		}
		w.WriteRune(r)
		width += n
	}
	w.WriteString("\r\n")
}

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`)

// escape makes a text a TEXT value. Control characters have no place in one.
func escape(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, escapes.Replace(strings.ToValidUTF8(s, "\uFFFD")))
}
