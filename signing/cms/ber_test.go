package cms

import (
	"bytes"
	"encoding/hex"
	"testing"

	"shenqian/signing/trust"
)

func TestBERStandsForDER(t *testing.T) {
	for ber, der := range map[string]string{
		"0500":                      "0500",
		"30800500" + "0000":         "30020500",
		"3080308005000000" + "0000": "300430020500",
		"a080" + "2480" + "040101" + "040202" + "03" + "0000" + "0000": "a005" + "0403010203",
		"3004" + "3080" + "0000": "30023000",
		"30820002" + "0500":      "308200020500", // what has a length stays
	} {
		in, _ := hex.DecodeString(ber)
		want, _ := hex.DecodeString(der)
		got, same := derOf(in)
		if !bytes.Equal(got, want) || same != bytes.Equal(in, want) {
			t.Errorf("%s: %x %v, want %s", ber, got, same, der)
		}
		if n := Length(append(bytes.Clone(in), 0, 0, 0)); n != len(in) {
			t.Errorf("%s: length %d", ber, n)
		}
	}
	for _, bad := range []string{"", "30", "3080", "30800500", "0480" + "0000", "3003" + "0500", "1f0100", "308400000000", "05000500", "0000"} {
		in, _ := hex.DecodeString(bad)
		if got, _ := derOf(in); got != nil {
			t.Errorf("%s: %x", bad, got)
		}
	}
	deep := bytes.Repeat([]byte{0x30, 0x80}, 1000)
	if got, _ := derOf(append(deep, make([]byte, 2000)...)); got != nil {
		t.Error("nested without end")
	}
}

// A signature written in BER holds, and is no baseline signature.
func TestASignatureInBERHolds(t *testing.T) {
	der, err := SignDetached(credentialOf(t, trust.ECDSA), Options{}, []byte("content"))
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := header(der)
	ber := append(append([]byte{0x30, 0x80}, der[head:]...), 0, 0)
	info, err := VerifyDetached(ber, []byte("content"))
	if err != nil || info.Baseline {
		t.Errorf("%v %+v", err, info)
	}
	if _, err := VerifyDetached(ber, []byte("contant")); err == nil {
		t.Error("fits other content")
	}
}
