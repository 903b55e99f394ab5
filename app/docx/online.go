package docx

import (
	"fmt"
	"strings"
	"time"
)

// WriteOnline makes the file that is uploaded to be published. Its properties
// are the title, which names no person, and the day as the time of its making:
// nobody's name, no program's, and the same lines give the same bytes.
func WriteOnline(title string, day time.Time, lines []Line) ([]byte, error) {
	above := Title
	body, err := paragraphs(lines, func(b *strings.Builder, l Line) {
		onlineParagraph(b, l, above == Body || above == Plain)
		above = l.Style
	})
	if err != nil {
		return nil, err
	}
	at := day.UTC().Format(time.RFC3339)
	dates := `<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified>`
	return pack([]file{
		{"[Content_Types].xml", onlineTypes},
		{"_rels/.rels", packageParts},
		{"docProps/core.xml", properties(title, dates)},
		{"word/_rels/document.xml.rels", onlineParts},
		{"word/document.xml", documentHead + body + onlineFoot},
		{"word/styles.xml", onlineStyles()},
		{"word/settings.xml", onlineSettings},
		{"word/fontTable.xml", onlineFonts},
	})
}

const onlineTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + part + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + part + `styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="` + part + `settings+xml"/>` +
	`<Override PartName="/word/fontTable.xml" ContentType="` + part + `fontTable+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const onlineParts = relations +
	`<Relationship Id="rId1" Type="` + kind + `styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="` + kind + `settings" Target="settings.xml"/>` +
	`<Relationship Id="rId3" Type="` + kind + `fontTable" Target="fontTable.xml"/></Relationships>`

const onlineSettings = xmlHead + `<w:settings ` + word + `><w:characterSpacingControl w:val="doNotCompress"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

const onlineFonts = xmlHead + `<w:fonts ` + word + `><w:font w:name="黑体"><w:altName w:val="SimHei"/><w:charset w:val="86"/></w:font>` +
	`<w:font w:name="宋体"><w:altName w:val="SimSun"/><w:charset w:val="86"/></w:font></w:fonts>`

// The page is that of the court's papers; nothing refers to a header or footer.
const onlineFoot = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>` +
	`<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/></w:sectPr></w:body></w:document>`

// Twentieths of a point: 小三 is 15 points, the lines are 25 apart. The right
// edge of what stands to the right is two characters from the margin; offices
// begin, and names end, one below the other.
const (
	small    = 300
	leading  = 500
	nameEnd  = 8844 - 2*small
	officeAt = nameEnd - 12*small
)

// onlineStyles are the layout of 2013.
func onlineStyles() string {
	fonts := func(han string) string {
		return `<w:rFonts w:ascii="` + han + `" w:hAnsi="` + han + `" w:cs="` + han + `" w:eastAsia="` + han + `"/>`
	}
	size := func(halfPoints int) string {
		return fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, halfPoints, halfPoints)
	}
	line := fmt.Sprintf(`w:line="%d" w:lineRule="exact"/>`, leading)
	space := func(before, after int) string {
		return fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d" `, before, after) + line
	}
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles ` + word + `><w:docDefaults><w:rPrDefault><w:rPr>` + fonts("宋体") + size(30) +
		`<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>` + space(0, 0) + `</w:pPr></w:pPrDefault></w:docDefaults>`)
	b.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>` +
		`<w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>`)
	style := func(id, name, paragraph, run string) {
		b.WriteString(`<w:style w:type="paragraph" w:customStyle="1" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:basedOn w:val="Normal"/><w:pPr>` +
			paragraph + `</w:pPr><w:rPr>` + run + `</w:rPr></w:style>`)
	}
	right := fmt.Sprintf(`<w:ind w:rightChars="200" w:right="%d"/><w:jc w:val="right"/>`, 2*small)
	style(styleIDs[Body], "文书正文", fmt.Sprintf(`<w:ind w:firstLineChars="200" w:firstLine="%d"/><w:jc w:val="both"/>`, 2*small), "")
	style(styleIDs[Plain], "文书正文顶格", `<w:jc w:val="both"/>`, "")
	style(styleIDs[Title], "文书标题", `<w:keepNext/><w:jc w:val="center"/>`, fonts("黑体")+size(36))
	style(styleIDs[Number], "案号", `<w:keepNext/>`+space(leading, leading)+right, "")
	style(styleIDs[Signatory], "署名", fmt.Sprintf(`<w:tabs><w:tab w:val="left" w:pos="%d"/><w:tab w:val="right" w:pos="%d"/></w:tabs>`, officeAt, nameEnd), "")
	style(styleIDs[Date], "落款日期", right, "")
	b.WriteString(`</w:styles>`)
	return b.String()
}

// onlineParagraph writes one line. Of a signatory the office stands at one tab
// stop and the name ends at another; blanks between them are only position. A
// line is free above the first.
func onlineParagraph(b *strings.Builder, l Line, first bool) {
	runes := []rune(l.Text)
	if l.Style != Signatory || l.Office <= 0 || l.Office >= len(runes) {
		if l.Style == Signatory {
			l.Style = Date // to the right, as one piece
		}
		paragraph(b, l)
		return
	}
	room := ""
	if first {
		room = fmt.Sprintf(`<w:spacing w:before="%d"/>`, leading)
	}
	b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + styleIDs[l.Style] + `"/>` + room + `</w:pPr>`)
	for _, part := range []string{string(runes[:l.Office]), string(runes[l.Office:])} {
		b.WriteString(`<w:r><w:tab/></w:r>`)
		run(b, strings.TrimSpace(part))
	}
	b.WriteString("</w:p>")
}
