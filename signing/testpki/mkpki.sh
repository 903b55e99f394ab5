#!/bin/bash
# An authority for tests: root, issuing CA, signers (RSA, ECDSA, SM2, one
# revoked), two time-stamp authorities (one outlives the issuing CA), an OCSP
# responder, revocation lists. Nothing leaves the machine.
# usage: mkpki.sh DIR [BASE]   BASE is the address that the certificates name:
# BASE/ocsp, BASE/int.crl, BASE/int.cer and so on.
set -e
out=${1:?usage: mkpki.sh DIR [BASE]}
base=${2:-http://127.0.0.1:8888}
mkdir -p "$out" && cd "$out"
gm="distid:1234567812345678" # the signer's identity of GM/T 0009

cat > o.cnf <<C
[req]
distinguished_name=dn
[dn]
[ca]
default_ca=d
[d]
dir=.
database=index.txt
serial=serial
crlnumber=crlnumber
default_md=sha256
default_days=1825
default_crl_days=30
policy=p
new_certs_dir=.
copy_extensions=none
unique_subject=no
[p]
countryName=optional
organizationName=optional
commonName=supplied
[root]
basicConstraints=critical,CA:true
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[int]
basicConstraints=critical,CA:true,pathlen:0
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
crlDistributionPoints=URI:$base/root.crl
[sig]
basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature,nonRepudiation
extendedKeyUsage=emailProtection,1.3.6.1.5.5.7.3.36
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
authorityInfoAccess=OCSP;URI:$base/ocsp,caIssuers;URI:$base/int.cer
crlDistributionPoints=URI:$base/int.crl
[gmsig]
basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature,nonRepudiation
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
crlDistributionPoints=URI:$base/sm2.crl
[tsa]
basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
crlDistributionPoints=URI:$base/int.crl
[tsa2]
basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
crlDistributionPoints=URI:$base/root.crl
[ocsp]
basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature
extendedKeyUsage=OCSPSigning
noCheck=ignored
[t]
dir=.
serial=tsaserial
crypto_device=builtin
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256,sha384,sha512,sm3
accuracy=secs:1
ordering=no
tsa_name=no
ess_cert_id_chain=no
ess_cert_id_alg=sha256
C
: > index.txt
: > sm2index.txt
echo 1000 > serial
echo 01 > crlnumber
echo 01 > tsaserial

key() { # name kind
	case $2 in
	rsa) openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1.key" 2>/dev/null ;;
	rsa3072) openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out "$1.key" 2>/dev/null ;;
	ec) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" ;;
	sm2) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -out "$1.key" ;;
	esac
}
issue() { # name kind subject extensions issuer days
	key "$1" "$2"
	openssl req -new -key "$1.key" -subj "$3" -config o.cnf -out "$1.csr"
	openssl ca -batch -notext -config o.cnf -extensions "$4" -days "${6:-1825}" -keyfile "$5.key" -cert "$5.crt" -in "$1.csr" -out "$1.crt" 2>/dev/null
	rm "$1.csr"
}

key root rsa
openssl req -x509 -new -key root.key -subj "/C=CN/O=Test Court PKI/CN=Test Root" -days 7300 -config o.cnf -extensions root -out root.crt
issue int rsa "/C=CN/O=Test Court PKI/CN=Test Issuing CA" int root
for kind in rsa rsa3072 ec; do
	issue signer-$kind $kind "/C=CN/O=Test Intermediate Court/CN=President $kind" sig int
	openssl pkcs12 -export -inkey signer-$kind.key -in signer-$kind.crt -certfile <(cat int.crt root.crt) -passout pass:test -out signer-$kind.p12
done
issue revoked rsa "/C=CN/O=Test Intermediate Court/CN=Revoked President" sig int
issue tsa rsa "/C=CN/O=Test Court PKI/CN=Test TSA" tsa int
issue tsa2 rsa "/C=CN/O=Test Court PKI/CN=Test TSA 2" tsa2 root 5475
issue ocsp rsa "/C=CN/O=Test Court PKI/CN=Test OCSP" ocsp int
list() { # name issuer [options]
	openssl ca -config o.cnf -keyfile "$2.key" -cert "$2.crt" "${@:3}" -gencrl -out "$1.pem" 2>/dev/null
	openssl crl -in "$1.pem" -outform DER -out "$1"
}
list before.crl int # nobody is revoked yet
openssl ca -config o.cnf -keyfile int.key -cert int.crt -revoke revoked.crt -crl_reason keyCompromise 2>/dev/null
list int.crl int
list root.crl root
openssl x509 -in int.crt -outform DER -out int.cer
cat int.crt root.crt > chain.pem

# The SM2 branch: a root of its own and a signer.
key sm2root sm2
openssl req -x509 -new -sm3 -sigopt $gm -key sm2root.key -subj "/C=CN/O=Test GM PKI/CN=Test SM2 Root" -days 7300 -config o.cnf -extensions root -out sm2root.crt
key signer-sm2 sm2
openssl req -new -sm3 -sigopt $gm -key signer-sm2.key -subj "/C=CN/O=Test Intermediate Court/CN=President SM2" -config o.cnf -out s.csr
openssl x509 -req -sm3 -sigopt $gm -vfyopt $gm -in s.csr -CA sm2root.crt -CAkey sm2root.key -set_serial 77 -days 1825 -extfile o.cnf -extensions gmsig -out signer-sm2.crt 2>/dev/null
sed 's/index.txt/sm2index.txt/' o.cnf > sm2.cnf
openssl ca -config sm2.cnf -md sm3 -sigopt $gm -keyfile sm2root.key -cert sm2root.crt -gencrl -out sm2.crl.pem 2>/dev/null
openssl crl -in sm2.crl.pem -outform DER -out sm2.crl
rm -f s.csr ./*.old [0-9]*.pem

openssl verify -CAfile root.crt -untrusted int.crt signer-rsa.crt tsa.crt tsa2.crt
openssl verify -vfyopt $gm -CAfile sm2root.crt signer-sm2.crt
