package app

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// benchOffice measures LibreOffice converting the bench's ruling to PDF, with
// pdfsig reading a signed PDF after each. A row with Missing says which of the
// two is not there.
func benchOffice(ctx context.Context, dir string, signed []byte, each time.Duration) (BenchRow, error) {
	row := BenchRow{Name: "office"}
	office, err := exec.LookPath("soffice")
	if err != nil {
		row.Missing = "soffice"
		return row, nil
	}
	pdfsig, err := exec.LookPath("pdfsig")
	if err != nil {
		row.Missing = "pdfsig"
		return row, nil
	}
	in, pdf := filepath.Join(dir, "ruling.docx"), filepath.Join(dir, "signed.pdf")
	if err := writeDocx(in, benchRuling); err != nil {
		return row, err
	}
	if err := os.WriteFile(pdf, signed, 0o600); err != nil {
		return row, err
	}
	once := func() error {
		err := exec.CommandContext(ctx, office, "--headless", "--norestore", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
			"--convert-to", "pdf", "--outdir", dir, in).Run()
		if err != nil {
			return err
		}
		return exec.CommandContext(ctx, pdfsig, "-nocert", pdf).Run()
	}
	if err := once(); err != nil { // the first time it makes its profile
		return row, err
	}
	rows, err := race(ctx, []benchmark{{row.Name, "", once}}, each)
	if err != nil {
		return row, err
	}
	return rows[0], nil
}

// writeDocx writes the smallest .docx with a text, a paragraph a line.
func writeDocx(path, text string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	z := zip.NewWriter(f)
	var body strings.Builder
	for line := range strings.Lines(text) {
		body.WriteString(`<w:p><w:r><w:t xml:space="preserve">`)
		_ = xml.EscapeText(&body, []byte(strings.TrimSpace(line))) // a Builder takes all
		body.WriteString(`</w:t></w:r></w:p>`)
	}
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body.String() + `</w:body></w:document>`},
	} {
		w, e := z.Create(part[0])
		if e == nil {
			_, e = w.Write([]byte(head + part[1]))
		}
		if err == nil {
			err = e
		}
	}
	if e := z.Close(); err == nil {
		err = e
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
