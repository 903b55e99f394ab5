#!/bin/bash
# Makes the signed PDFs of this folder anew, each by a signer that is not ours,
# with test keys that are thrown away. They are data for the tests of the
# verifier; what each is stands in PROVENANCE.
#
# It wants openssl, python3, pdfsig (poppler-utils), certutil and pk12util
# (libnss3-tools), soffice, and node with @signpdf/signpdf, @signpdf/signer-p12
# and @signpdf/placeholder-plain under $NODE_PATH.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

# An authority and its signers. They outlive any test.
req() { # NAME SUBJECT KEY-OPTIONS…
  openssl req -new -newkey "${@:3}" -nodes -keyout "$1.key" -subj "$2" -out "$1.csr" 2>/dev/null
}
issue() { # NAME SERIAL
  openssl x509 -req -in "$1.csr" -CA root.pem -CAkey root.key -set_serial "$2" -days 36500 -sha256 -out "$1.pem" -extfile <(
    printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n'
  ) 2>/dev/null
}
openssl req -x509 -new -newkey rsa:2048 -nodes -keyout root.key -subj "/C=CN/O=Test/CN=Others Test Root" -days 36500 -sha256 -out root.pem 2>/dev/null
req rsa "/C=CN/O=Test/CN=Other RSA" rsa:2048 && issue rsa 4097
req ec "/C=CN/O=Test/CN=Other EC" ec -pkeyopt ec_paramgen_curve:P-256 && issue ec 4098
req p384 "/C=CN/O=Test/CN=Other P-384" ec -pkeyopt ec_paramgen_curve:P-384 && issue p384 4099
req minus "/C=CN/O=Test/CN=Other Negative" rsa:2048 && issue minus -4100
openssl pkcs12 -export -inkey rsa.key -in rsa.pem -certfile root.pem -name rsa -passout pass:test -out rsa.p12
cp root.pem "$here/root.pem"

hand() { python3 "$here/hand.py" "$here/$1" "${@:2}"; }
rsa=(-signer rsa.pem -inkey rsa.key)
hand openssl.pdf adbe.pkcs7.detached indirect "${rsa[@]}"
hand openssl-direct.pdf adbe.pkcs7.detached direct "${rsa[@]}"
hand openssl-keyid.pdf adbe.pkcs7.detached indirect "${rsa[@]}" -keyid
hand openssl-pss.pdf adbe.pkcs7.detached indirect "${rsa[@]}" -keyopt rsa_padding_mode:pss -md sha256
hand openssl-sha512.pdf adbe.pkcs7.detached indirect "${rsa[@]}" -md sha512
hand openssl-encapsulated.pdf adbe.pkcs7.detached indirect "${rsa[@]}" -nodetach
hand openssl-noattr.pdf adbe.pkcs7.detached indirect "${rsa[@]}" -noattr
hand openssl-cades.pdf ETSI.CAdES.detached indirect "${rsa[@]}" -cades
hand openssl-ec.pdf adbe.pkcs7.detached indirect -signer ec.pem -inkey ec.key -certfile root.pem
hand openssl-p384.pdf adbe.pkcs7.detached indirect -signer p384.pem -inkey p384.key -md sha384
hand openssl-minus.pdf adbe.pkcs7.detached indirect -signer minus.pem -inkey minus.key

# poppler signs with a key of NSS's, in a field of its own.
mkdir nss
certutil -N -d sql:nss --empty-password
pk12util -i rsa.p12 -d sql:nss -W test >/dev/null
certutil -M -d sql:nss -n "Others Test Root - Test" -t CT,C,C 2>/dev/null || certutil -A -d sql:nss -n root -t CT,C,C -i root.pem
python3 "$here/unsigned.py" unsigned.pdf
pdfsig -nssdir sql:nss -sign Signature1 -nick rsa -no-ocsp unsigned.pdf "$here/poppler.pdf" >/dev/null

# LibreOffice exports and signs in one go.
mkdir lo
printf 'Ruling on termination of enforcement\n' >ruling.txt
MOZILLA_CERTIFICATE_FOLDER=sql:$tmp/nss soffice --headless "-env:UserInstallation=file://$tmp/lo" --convert-to \
  'pdf:writer_pdf_Export:{"SignPDF":{"type":"boolean","value":"true"},"SignCertificateSubjectName":{"type":"string","value":"CN=Other RSA,O=Test,C=CN"}}' \
  ruling.txt >/dev/null 2>&1
grep -aq /ByteRange ruling.pdf
cp ruling.pdf "$here/libreoffice.pdf"

# The signer most used from Node.
node "$here/signpdf.cjs" unsigned-plain.pdf rsa.p12 "$here/signpdf.pdf"
