package typeset

// Printing standard of court papers (法〔2016〕221号, with the margins of
// GB/T 9704 that centre its type area):
//   - A4; type area 156 × 225 mm, 37 mm from the top, 28 mm from the left;
//   - 22 lines of 28 characters; body 三号 (16 pt) 仿宋;
//   - two blank lines, then court and document name centred on two lines, 二号;
//   - the case number ends two characters from the line's end, and so do the
//     names of the signatories and the date;
//   - two character spaces between the characters of 审判长, three before the name.
//
// Published rulings (norm of 2013): title 小二黑体, the rest 小三宋体, 25 pt.

const mm = 72 / 25.4

const (
	pageWidth, pageHeight = 210 * mm, 297 * mm
	textLeft, textTop     = 28 * mm, 37 * mm
	textWidth, textHeight = 156 * mm, 225 * mm
)

// Style names the part a paragraph plays.
type Style int

const (
	Body         Style = iota // first line indented by two characters
	BodyNoIndent              // parties' continuation lines and the like
	CourtName
	DocumentName
	CaseNumber
	Signatory
	DateLine
	Heading    // 黑体, on a line of its own
	Subheading // 楷体
	SlipTitle  // 审签笺
	Remark     // 楷体, a president's words
	Small      // notes
	CellText
	CellLabel  // 黑体, centred
	CellNumber // to the right
	CellCentre // numbers of a list
	FormNumber // 案号 of a form, above its table
	FormText   // what is filled in, in a size to write beside
	FormDate   // to the right, with room before it
	FormLabel  // 黑体, centred
	FormHeading

	// Of a 公文; see official.go.
	OrganMark     // 发文机关标志, 文件格式
	OrganLetter   // 发文机关标志, 信函格式
	DocNumber     // 发文字号 below the mark, centred
	DocNumberUp   // the same of what goes up: to the left, the 签发人 beside it
	Issuer        // 签发人, on the line of a DocNumberUp
	LetterNumber  // 发文字号 at the right, below the double line
	OfficialTitle // 标题
	MainSending   // 主送机关
	Attached      // 附件说明: 附件：1. …
	AttachedMore  // its further lines
	ByLine        // 发文机关署名
	OfficialDate  // 成文日期
	Note          // 附注
	CellDense     // of a table of many columns, centred
	CellDenseText
	CellDenseHead // 黑体
	styleCount
)

// Clerk lines are set like any signatory's.
const Clerk = Signatory

type align int

const (
	justify align = iota
	left
	centre
	right
)

// look is how a style is set; lengths in points, indents in characters.
type look struct {
	role        role
	size        float64
	width       float64 // advance of a full-width character
	pitch       float64 // distance of lines
	align       align
	first       float64 // indent of the first line, in characters
	end         float64 // kept free at the line's end, in characters
	before      float64 // space above and below
	after       float64
	atTop       bool // the space above stays at the top of a page
	keepNext    bool
	oneLine     bool // a little too long: made smaller rather than broken
	tag         string
	isSignature bool // belongs to the block of signatures and date
	official    bool // of a 公文: its own gaps around 署名 and date
	red         bool
	hang        float64 // indent of the further lines, in characters
}

// looks returns the styles of a layout.
func looks(l Layout) [styleCount]look {
	body := look{role: fangSong, size: 16, width: textWidth / 28, pitch: textHeight / 22, tag: "P"}
	court := look{role: song, size: 22, width: 22, pitch: 1.5 * body.pitch, align: centre, tag: "H1", keepNext: true, oneLine: true}
	court.before, court.atTop = 2*body.pitch, true
	if l == Online {
		body = look{role: songRegular, size: 15, width: textWidth / 29, pitch: 25, tag: "P"}
		court = look{role: hei, size: 18, width: 18, pitch: 30, align: centre, tag: "H1", keepNext: true, oneLine: true}
	}
	var s [styleCount]look
	set := func(k Style, v look, change func(*look)) {
		change(&v)
		s[k] = v
	}
	line := body.pitch
	set(Body, body, func(v *look) { v.first = 2 })
	set(BodyNoIndent, body, func(*look) {})
	set(CourtName, court, func(*look) {})
	set(DocumentName, court, func(*look) {})
	set(CaseNumber, body, func(v *look) {
		v.align, v.end, v.before, v.after, v.keepNext = right, 2, line, line, true
	})
	set(Signatory, body, func(v *look) { v.align, v.end, v.isSignature = right, 2, true })
	set(DateLine, body, func(v *look) { v.align, v.end, v.isSignature = right, 2, true })
	set(Heading, body, func(v *look) { v.role, v.first, v.keepNext, v.tag = hei, 2, true, "H2" })
	set(Subheading, body, func(v *look) { v.role, v.first, v.keepNext, v.tag = kai, 2, true, "H3" })
	set(Remark, body, func(v *look) { v.role, v.first = kai, 2 })

	small := look{role: fangSong, size: 11, width: 11, pitch: 16, tag: "P"}
	set(SlipTitle, look{role: song, size: 20, width: 20, pitch: 30, align: centre, tag: "H1", keepNext: true, oneLine: true, after: 8},
		func(*look) {})
	set(Small, look{role: fangSong, size: 10.5, width: 10.5, pitch: 15, tag: "P"}, func(*look) {})
	set(CellText, small, func(v *look) { v.align = left })
	set(CellLabel, small, func(v *look) { v.role, v.size, v.width, v.align = hei, 10.5, 10.5, centre })
	set(CellNumber, small, func(v *look) { v.align = right })

	set(CellCentre, small, func(v *look) { v.align = centre })

	form := look{role: fangSong, size: 14, width: 14, pitch: 21, tag: "P", align: left}
	set(FormNumber, form, func(v *look) { v.align, v.end, v.after, v.keepNext = right, 1, 4, true })
	set(FormText, form, func(*look) {})
	set(FormDate, form, func(v *look) { v.align, v.end = right, 1 })
	set(FormLabel, form, func(v *look) { v.role, v.size, v.width, v.align = hei, 12, 12, centre })
	set(FormHeading, form, func(v *look) { v.role, v.size, v.width = hei, 12, 12 })
	officialLooks(body, set)
	return s
}
