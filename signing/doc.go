// Package signing signs PDF documents and says, of any PDF, whether it is
// what its signers signed.
//
// # Signing
//
//	key, err := keys.Load(file, askPassphrase)
//	signed, err := signing.Sign(pdf, signing.Request{
//		Field: "president", Key: key, Time: now, Name: "…", Reason: "同意签发",
//	})
//
// Sign appends one incremental update and leaves every byte of the file as it
// was: the first revision of the result is the file that was shown. The
// signature is PAdES baseline B-B (EN 319 142-1): SubFilter
// ETSI.CAdES.detached, the time in the signature dictionary, the signer's
// certificate bound by signing-certificate-v2. It fills a signature field
// that the file already holds. Into that update goes nothing but the
// signature, its field's value and its appearance.
//
// SignLevel signs at a higher level, and Extend raises the level of any signed
// file later, or renews its archive:
//
//	from := signing.Sources{Stamps: authorities, Revocation: fetcher}
//	r, err := signing.SignLevel(ctx, pdf, request, signing.LevelLT, from)
//	r, err = signing.Extend(ctx, r.PDF, signing.LevelA, from, now)
//
// Sources carry questions to time-stamp authorities and to those who tell
// whether a certificate still stands; this package opens no connection. What
// can't be had costs the level, never the signature: Result.Reached is the
// level and Result.Short what is missing. Each step appends: a time-stamp over
// the file (B-T; a new signature carries its own), validation data (B-LT), and
// a time-stamp over those (B-LTA).
//
// SignBatch does the same for many files with one credential, and gives each
// its own result.
//
// # Verifying
//
//	report, err := signing.Verify(pdf, signing.Options{Trust: pool})
//
// Verify gives one word. It reads every revision of the file and repairs
// nothing:
//
//   - valid: every signature holds, and whatever came after it is permitted;
//   - modified: the signatures hold, but something came after that is not;
//   - invalid: a signature does not fit the bytes that it names;
//   - malformed: the file breaks the rules that let two readers see the same;
//   - unsigned: it bears no signature.
//
// Permitted after a signature are a further signature in a field that was
// empty, its appearance, validation data that only grow, time-stamps in
// invisible fields of their own, and, where the first signature certifies the
// file so, the filling of its form. What Verify does not know is
// modified, never valid. A valid signature may still be of somebody nobody
// trusts: Report.Trusted says whether all signers chain to the given anchors.
//
// A signature's Level is the one truly reached. Certificates are judged as of
// the time that a time-stamp proves, else as of now; a revocation that anybody
// entitled to told, in the file or outside, outweighs all that say otherwise.
//
// FrozenHash gives the SHA-256 of the first revision, and each signature's
// report the SHA-256 of the bytes before its own update, so that a paper can be
// tied to what its signer was shown.
//
// # Compatibility
//
// The names here, the JSON form of Report, the words of Verdict and the codes
// of errors stay; fields and codes may be added. A file called valid is called
// valid by every later version, unless an attack becomes known that it could
// be: then the stricter answer wins.
//
// Errors are of package fault: they carry a code and arguments, and the
// sentences for people are in fault.Messages.
package signing
