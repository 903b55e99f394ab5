package review

import (
	"strings"
	"time"
)

// PrintWhat is what of a matter is printed.
type PrintWhat string

const (
	PrintCopy     PrintWhat = "copy"     // 正本
	PrintOriginal PrintWhat = "original" // 原本 with its slip
	PrintForm     PrintWhat = "form"     // 送达回证, 约谈笔录
)

// Printed is one print as its event tells it. Pages are those that carry
// something, of all copies together.
type Printed struct {
	What   PrintWhat `json:"what"`
	Copies int       `json:"copies"`
	Pages  int       `json:"pages"`
	Form   string    `json:"form,omitempty"`     // which form
	Bare   bool      `json:"unsealed,omitempty"` // a copy that is to be stamped by hand
}

// Print is one entry of the print register 打印登记.
type Print struct {
	Printed
	File   Hash      `json:"file"`
	Reason string    `json:"reason,omitempty"` // of printing it again
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// print counts what was printed. A copy without the seal is the custodian's
// to print, who stamps it; a copy that was printed already needs a reason
// (practice.md 6).
func (m *Matter) print(e Event) error {
	p := e.Printed
	switch {
	case p == nil || p.Pages < 1 || e.Frozen == "":
		return Fault("state.nothing")
	case p.Copies < 1 || p.Copies > MostCopies:
		return Fault("copies.number", "most", itoa(MostCopies))
	}
	switch p.What {
	case PrintCopy:
		file, bare, err := m.PrintableCopy()
		switch {
		case err != nil:
			return err
		case file != e.Frozen || bare != p.Bare:
			return Fault("version.stale")
		case bare && e.Role != RoleCustodian:
			return Fault("print.unsealed")
		case m.printed(file) && strings.TrimSpace(e.Reason) == "":
			return Fault("print.again")
		}
	case PrintOriginal:
		if _, ok := m.Approval(); !ok {
			return Fault("print.notapproved")
		}
	case PrintForm:
	default:
		return Fault("state.nothing")
	}
	m.Prints = append(m.Prints[:len(m.Prints):len(m.Prints)], Print{Printed: *p, File: e.Frozen, Reason: e.Reason, By: e.Name, At: e.At})
	return nil
}

// PrintableCopy is the service copy as it is to be printed: sealed, or bare if
// it is stamped by hand.
func (m *Matter) PrintableCopy() (file Hash, bare bool, err error) {
	if s, ok := m.Sealing(); ok {
		if s.Sealed != "" {
			return s.Sealed, false, nil
		}
		return s.Copy, true, nil
	}
	if m.ServiceCopy == nil {
		return "", false, Fault("print.notcollated")
	}
	return m.ServiceCopy.File, true, nil
}

func (m *Matter) printed(file Hash) bool {
	for _, p := range m.Prints {
		if p.What == PrintCopy && p.File == file {
			return true
		}
	}
	return false
}
