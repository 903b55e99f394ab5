package typeset

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"shenqian/signing/fault"
)

// scribble stands for a handwritten name.
func scribble() image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 240, 80))
	for x := range 240 {
		y := 40 + int(25*math.Sin(float64(x)/17)*math.Cos(float64(x)/31))
		for d := -2; d <= 2; d++ {
			m.Set(x, y+d, color.NRGBA{20, 20, 60, 255})
		}
	}
	return m
}

func signatureBoxes() map[string]SignatureBox {
	name := Paragraph{Style: Signatory, Text: "院长　　淼垚犇", Source: -1}
	date := Paragraph{Style: DateLine, Text: "二〇二一年一月二十五日", Source: -1}
	return map[string]SignatureBox{
		"plain": {Lines: []Paragraph{{Style: Remark, Text: "同意签发。", Source: -1}, name, date}, Image: scribble(), Mark: "演示"},
		"long": {
			Lines: []Paragraph{{Style: Remark, Text: "同意签发。" + strings.Repeat("请承办人抓紧办理轮候查封续封手续，并于期限届满前七日报告。", 8), Source: -1}, name, date},
			Image: scribble(), Mark: "演示",
		},
		"image": {Image: scribble()},
	}
}

func TestARemarkThatCannotFitIsAnError(t *testing.T) {
	b := SignatureBox{Lines: []Paragraph{{Style: Remark, Text: strings.Repeat("同意签发，请继续关注。", 200)}}}
	_, err := testKit(t).PreviewAppearance(b, 200, 60)
	if e, ok := err.(*fault.Error); !ok || e.Code != "typeset.box.full" {
		t.Fatalf("got %v", err)
	}
}
