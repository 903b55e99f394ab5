package pdffile

// xrefStream reads a cross-reference stream (7.5.8).
func (r *Reader) xrefStream(at int) (*section, error) {
	p := r.parser(at)
	o, err := p.indirect(nil)
	if err != nil {
		return nil, badXref(at)
	}
	st, ok := o.Value.(*Stream)
	if !ok || st.Dict["Type"] != Name("XRef") {
		return nil, badXref(at)
	}
	data, err := r.budget.decode(st, direct)
	if err != nil {
		return nil, err
	}
	s := &section{at: at, end: o.End, trailer: st.Dict, entries: map[int]entry{}, spans: []Span{{at, o.End}}}
	w, index, ok := r.xrefShape(st.Dict)
	if !ok {
		return nil, badXref(at)
	}
	width := w[0] + w[1] + w[2]
	for i := 0; i < len(index); i += 2 {
		if len(data) < index[i+1]*width {
			return nil, badXref(at)
		}
		for n := index[i]; n < index[i]+index[i+1]; n++ {
			e, ok := streamEntry(data[:width], w)
			if _, twice := s.entries[n]; !ok || twice {
				return nil, badXref(at)
			}
			s.entries[n] = e
			data = data[width:]
		}
	}
	if len(data) != 0 {
		return nil, badXref(at)
	}
	s.streams = []int{at}
	return s, nil
}

func direct(o Object) Object { return o }

// xrefShape reads /W and /Index with their limits.
func (r *Reader) xrefShape(d Dict) (w [3]int, index []int, ok bool) {
	ws, _ := d["W"].(Array)
	if len(ws) != 3 {
		return w, nil, false
	}
	for i, o := range ws {
		n, is := o.(int64)
		if !is || n < 0 || n > 8 {
			return w, nil, false
		}
		w[i] = int(n)
	}
	list, _ := d["Index"].(Array)
	if list == nil {
		list = Array{int64(0), d["Size"]}
	}
	if len(list)%2 != 0 || w[1] == 0 {
		return w, nil, false
	}
	for _, o := range list {
		n, is := o.(int64)
		if !is || n < 0 || n > int64(r.limits.Objects) {
			return w, nil, false
		}
		index = append(index, int(n))
	}
	for i := 0; i < len(index); i += 2 {
		if index[i]+index[i+1] > r.limits.Objects {
			return w, nil, false
		}
	}
	return w, index, true
}

func streamEntry(l []byte, w [3]int) (entry, bool) {
	var f [3]int64
	for i, n := range w {
		for _, c := range l[:n] {
			if f[i] >= 1<<31 {
				return entry{}, false
			}
			f[i] = f[i]<<8 | int64(c)
		}
		l = l[n:]
	}
	if w[0] == 0 {
		f[0] = 1
	}
	if f[1] >= 1<<31 || f[2] >= 1<<31 || f[0] > 2 {
		return entry{}, false
	}
	e := entry{entryKind(f[0]), int(f[1]), int(f[2])}
	if e.kind == entryFree {
		e.a = 0
	}
	return e, true
}
