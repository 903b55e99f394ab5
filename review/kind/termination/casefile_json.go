package termination

import (
	"bytes"
	"encoding/json"
)

// limitEdits is a name that encoding/json takes for no name, because of its
// comma: it is read and written here.
const limitEdits = "扣除、延长执行期限记录"

func (c *CaseFile) UnmarshalJSON(b []byte) error {
	type plain CaseFile
	if err := json.Unmarshal(b, (*plain)(c)); err != nil {
		return err
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(b, &all); err != nil || all[limitEdits] == nil {
		return err
	}
	return json.Unmarshal(all[limitEdits], &c.LimitEdits)
}

func (c CaseFile) MarshalJSON() ([]byte, error) {
	type plain CaseFile
	p := plain(c)
	p.LimitEdits = nil
	out, err := json.Marshal(p)
	if err != nil || len(c.LimitEdits) == 0 {
		return out, err
	}
	edits, err := json.Marshal(c.LimitEdits)
	if err != nil {
		return nil, err
	}
	return append(append(bytes.TrimSuffix(out, []byte("}")), `,"`+limitEdits+`":`...), append(edits, '}')...), nil
}
