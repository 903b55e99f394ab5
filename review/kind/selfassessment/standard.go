package selfassessment

import (
	_ "embed"
	"encoding/json"
	"regexp"
)

// standard is what a court is held against: data, each with its source.
type standard struct {
	Levels []level `json:"levels"`
	Cores  []Goal  `json:"cores"`
	Staff  int     `json:"staff"` // per cent
	Phones int     `json:"phones"`
}

// level is a level of courts; a court is of the first whose pattern its name
// matches.
type level struct {
	Level  string   `json:"level"`
	Called string   `json:"called"`
	First  []string `json:"first"`  // 一级指标
	Centre int      `json:"centre"` // in-post staff of its command centre, at least
	called *regexp.Regexp
}

// Goal is one of 三个90%、一个80%.
type Goal struct {
	Name    string `json:"name"`
	Index   string `json:"index"` // of review/index, "" where another record tells it
	Least   int    `json:"least"` // per cent
	Formula string `json:"formula"`
}

//go:embed standard.json
var standardData []byte

var held = func() (s standard) {
	if err := json.Unmarshal(standardData, &s); err != nil {
		panic("selfassessment: " + err.Error())
	}
	for i := range s.Levels {
		s.Levels[i].called = regexp.MustCompile(s.Levels[i].Called)
	}
	return s
}()

// levelOf is the level of a court by its name; zero of no court.
func levelOf(court string) level {
	for _, l := range held.Levels {
		if l.called.MatchString(court) {
			return l
		}
	}
	return level{}
}

// LevelOf is the name of a court's level, "" of no court: courts are ranked among
// their like.
func LevelOf(court string) string { return levelOf(court).Level }

// Levels are the names of all levels, the highest first.
func Levels() (out []string) {
	for _, l := range held.Levels {
		out = append(out, l.Level)
	}
	return out
}

// Goals are the core indices that the report must tell.
func Goals() []Goal { return held.Cores }

// goalOf is the goal of an index, by name.
func goalOf(name string) (Goal, bool) {
	for _, g := range held.Cores {
		if g.Name == name {
			return g, true
		}
	}
	return Goal{}, false
}
