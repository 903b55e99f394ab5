package quality

import "math"

// Rate is a share with its Wilson interval of 95 in a hundred.
type Rate struct {
	Hits int     `json:"hits"`
	N    int     `json:"n"`
	Rate float64 `json:"rate"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

func rate(hits, n int) Rate {
	r := Rate{Hits: hits, N: n}
	if n == 0 {
		return r
	}
	const z = 1.959964
	p, m := float64(hits)/float64(n), float64(n)
	mid, half := (p+z*z/(2*m))/(1+z*z/m), z*math.Sqrt(p*(1-p)/m+z*z/(4*m*m))/(1+z*z/m)
	r.Rate, r.Low, r.High = p, max(0, mid-half), min(1, mid+half)
	if hits == n {
		r.High = 1
	}
	if hits == 0 {
		r.Low = 0
	}
	return r
}
