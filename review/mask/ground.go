package mask

import "shenqian/review"

// grounds are what the five cases of article 4 rest on: ① to ④ hold by law once
// the judge marks them; ⑤ needs 部门负责人 and 主管副院长, and until they decide
// the ruling waits all the same. The wording of article 4 was read, that of
// article 12 was not.
var grounds = map[review.Ground]review.Basis{
	review.GroundSecret:     {Text: "法释〔2016〕19号第四条第一项", Read: true},
	review.GroundJuvenile:   {Text: "法释〔2016〕19号第四条第二项", Read: true},
	review.GroundMediation:  {Text: "法释〔2016〕19号第四条第三项", Read: true},
	review.GroundFamily:     {Text: "法释〔2016〕19号第四条第四项", Read: true},
	review.GroundUnsuitable: {Text: "法释〔2016〕19号第四条第五项、第十二条", Read: false},
}

// marked is the judge's own ground; it goes before what the cause says.
func marked(g review.Ground) *Reason {
	b, ok := grounds[g]
	if !ok {
		return nil
	}
	return &Reason{Code: "marked." + string(g), Args: map[string]string{}, Basis: b.String()}
}
