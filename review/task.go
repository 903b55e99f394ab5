package review

import (
	"slices"
	"strings"
)

// Task 批示落实 is what a president's remark asks of somebody, until it is done.
type Task struct {
	N     int    `json:"n,omitempty"` // its place among the matter's, from 1
	Text  string `json:"text,omitempty"`
	Owner string `json:"owner,omitempty"` // name of who is to do it
	Due   Date   `json:"due,omitzero"`
	By    string `json:"by,omitempty"` // who asked, from the event; not part of it
	Asked Date   `json:"asked,omitzero"`
	Done  Date   `json:"done,omitzero"` // from the event
	How   string `json:"how,omitempty"` // what was done
}

// ClockTask is the limit of a task.
const ClockTask = "task"

func (m *Matter) ask(e Event) error {
	t := e.Task
	switch {
	case t == nil || strings.TrimSpace(t.Text) == "" || strings.TrimSpace(t.Owner) == "":
		return Fault("task.empty")
	case m.Substitute != nil && m.Substitute.Recused == e.Name:
		return Fault("role.recused", "name", e.Name)
	case !t.Due.Exists() || t.Due.Before(DateOf(e.At)):
		return Fault("task.due", "due", t.Due.String())
	}
	m.Tasks = append(slices.Clip(m.Tasks), Task{N: len(m.Tasks) + 1, Text: t.Text, Owner: t.Owner, Due: t.Due, By: e.Name, Asked: DateOf(e.At)})
	return nil
}

// fulfil closes a task: its owner says what was done, or who asked.
func (m *Matter) fulfil(e Event) error {
	t := e.Task
	switch {
	case t == nil || t.N < 1 || t.N > len(m.Tasks):
		return Fault("task.none")
	case !m.Tasks[t.N-1].Done.IsZero():
		return Fault("task.done", "n", itoa(t.N))
	case strings.TrimSpace(t.How) == "":
		return Fault("task.how")
	case e.Name != m.Tasks[t.N-1].Owner && e.Name != m.Tasks[t.N-1].By:
		return Fault("task.owner", "owner", m.Tasks[t.N-1].Owner)
	}
	m.Tasks = slices.Clone(m.Tasks)
	m.Tasks[t.N-1].Done, m.Tasks[t.N-1].How = DateOf(e.At), t.How
	return nil
}

// TaskClocks are the limits of the tasks that are open.
func (m *Matter) TaskClocks() (out []Clock) {
	for _, t := range m.Tasks {
		if t.Done.IsZero() {
			out = append(out, Clock{Code: ClockTask, N: t.N, Due: t.Due, From: t.Asked, Owner: t.Owner, Text: t.Text})
		}
	}
	return out
}
