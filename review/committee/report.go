package committee

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
)

// The sections of a 审理报告 (DK-16), as courts commonly write them; the list is
// from memory (domain.md §5.2), so what lacks is told, and refuses nothing.
//
//go:embed report.json
var reportJSON []byte

type section struct {
	Name  string   `json:"name"`
	Words []string `json:"words"` // any of which its heading has
}

var sections = sync.OnceValue(func() (out []section) {
	if err := json.Unmarshal(reportJSON, &out); err != nil {
		panic(err) // the file is part of the program
	}
	return out
})

// MissingSections are the sections that a report's headings do not name.
func MissingSections(text string) (out []string) {
	var headings []string
	for _, line := range strings.Split(text, "\n") {
		if IsHeading(line) {
			headings = append(headings, line)
		}
	}
	for _, s := range sections() {
		found := slices.ContainsFunc(headings, func(h string) bool {
			return slices.ContainsFunc(s.Words, func(w string) bool { return strings.Contains(h, w) })
		})
		if !found {
			out = append(out, s.Name)
		}
	}
	return out
}

// IsHeading says whether a line of a report is a heading of the first level:
// 一、 to 二十、.
func IsHeading(line string) bool {
	head, _, ok := strings.Cut(strings.TrimSpace(line), "、")
	return ok && head != "" && len([]rune(head)) <= 3 && strings.Trim(head, "一二三四五六七八九十") == ""
}
