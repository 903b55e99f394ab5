package review_test

import (
	"encoding/json"
	"testing"

	"shenqian/review"
)

func TestALettersNumberIsReadInAnyBracketsAndWrittenInHexagonalOnes(t *testing.T) {
	for in, want := range map[string]string{
		"鲁高法〔2018〕17号":    "鲁高法〔2018〕17号",
		"云法执督[2018]第003号": "云法执督〔2018〕3号",
		"云法执【２０１８】６号":     "云法执〔2018〕6号",
		"（2018）鲁0102执1号":  "（2018）鲁0102执1号",
	} {
		n, err := review.ParseNumber(in)
		if err != nil || n.String() != want {
			t.Errorf("%s: got %q %v, want %q", in, n, err, want)
		}
		var d review.DocNumber
		if err := json.Unmarshal([]byte(`"`+in+`"`), &d); err != nil || d.String() != want {
			t.Errorf("%s in a case file: %v %v", in, d, err)
		}
	}
	for _, in := range []string{"", "〔2018〕17号", "鲁高法〔2018〕号", "鲁高法〔18〕17号", "鲁高法〔2018〕17号附件", "鲁高法„2018‟17号"} {
		if n, err := review.ParseNumber(in); err == nil {
			t.Errorf("%q was read as %v", in, n)
		}
	}
}

// A 发文字号 is no 案号: a ruling's case file can't bear one.
func TestALettersNumberIsNoCaseNumber(t *testing.T) {
	var n review.CaseNumber
	if err := json.Unmarshal([]byte(`"鲁高法〔2018〕17号"`), &n); err == nil {
		t.Errorf("read as %v", n)
	}
}
