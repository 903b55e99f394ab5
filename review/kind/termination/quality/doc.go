// Package quality measures how good the check-up of a termination ruling is: it
// writes rulings with their case files from templates, plants known faults in
// some of them, and counts what the rules find and what they find in vain.
//
// The templates are set apart: rules are made looking at templates/dev, and
// judged on templates/test. Everything is drawn from a seed; the same seed
// gives the same rulings. Nothing in it is a real person, court or case.
package quality
