// Package docx writes a paper for a word processor (ECMA-376, WordprocessingML)
// as a court's paper is laid out, so that a clerk can go on writing in Word,
// WPS or LibreOffice:
//   - 法〔2016〕221号: A4, type area 156 × 225 mm, 22 lines to the page, court
//     and document name 二号小标宋 centred, all else 三号仿宋;
//   - GB/T 9704, 7.5: page numbers 四号 between dashes at the outer edge.
//
// WriteOnline lays it out as a paper that goes online instead (《关于在中国裁判文书
// 网站平台公布的裁判文书的格式要求及技术处理规范》, 2013): title 小二号黑体, all else
// 小三号宋体, 25 points from line to line, normal spacing, signatories and date to
// the right and one below the other; no header, footer or page number.
//
// The words are written as they are: one paragraph for each line, no field, no
// hidden text, no style that adds a character. Indents are the paragraph's and
// not blanks. The same lines give the same bytes.
package docx

// Style is the part that a line plays.
type Style int

const (
	Body   Style = iota // first line indented by two characters
	Plain               // a line that brings its own blanks, or none
	Title               // court and document name
	Number              // 案号
	Signatory
	Date
)

// Line is one line of the text, without its line end.
type Line struct {
	Style Style
	Text  string
	// Office is, for a signatory, the length of the office in runes, which the
	// name follows; 0: not known. Only WriteOnline looks at it.
	Office int
}
