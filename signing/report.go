package signing

import (
	"errors"
	"time"

	"shenqian/signing/fault"
	"shenqian/signing/pdffile"
)

// Verdict is the one word about a file.
type Verdict string

// The verdicts, best first but for Unsigned, which says nothing.
const (
	Valid     Verdict = "valid"
	Modified  Verdict = "modified"
	Invalid   Verdict = "invalid"
	Malformed Verdict = "malformed"
	Unsigned  Verdict = "unsigned"
)

var severity = map[Verdict]int{Valid: 0, Modified: 1, Invalid: 2, Malformed: 3}

// Worse is the graver of two verdicts.
func Worse(a, b Verdict) Verdict {
	if severity[b] > severity[a] {
		return b
	}
	return a
}

// Report is what Verify found, and its JSON form.
type Report struct {
	File    string  `json:"file"`
	Verdict Verdict `json:"verdict"`
	// Trusted: every signature's certificate chains to an anchor given.
	Trusted bool `json:"trusted"`
	// Reason is the code of the sentence that explains the verdict, or why
	// the signers are not trusted; empty if there is nothing to explain.
	Reason     string            `json:"reason"`
	ReasonArgs map[string]string `json:"reason_args,omitempty"`
	// FrozenSHA256 is the hash of the file's first revision.
	FrozenSHA256 string            `json:"frozen_sha256,omitempty"`
	Signatures   []SignatureReport `json:"signatures"`
}

// SignatureReport is about one signature.
type SignatureReport struct {
	// Kind is "signature", or "timestamp" for a document time-stamp.
	Kind   string `json:"kind"`
	Field  string `json:"field"`
	Signer string `json:"signer"`
	// Form is the syntax of the signature, empty if it can't be told.
	Form Form `json:"form,omitempty"`
	// Time is RFC 3339, empty if the signature states none.
	Time string `json:"time"`
	// Level is the level truly reached: a time-stamp or validation data that
	// do not hold give none, and only the form PAdES has levels.
	Level Level `json:"level"`
	// LevelReason is the code that says what the next level lacks, if the
	// signature was to have it.
	LevelReason string            `json:"level_reason,omitempty"`
	LevelArgs   map[string]string `json:"level_args,omitempty"`
	TimeSource  string            `json:"time_source"`
	// ClaimedTime is the time that the signer states, also where a time-stamp
	// gives a better one, and Stamper the authority of that.
	ClaimedTime string `json:"claimed_time,omitempty"`
	Stamper     string `json:"time_stamped_by,omitempty"`
	// Revocation is whether the certificates still stood, and the reason the
	// code that says what is known of it.
	Revocation       Standing          `json:"revocation,omitempty"`
	RevocationReason string            `json:"revocation_reason,omitempty"`
	RevocationArgs   map[string]string `json:"revocation_args,omitempty"`
	Algorithm        string            `json:"algorithm"`
	// Covers is "file" if the signature covers every byte, "revision" if more
	// came after it, "part" if it leaves out bytes that it should cover.
	Covers       string   `json:"covers"`
	ChangesAfter []Change `json:"changes_after"`

	Verdict    Verdict           `json:"verdict"`
	Reason     string            `json:"reason"`
	ReasonArgs map[string]string `json:"reason_args,omitempty"`
	Trusted    bool              `json:"trusted"`
	// TrustReason is the code that says why the signer is not trusted.
	TrustReason string            `json:"trust_reason"`
	TrustArgs   map[string]string `json:"trust_args,omitempty"`
	// Fingerprint is the SHA-256 of the signer's certificate.
	Fingerprint string `json:"fingerprint"`
	// Training marks a demonstration's certificate.
	Training bool `json:"training"`
	// RevisionSHA256 is the hash of the bytes before the signature's own
	// update: what the signer was shown.
	RevisionSHA256 string `json:"revision_sha256"`
	// AddsOnlySignature: the signature's update holds the signature, its
	// field's value and appearance, if need be an invisible field for it or for
	// one to follow, and nothing else.
	AddsOnlySignature bool `json:"adds_only_signature"`
	// Certifies is the DocMDP level, 0 for an approval signature.
	Certifies  int64  `json:"certifies"`
	StatedName string `json:"stated_name"`
	Statement  string `json:"statement"` // /Reason
	Location   string `json:"location"`
}

// Change is something that came after a signature.
type Change struct {
	// Kind is "signature", "timestamp", "validation-data", "form-filling", or for what is not
	// permitted "object", "deleted", "trailer", "stray", "appended".
	Kind     string `json:"kind"`
	Revision int    `json:"revision"` // counted from 1
	Field    string `json:"field,omitempty"`
	Object   int    `json:"object,omitempty"`
	// Permitted changes leave the signature valid.
	Permitted bool `json:"permitted"`
}

func (s *SignatureReport) fail(v Verdict, err error) {
	if severity[v] <= severity[s.Verdict] {
		return
	}
	s.Verdict = v
	s.Reason, s.ReasonArgs = code(err)
}

func code(err error) (string, map[string]string) {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Code, f.Args
	}
	return "verify.failed", nil
}

// claimedTime reads a date string (ISO 32000-1, 7.9.4).
func claimedTime(s pdffile.String) (time.Time, bool) {
	b := []byte(s)
	if len(b) >= 2 && string(b[:2]) == "D:" {
		b = b[2:]
	}
	digits := 0
	for digits < len(b) && digits < 14 && b[digits] >= '0' && b[digits] <= '9' {
		digits++
	}
	if digits < 8 || digits%2 != 0 {
		return time.Time{}, false
	}
	const form = "20060102150405"
	zone, ok := dateZone(b[digits:])
	if !ok {
		return time.Time{}, false
	}
	t, err := time.ParseInLocation(form[:digits], string(b[:digits]), zone)
	return t, err == nil
}

func dateZone(b []byte) (*time.Location, bool) {
	if len(b) == 0 || b[0] == 'Z' {
		return time.UTC, true
	}
	var n [2]int
	at := 1
	for i := range n {
		for at < len(b) && b[at] == '\'' {
			at++
		}
		if at == len(b) && i == 1 {
			break
		}
		if at+2 > len(b) || b[at] < '0' || b[at] > '9' || b[at+1] < '0' || b[at+1] > '9' {
			return nil, false
		}
		n[i] = int(b[at]-'0')*10 + int(b[at+1]-'0')
		at += 2
	}
	if n[0] > 23 || n[1] > 59 || b[0] != '+' && b[0] != '-' {
		return nil, false
	}
	off := n[0]*3600 + n[1]*60
	if b[0] == '-' {
		off = -off
	}
	return time.FixedZone("", off), true
}
