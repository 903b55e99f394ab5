package mask

import (
	"reflect"
	"testing"
)

// A pattern tried where it can begin, or around its words, finds what it finds
// when it runs over the whole text.
func TestPatternsFindWhatTheyFindInTheWhole(t *testing.T) {
	const text = `申请执行人：欧阳志成，男，1970年1月1日出生，住山东省云湖市府前街18号康宁小区3号楼2单元501室，公民身份号码370102197001011239，电话（0531）88990011、13812345678。
被执行人四川鼎固建筑安装工程集团有限公司，住所地云湖市，统一社会信用代码91370102MA3C4E8F2T。法定代表人贺成，经理，微信号he_cheng1，邮箱he@example.com。
案外人周德才主张鲁（2018）云湖市不动产权第0012345号、云湖市房权证北关字第0123456号、云国用（2010）第0123号、鲁B12345号、军A12345、LSVAA4182E2123456归其所有。
依据（2020）鲁云湖证执字第88号、云湖仲裁字〔2017〕第123号、云劳人仲案字〔2020〕第88号。李某、张某1与云湖市澜海纸业有限公司、三江源专业合作社离婚纠纷一案。举报人钱有余，患病住院，尾号1234。`
	f := fold(text)
	all := map[string]pattern{
		"roleLead": roleLead, "roleBare": roleBare, "shortName": shortName, "homeLead": homeLead, "doorNo": doorNo, "livesIn": livesIn, "standsAt": standsAt,
		"statedCause": statedCause, "secretWords": secretWords, "sealWords": sealWords, "email": email, "chat": chat, "qq": qq, "pay": pay, "plate": plate,
		"service": service, "vin": vin, "vinKey": vinKey, "engine": engine, "paperKey": paperKey, "military": military, "idKey": idKey, "credit": credit,
		"creditKey": creditKey, "orgCode": orgCode, "otherNumber": otherNumber, "licence": licence, "health": health, "company": company, "masked": masked,
		"otherStrong": otherStrong, "otherKin": otherKin, "otherTells": otherTells,
	}
	for i, p := range titles {
		all["title"+string(rune('0'+i))] = p
	}
	found := 0
	for name, p := range all {
		var got, want [][]int
		f.each(p, func(m []int) { got = append(got, m) })
		for _, m := range p.FindAllStringSubmatchIndex(f.text, -1) {
			want = append(want, f.runesOf(m, 0))
		}
		found += len(want)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, in the whole %v", name, got, want)
		}
	}
	if found < 30 {
		t.Fatalf("only %d matches: the text shows nothing", found)
	}
}
