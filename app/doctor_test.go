package app

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every finding of the doctor has a sentence; one that wants something done
// says what.
func TestTheDoctorSaysWhatToDo(t *testing.T) {
	files := []string{"doctor.go", "doctor_machine.go", "doctor_data.go", "doctor_people.go", "doctor_backups.go", "doctor_server.go"}
	call := regexp.MustCompile(`d\.(ok|attention|wrong)\("(\w+)", "([a-z.]+)"`)
	kept := regexp.MustCompile(`why = "(doctor\.[a-z.]+)"|why := .*"(doctor\.[a-z.]+)"`)
	names := regexp.MustCompile(`\{"(\w+)", d\.\w+, (true|false)\}`)
	for _, language := range []string{Chinese, English} {
		c, err := NewCatalogue(language)
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		say := func(code string, cure bool) {
			seen++
			if !c.Has(code) || cure && !c.Has(code+".cure") {
				t.Errorf("%s: %s or its cure has no sentence", language, code)
			}
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range call.FindAllStringSubmatch(string(b), -1) {
				say(m[3], m[1] != "ok")
				say("doctor."+m[2], false)
			}
			for _, m := range kept.FindAllStringSubmatch(string(b), -1) {
				say(m[1]+m[2], true)
			}
			for _, m := range names.FindAllStringSubmatch(string(b), -1) {
				say("doctor."+m[1], false)
			}
		}
		if seen < 100 {
			t.Fatalf("only %d codes seen: the test shows nothing", seen)
		}
	}
}

// line is what was said of one check, by the code of its sentence.
func (r *DoctorReport) line(t *testing.T, check string) DoctorLine {
	t.Helper()
	i := slices.IndexFunc(r.Lines, func(l DoctorLine) bool { return l.Check == check })
	if i < 0 {
		t.Fatalf("nothing was said of %s", check)
	}
	return r.Lines[i]
}

// says holds a line against a state and words of its sentence.
func (r *DoctorReport) says(t *testing.T, check string, h Health, words string) {
	t.Helper()
	if l := r.line(t, check); l.State != h || !strings.Contains(l.Text, words) {
		t.Errorf("%s: %s %q, want %s with %q", check, l.State, l.Text, h, words)
	}
}
