package kit

import "fyne.io/fyne/v2"

// composer tells keys that belong to an input method from keys for the entry.
//
// While someone spells 裁判 in pinyin, the window still gets the raw keys on
// X11 and macOS: a Backspace meant for the spelling would delete words that
// stand already, and a Return meant for it would hand the text in. But a
// letter key that yields no character at once must have been taken by the
// input method; until characters come, editing keys are its keys.
type composer struct{ pending int }

// key notes a key and says whether the entry must not have it.
func (c *composer) key(k fyne.KeyName) (swallow bool) {
	if len(k) == 1 && k[0] >= 'A' && k[0] <= 'Z' {
		c.pending++
		return false
	}
	if c.pending == 0 {
		return false
	}
	switch k {
	case fyne.KeyBackspace, fyne.KeyDelete:
		c.pending--
	case fyne.KeyEscape:
		c.pending = 0
	case fyne.KeyTab, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF11:
		c.pending = 0 // no input method keeps its spelling through these
		return false
	}
	return true
}

// rune notes that characters came.
func (c *composer) rune() { c.pending = 0 }
