// signpdf.cjs IN P12 OUT: signs with @signpdf.
const fs = require("fs");
const { plainAddPlaceholder } = require("@signpdf/placeholder-plain");
const { P12Signer } = require("@signpdf/signer-p12");
const { SignPdf } = require("@signpdf/signpdf");
const [pdf, p12, out] = process.argv.slice(2);
const prepared = plainAddPlaceholder({
  pdfBuffer: fs.readFileSync(pdf), reason: "test", contactInfo: "", name: "Other RSA", location: "", signingTime: new Date("2026-12-01T01:00:00Z"),
});
new SignPdf().sign(prepared, new P12Signer(fs.readFileSync(p12), { passphrase: "test" }), new Date("2026-12-01T01:00:00Z"))
  .then((signed) => fs.writeFileSync(out, signed));
