// Package bundle is the form of a 公开文书包: a folder of public copies that a
// court hands over to be published, and that anyone can check.
//
//	manifest.json   Manifest: what is in the folder, by name and SHA-256
//	manifest.p7s    CMS SignedData over manifest.json, detached, CAdES baseline B,
//	                by the court's certificate: `openssl cms -verify -binary
//	                -inform DER -in manifest.p7s -content manifest.json`
//	checkpoint      signed checkpoint of the court's journal (C2SP)
//	index.html      for reading and handing over; nothing in it is proven
//	*.pdf           the public copies, each certified with the court's certificate of its day
//
// The folder is good if the signature holds over the manifest, every file that
// it names is there with that hash and holds by itself, certified with the
// certificate that it names, and no other PDF lies beside them.
package bundle
