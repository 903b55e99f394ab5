// Package wilson gives shares with their interval, for the tables of quality.
package wilson

import "math"

// Rate is a share with its Wilson interval of 95 in a hundred (E. B. Wilson,
// Journal of the American Statistical Association 22, 1927).
type Rate struct {
	Hits int     `json:"hits"`
	N    int     `json:"n"`
	Rate float64 `json:"rate"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Of is hits out of n. Out of nothing there is no share, and all is zero.
func Of(hits, n int) Rate {
	r := Rate{Hits: hits, N: n}
	if n == 0 {
		return r
	}
	const z = 1.959964
	p, m := float64(hits)/float64(n), float64(n)
	mid, half := (p+z*z/(2*m))/(1+z*z/m), z*math.Sqrt(p*(1-p)/m+z*z/(4*m*m))/(1+z*z/m)
	r.Rate, r.Low, r.High = p, max(0, mid-half), min(1, mid+half)
	switch hits { // exactly, whatever the arithmetic leaves
	case 0:
		r.Low = 0
	case n:
		r.High = 1
	}
	return r
}
