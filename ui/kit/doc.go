// Package kit is what the desk's screens are put together from. Its widgets
// only show and call back; they know no case and no court.
package kit
