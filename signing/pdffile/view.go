package pdffile

// View is the document as it stood after one revision.
type View struct {
	r *Reader
	n int // index of the revision
}

// At is the document after revision n, counted from 0.
func (r *Reader) At(n int) View { return View{r, n} }

// Latest is the document as a reader shows it.
func (r *Reader) Latest() View { return View{r, len(r.Revisions) - 1} }

// Trailer is the trailer in force.
func (v View) Trailer() Dict { return v.r.Revisions[v.n].Trailer }

// Lookup returns the object in force under a number, nil if there is none.
func (v View) Lookup(n int) *Indirect {
	return v.defined(n).settled()
}

// defined is Lookup for those who don't ask for the value.
func (v View) defined(n int) *Indirect {
	o, _ := v.find(n)
	return o
}

// DefinedIn is the index of the revision whose definition of n is in force,
// or -1.
func (v View) DefinedIn(n int) int {
	o, in := v.find(n)
	if o == nil {
		return -1
	}
	return in
}

func (v View) find(n int) (*Indirect, int) {
	if v.n == v.r.merged {
		p := v.r.current[n]
		return p.o, p.in
	}
	for i := v.n; i >= 0; i-- {
		if o, ok := v.r.Revisions[i].defs[n]; ok {
			return o, i
		}
	}
	return nil, -1
}

// states reports whether entry e says of n what is in force already.
func (v View) states(n int, e entry) bool {
	o := v.defined(n)
	if o == nil {
		return false
	}
	if e.kind == entryPlain {
		return o.Container == 0 && o.Start == e.a && o.Generation == e.b
	}
	return o.Container == e.a && v.DefinedIn(n) == v.DefinedIn(e.a) && o.Container != 0
}

// Resolve follows references; what refers to nothing is null (7.3.10).
func (v View) Resolve(o Object) Object {
	for range 32 {
		ref, ok := o.(Reference)
		if !ok {
			return o
		}
		i := v.Lookup(ref.Number)
		if i == nil || i.Generation != ref.Generation {
			return nil
		}
		o = i.Value
	}
	return nil
}

// Dict resolves o to a dictionary, also that of a stream; else nil.
func (v View) Dict(o Object) Dict { return dictOf(v.Resolve(o)) }

// Array resolves o to an array; else nil.
func (v View) Array(o Object) Array {
	a, _ := v.Resolve(o).(Array)
	return a
}

// Name resolves o to a name; else empty.
func (v View) Name(o Object) Name {
	n, _ := v.Resolve(o).(Name)
	return n
}

// Int resolves o to an integer; else def.
func (v View) Int(o Object, def int64) int64 { return intOr(v.Resolve(o), def) }

// String resolves o to a string; else nil.
func (v View) String(o Object) String {
	s, _ := v.Resolve(o).(String)
	return s
}

// Number resolves o to a number.
func (v View) Number(o Object) (float64, bool) {
	switch n := v.Resolve(o).(type) {
	case int64:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// Catalog is the document catalog (7.7.2), nil if there is none.
func (v View) Catalog() Dict { return v.Dict(v.Trailer()["Root"]) }

// Decode undoes a stream's filters. What is decoded counts against the
// reader's limits each time.
func (v View) Decode(s *Stream) ([]byte, error) { return v.r.budget.decode(s, v.Resolve) }

// Numbers are the numbers of all objects in force, in no order.
func (v View) Numbers() []int {
	seen := map[int]bool{}
	var ns []int
	for i := v.n; i >= 0; i-- {
		for n, o := range v.r.Revisions[i].defs {
			if !seen[n] {
				seen[n] = true
				if o != nil {
					ns = append(ns, n)
				}
			}
		}
	}
	return ns
}
