package docx

import (
	"fmt"
	"strings"
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	word    = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	office  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	part    = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	kind    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

const contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + part + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + part + `styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="` + part + `settings+xml"/>` +
	`<Override PartName="/word/fontTable.xml" ContentType="` + part + `fontTable+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="` + part + `footer+xml"/>` +
	`<Override PartName="/word/footer2.xml" ContentType="` + part + `footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const relations = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

const packageParts = relations +
	`<Relationship Id="rId1" Type="` + kind + `officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const documentParts = relations +
	`<Relationship Id="rId1" Type="` + kind + `styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="` + kind + `settings" Target="settings.xml"/>` +
	`<Relationship Id="rId3" Type="` + kind + `fontTable" Target="fontTable.xml"/>` +
	`<Relationship Id="rId4" Type="` + kind + `footer" Target="footer1.xml"/>` +
	`<Relationship Id="rId5" Type="` + kind + `footer" Target="footer2.xml"/></Relationships>`

const coreProperties = xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
	` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
	`<dc:title>TITLE</dc:title>DATES</cp:coreProperties>`

const documentHead = xmlHead + `<w:document ` + word + ` ` + office + `><w:body>`

// Sizes in twentieths of a point: A4, 37 mm above, 28 mm to the left, 225 × 156
// mm of text; 22 lines are 580 apart.
const documentFoot = `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>` +
	`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/>` +
	`<w:docGrid w:type="lines" w:linePitch="580"/></w:sectPr></w:body></w:document>`

const settings = xmlHead + `<w:settings ` + word + `><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

// A machine without 小标宋 shows 宋体.
const fontTable = xmlHead + `<w:fonts ` + word + `><w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/><w:charset w:val="86"/></w:font>` +
	`<w:font w:name="仿宋"><w:altName w:val="仿宋_GB2312"/><w:charset w:val="86"/></w:font>` +
	`<w:font w:name="宋体"><w:altName w:val="SimSun"/><w:charset w:val="86"/></w:font></w:fonts>`

var styleIDs = [...]string{Body: "Body", Plain: "Plain", Title: "CourtTitle", Number: "CaseNumber", Signatory: "Signatory", Date: "CourtDate"}

// styles are the paper's. Indents in hundredths of a character, so that they
// follow the size.
func styles() string {
	fonts := func(han string) string {
		return `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="` + han + `"/>`
	}
	size := func(halfPoints int) string {
		return fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, halfPoints, halfPoints)
	}
	const line = `<w:spacing w:before="0" w:after="0" w:line="580" w:lineRule="exact"/>`
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles ` + word + `><w:docDefaults><w:rPrDefault><w:rPr>` + fonts("仿宋") + size(32) +
		`<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>` + line + `</w:pPr></w:pPrDefault></w:docDefaults>`)
	style := func(id, name, paragraph, run string) {
		b.WriteString(`<w:style w:type="paragraph" w:customStyle="1" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:basedOn w:val="Normal"/><w:pPr>` +
			paragraph + `</w:pPr><w:rPr>` + run + `</w:rPr></w:style>`)
	}
	b.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>`)
	style(styleIDs[Body], "文书正文", `<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>`, "")
	style(styleIDs[Plain], "文书正文顶格", `<w:jc w:val="both"/>`, "")
	style(styleIDs[Title], "文书标题", `<w:keepNext/><w:spacing w:before="0" w:after="0" w:line="870" w:lineRule="exact"/><w:jc w:val="center"/>`, fonts("方正小标宋简体")+size(44))
	style(styleIDs[Number], "案号", `<w:keepNext/><w:spacing w:before="580" w:after="580" w:line="580" w:lineRule="exact"/><w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/>`, "")
	style(styleIDs[Signatory], "署名", `<w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/>`, "")
	style(styleIDs[Date], "落款日期", `<w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/>`, "")
	style("Foot", "页码", `<w:spacing w:line="240" w:lineRule="auto"/>`, fonts("宋体")+size(28))
	b.WriteString(`</w:styles>`)
	return b.String()
}

// footer is the page's number at the outer edge.
func footer(side string) string {
	run := func(inner string) string { return `<w:r>` + inner + `</w:r>` }
	return xmlHead + `<w:ftr ` + word + `><w:p><w:pPr><w:pStyle w:val="Foot"/><w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/><w:jc w:val="` + side + `"/></w:pPr>` +
		run(`<w:t xml:space="preserve">— </w:t>`) + run(`<w:fldChar w:fldCharType="begin"/>`) + run(`<w:instrText xml:space="preserve"> PAGE </w:instrText>`) +
		run(`<w:fldChar w:fldCharType="separate"/>`) + run(`<w:t>1</w:t>`) + run(`<w:fldChar w:fldCharType="end"/>`) + run(`<w:t xml:space="preserve"> —</w:t>`) + `</w:p></w:ftr>`
}
