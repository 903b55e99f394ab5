package pdffile

// Limits bound what a file may cost its reader. A court paper stays far below
// all of them; a file made to exhaust memory or time does not.
type Limits struct {
	Size      int   // bytes of the file
	Revisions int   // cross-reference sections in the /Prev chain
	Objects   int   // highest object number
	Depth     int   // arrays and dictionaries inside each other
	Values    int   // objects of all kinds in the file
	Inflated  int64 // bytes of all decoded streams together
	Ratio     int64 // decoded bytes for each encoded byte, above 1 MB
}

// DefaultLimits are the limits of Open.
func DefaultLimits() Limits {
	return Limits{
		Size:      256 << 20,
		Revisions: 128,
		Objects:   1 << 20,
		Depth:     64,
		Values:    16 << 20,
		Inflated:  256 << 20,
		Ratio:     250,
	}
}

// budget is what is left of the limits while a file is read.
type budget struct {
	Limits
	values   int
	inflated int64
}
