package pdfa

import (
	"slices"

	"shenqian/signing/pdffile"
)

// 6.2, graphics.
var graphicsRules = []rule{
	{"6.2.2", "pdf.a-operators", operatorsKnown},
	{"6.2.2", "pdf.a-resources", ownResources},
	{"6.2.3", "pdf.a-intent", outputIntent},
	{"6.2.4.3", "pdf.a-device-colour", deviceColours},
	{"6.2.5", "pdf.a-graphics-state", graphicsStates},
	{"6.2.8", "pdf.a-image", images},
	{"6.2.9", "pdf.a-form-xobject", formXObjects},
	{"6.2.10", "pdf.a-blend-mode", blendModes},
	{"6.2.10", "pdf.a-blend-space", blendSpace},
}

func operatorsKnown(c *checker) {
	for _, n := range c.badOps {
		c.fail(n)
	}
}

func ownResources(c *checker) {
	for _, n := range c.noRes {
		c.fail(n)
	}
	for _, p := range c.pages { // an update's pages keep what they had
		if !c.update && p.dict["Contents"] != nil && c.v.Dict(p.inherited(c, "Resources")) == nil {
			c.fail(p.number)
		}
	}
}

// intentProfile returns the profile of the PDF/A output intent.
func (c *checker) intentProfile() (space string, object int, ok bool) {
	var profile pdffile.Object
	found := 0
	for _, o := range c.v.Array(c.v.Catalog()["OutputIntents"]) {
		d := c.v.Dict(o)
		if c.v.Name(d["S"]) == "GTS_PDFA1" {
			found++
			profile = d["DestOutputProfile"]
		}
	}
	s, is := c.v.Resolve(profile).(*pdffile.Stream)
	if found != 1 || !is {
		return "", 0, found == 0
	}
	b, err := c.v.Decode(s)
	// ICC.1: the space is at 16, the signature at 36, the class at 12, the
	// major version at 8 and the size at 0.
	if err != nil || len(b) < 128 || string(b[36:40]) != "acsp" || b[8] > 4 ||
		int(b[0])<<24|int(b[1])<<16|int(b[2])<<8|int(b[3]) != len(b) {
		return "", number(profile), false
	}
	if class := string(b[12:16]); class != "mntr" && class != "prtr" {
		return "", number(profile), false
	}
	n := map[string]int64{"GRAY": 1, "RGB ": 3, "CMYK": 4}[string(b[16:20])]
	if n == 0 || c.v.Int(s.Dict["N"], 0) != n {
		return "", number(profile), false
	}
	return string(b[16:20]), number(profile), true
}

func outputIntent(c *checker) {
	if _, n, ok := c.intentProfile(); !ok {
		c.fail(n)
	}
}

func deviceColours(c *checker) {
	if len(c.devices) == 0 {
		return
	}
	space, _, _ := c.intentProfile()
	if n, used := c.devices["DeviceRGB"]; used && space != "RGB " {
		c.fail(n)
	}
	if n, used := c.devices["DeviceCMYK"]; used && space != "CMYK" {
		c.fail(n)
	}
	if n, used := c.devices["DeviceGray"]; used && space == "" {
		c.fail(n)
	}
}

// graphicsStates: no transfer functions or halftone phases, known rendering
// intents only.
func graphicsStates(c *checker) {
	c.dicts(func(n int, d pdffile.Dict) {
		if c.v.Name(d["Type"]) == "ExtGState" {
			if d["TR"] != nil || d["HTP"] != nil || d["TR2"] != nil && c.v.Name(d["TR2"]) != "Default" {
				c.fail(n)
			}
			switch c.v.Name(d["RI"]) {
			case "", "RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation":
			default:
				c.fail(n)
			}
		}
	})
}

func images(c *checker) {
	c.streams(func(n int, s *pdffile.Stream) {
		if c.v.Name(s.Dict["Subtype"]) != "Image" {
			return
		}
		interpolate, _ := c.v.Resolve(s.Dict["Interpolate"]).(bool)
		if interpolate || s.Dict["Alternates"] != nil || s.Dict["OPI"] != nil {
			c.fail(n)
		}
	})
}

func formXObjects(c *checker) {
	c.streams(func(n int, s *pdffile.Stream) {
		switch c.v.Name(s.Dict["Subtype"]) {
		case "PS":
			c.fail(n)
		case "Form":
			if s.Dict["OPI"] != nil || s.Dict["Ref"] != nil || s.Dict["PS"] != nil || c.v.Name(s.Dict["Subtype2"]) == "PS" {
				c.fail(n)
			}
		}
	})
}

func blendModes(c *checker) {
	known := map[pdffile.Name]bool{
		"Normal": true, "Compatible": true, "Multiply": true, "Screen": true, "Overlay": true, "Darken": true,
		"Lighten": true, "ColorDodge": true, "ColorBurn": true, "HardLight": true, "SoftLight": true,
		"Difference": true, "Exclusion": true, "Hue": true, "Saturation": true, "Color": true, "Luminosity": true,
	}
	c.dicts(func(n int, d pdffile.Dict) {
		bm, states := d["BM"], c.v.Name(d["Type"]) == "ExtGState"
		if bm != nil && (states || d["ca"] != nil) && !known[c.v.Name(bm)] {
			c.fail(n)
		}
	})
}

// blendSpace: a page with transparency needs a space to blend in, its own or
// the output intent's.
func blendSpace(c *checker) {
	if !slices.ContainsFunc(c.pages, func(p *page) bool { return p.blends }) {
		return
	}
	space, _, _ := c.intentProfile()
	for _, p := range c.pages {
		if p.blends && space == "" && c.v.Dict(p.dict["Group"])["CS"] == nil {
			c.fail(p.number)
		}
	}
}
