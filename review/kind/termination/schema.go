package termination

import (
	"shenqian/review"
	"shenqian/review/kind/casefile"
)

// Schema is the case file as JSON Schema.
func (k *Kind) Schema() ([]byte, error) {
	return casefile.Schema(k.ID(), "终结本次执行程序 案件信息", CaseFile{})
}

// ReadFacts reads a case file.
func (k *Kind) ReadFacts(data []byte) (review.Facts, []string, error) {
	c := &CaseFile{}
	unknown, err := casefile.Decode(data, c)
	if err != nil {
		return nil, nil, err
	}
	return c, unknown, nil
}
