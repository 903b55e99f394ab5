// Package bundle is the form of a 公开文书包: a folder of public copies that a
// court hands over to be published, and that anyone can check.
//
//	manifest.json   Manifest: what is in the folder, by name and SHA-256
//	manifest.p7s    CMS SignedData over manifest.json, detached, CAdES baseline B,
//	                by the court's certificate: `openssl cms -verify -binary
//	                -inform DER -in manifest.p7s -content manifest.json`
//	checkpoint      signed checkpoint of the court's journal (C2SP)
//	*.pdf           the public copies, each certified with the court's certificate of its day
//	index.html      for reading and handing over, and what else the manifest names
//
// The folder is good if the signature holds over the manifest, every file that
// it names is there with that hash, every public copy holds by itself, certified
// with the certificate that it names, and nothing else lies beside them (files
// whose names begin with a dot are the system's and not looked at).
package bundle
