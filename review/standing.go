package review

import (
	"slices"

	"shenqian/review/canon"
)

// Standing is a hash of all that a decision on the matter rests on: where it
// stands, its version and round, the text, the showing that holds, who signed,
// what was answered, what is on file, who presides. A print or a change of
// clerk does not touch it. Two matters with one Standing may be decided alike.
func (m *Matter) Standing() (Hash, error) {
	type signed struct {
		Step, By string
		Text     Hash
		Void     bool
	}
	s := struct {
		State      State
		Version    int
		Round      int
		Text       Hash
		Frozen     Hash
		On         Date
		Parked     string
		Signed     []signed
		Answers    []Answer
		Files      []Hash
		Decisions  int
		Resolved   int
		Substitute *Substitute
		Conflict   bool
	}{State: m.State, Round: m.Round, Parked: m.Parked, Decisions: len(m.Decisions), Resolved: len(m.Resolutions), Substitute: m.Substitute, Conflict: m.Conflict}
	if m.Version != nil {
		s.Version, s.Text = m.Version.Number, m.Version.Text
	}
	if m.Frozen != nil {
		s.Frozen, s.On = m.Frozen.Hash, m.Frozen.On
	}
	for _, o := range m.SignOffs {
		s.Signed = append(s.Signed, signed{o.Step.ID, o.By, o.Text, o.Void})
	}
	for _, k := range sortedKeys(m.Answers) {
		s.Answers = append(s.Answers, m.Answers[k])
	}
	for _, a := range m.Attachments {
		s.Files = append(s.Files, a.File)
	}
	b, err := canon.Marshal(s)
	if err != nil {
		return "", err
	}
	return HashOf(append([]byte("shenqian/standing/1\n"), b...)), nil
}

func sortedKeys(m map[string]Answer) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
