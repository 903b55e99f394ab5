package pkcs12

import (
	"strconv"

	"shenqian/signing/fault"
)

// A file states itself how much work it is to open. These are far more than
// any program asks for, and a few seconds at most.
const (
	mostBytes      = 1 << 20
	mostIterations = 10_000_000 // of all derivations of a file together
	mostParts      = 64         // safes of a file, bags of a safe
	mostDepth      = 4          // of safes within bags
	mostKeyBytes   = 16 << 10   // an RSA key of 16384 bits is ten thousand
)

// work is how many iterations may still be asked for.
type work struct{ left int }

// spend refuses a derivation before it is begun.
func (w *work) spend(iterations int) error {
	if iterations < 1 {
		return fault.New("key.unreadable")
	}
	if iterations > w.left {
		return fault.New("key.iterations", "count", strconv.Itoa(iterations), "most", strconv.Itoa(mostIterations))
	}
	w.left -= iterations
	return nil
}
