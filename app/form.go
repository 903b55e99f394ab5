package app

import "shenqian/signing"

// Form is the syntax of a signature.
type Form = signing.Form

// NationalForm is that of GB/T 35275.
const NationalForm = signing.GBT35275

// NoLevel is below the levels of PAdES, or of a form that has none.
const NoLevel = signing.NoLevel

// ParseForm reads the name of a form, "pades" or "gbt35275"; an empty one is
// PAdES.
func ParseForm(name string) (Form, error) { return signing.ParseForm(name) }
