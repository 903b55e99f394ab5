package typeset

// Layout of a signature box: remarks from the top, name and date at the lower
// right, the picture beside them, the mark at the lower left.

const (
	boxInset  = 1.5 * mm
	leastText = 7.0 // points; smaller can't be read
	scaleStep = 0.95
	signRoom  = 0.42 // of the height at least, for a handwritten name
	signWidth = 0.45 // of the width at most
	boxEnd    = 0.5  // characters free after name and date
	boxMark   = 9
)

// boxLine is a line of a box; y counts down from the box's top.
type boxLine struct {
	textLine
	mark bool
}

type boxLayout struct {
	lines   []boxLine
	picture [4]float64 // left, top, right, bottom, y down
}

// fit finds the largest size at which everything fits.
func (a *Appearance) fit(width, height float64) (boxLayout, error) {
	for scale := 1.0; ; scale *= scaleStep {
		set, fits, smallest, err := a.layout(width, height, scale)
		if err != nil || fits {
			return set, err
		}
		if smallest < leastText {
			return boxLayout{}, boxFull(width, height)
		}
	}
}

// layout sets the box at a scale. smallest is the size of its smallest text.
func (a *Appearance) layout(width, height, scale float64) (out boxLayout, fits bool, smallest float64, err error) {
	inner, tall := width-2*boxInset, height-2*boxInset
	if len(a.box.Lines) == 0 && a.box.Mark == "" {
		if a.box.Image != nil {
			out.picture = a.frame(0, 0, width, height)
		}
		return out, true, boxMark, nil
	}
	smallest = boxMark
	if inner <= 0 || tall <= 0 {
		return out, false, 0, nil
	}
	var top, foot []boxLine
	var topHeight, footHeight, footWidth float64
	c := &composer{kit: a.kit, looks: &a.kit.looks[Ruling]}
	for _, p := range a.box.Lines {
		if p.Style < 0 || p.Style >= styleCount {
			continue
		}
		v := c.looks[p.Style].scaled(scale)
		atFoot := v.isSignature
		if atFoot {
			v.end = boxEnd
		}
		if v.first*v.width > inner/3 {
			v.first = 0
		}
		smallest = min(smallest, v.size)
		lines, err := c.cellLines(p.Text, &v, inner)
		if err != nil {
			return out, false, 0, err
		}
		for _, l := range lines {
			if l.natural > inner+tolerance {
				return out, false, smallest, nil
			}
			if atFoot {
				l.y = footHeight + baseline(v.pitch, v.size)
				footHeight += v.pitch
				footWidth = max(footWidth, l.natural+v.end*v.width)
				foot = append(foot, boxLine{textLine: l})
			} else {
				l.y = topHeight + baseline(v.pitch, v.size)
				topHeight += v.pitch
				top = append(top, boxLine{textLine: l})
			}
		}
	}
	band := footHeight
	var picture [4]float64
	if a.box.Image != nil {
		band = max(band, signRoom*tall*max(scale, 0.6))
	}
	if topHeight+band > tall+tolerance {
		return out, false, smallest, nil
	}
	if a.box.Image != nil {
		free := inner - footWidth - boxInset
		picture = a.frame(boxInset+free-min(free, signWidth*inner), height-boxInset-band, boxInset+free, height-boxInset)
		if free < 0.2*inner {
			return out, false, smallest, nil
		}
	}
	out.picture = picture
	for _, l := range top {
		l.x, l.y = l.x+boxInset, l.y+boxInset
		out.lines = append(out.lines, l)
	}
	for _, l := range foot {
		l.x, l.y = l.x+boxInset, l.y+height-boxInset-footHeight
		out.lines = append(out.lines, l)
	}
	return a.withMark(c, out, height, footWidth, inner, smallest)
}

// withMark adds the mark at the lower left, in red.
func (a *Appearance) withMark(c *composer, out boxLayout, height, footWidth, inner, smallest float64) (boxLayout, bool, float64, error) {
	if a.box.Mark == "" {
		return out, true, smallest, nil
	}
	v := look{role: hei, size: boxMark, width: boxMark, pitch: boxMark * 1.4, align: left}
	lines, err := c.cellLines(a.box.Mark, &v, inner)
	if err != nil {
		return out, false, 0, err
	}
	if len(lines) > 1 || lines[0].natural > inner-footWidth && footWidth > 0 {
		return out, false, smallest, nil
	}
	l := lines[0]
	l.x, l.y = boxInset, height-boxInset-0.2*boxMark
	out.lines = append(out.lines, boxLine{l, true})
	return out, true, smallest, nil
}

// frame fits the image into an area, keeping its shape, at its middle.
func (a *Appearance) frame(left, top, right, bottom float64) [4]float64 {
	b := a.box.Image.Bounds()
	w, h := right-left, bottom-top
	f := min(w/float64(max(b.Dx(), 1)), h/float64(max(b.Dy(), 1)))
	iw, ih := f*float64(b.Dx()), f*float64(b.Dy())
	x, y := left+(w-iw)/2, top+(h-ih)/2
	return [4]float64{x, y, x + iw, y + ih}
}

// scaled is the look at another size.
func (v look) scaled(f float64) look {
	v.size, v.width, v.pitch = v.size*f, v.width*f, v.pitch*f
	return v
}
