package desk

import "fyne.io/fyne/v2"

// onMain has f run where widgets may be touched. Fyne has one thread for all
// of them; this is the only place in the window that knows.
func onMain(f func()) { fyne.Do(f) }
