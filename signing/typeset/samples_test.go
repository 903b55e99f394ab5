package typeset

import (
	"strings"
	"testing"
)

// paper builds a document and its source text together.
type builder struct {
	source strings.Builder
	runes  int
	blocks []Block
}

func (b *builder) add(s Style, text string, label ...int) {
	p := Paragraph{Style: s, Text: text, Source: b.runes}
	if len(label) > 0 {
		p.Label = label[0]
	}
	b.blocks = append(b.blocks, p)
	b.source.WriteString(text)
	b.runes += len([]rune(text))
}

func (b *builder) document() Document {
	return Document{Title: "执行裁定书", Subject: "终结本次执行程序", Producer: "Shenqian", Created: testTime, Blocks: b.blocks, PageMark: "审签码 7K3F-92QD"}
}

// zhengzhou is a published ruling of 56 days (names replaced).
func zhengzhou() *builder {
	b := &builder{}
	b.add(CourtName, "河南省郑州航空港经济综合实验区人民法院")
	b.add(DocumentName, "执行裁定书")
	b.add(CaseNumber, "（2020）豫0192执3427号之一")
	for _, s := range []string{
		"申请执行人：古晓平，女，汉族，1982年5月24日出生，住河南省新郑市。",
		"被执行人：古小莉，女，汉族，1981年5月17日出生，住河南省新郑市。",
		"关于古晓平申请执行古小莉民间借贷纠纷一案，依据本院已经发生法律效力的（2020）豫0192民初4061号民事判决书，被执行人应向申请执行人偿还借款400，000元及利息。被执行人未履行生效法律文书确认的义务，申请执行人于2020年11月30日向本院申请执行。",
		"本院在执行过程中，实施以下执行行为：",
		"一、2020年11月30日，向被执行人发出执行通知书，责令其限期履行法律文书所确定的义务，但被执行人至今未履行义务。",
		"二、2020年12月3日，2021年1月14号，通过执行网络查控系统向金融机构、证券机构、网络支付机构、自然资源部等发出查询通知，查询被执行人名下财产，未发现可供执行的财产。",
		"三、2021年1月5日，前往郑州航空港经济综合实验区不动产登记中心调查，未发现被执行人不动产登记信息。",
		"四、2021年1月6日，前往郑州市不动产登记中心调查，未发现被执行人不动产登记信息。",
		"五、2021年1月8日，前往郑州住房公积金管理中心郑州航空港管理部调查，未发现被执行人缴存记录。",
		"六、因被执行人未履行生效法律文书确认的义务，本院于2021年1月11日决定对被执行人采取限制高消费措施，并纳入失信被执行人名单。",
		"七、2021年1月20日，前往被执行人住所地执行，未发现可供执行的财产。",
		"本院已告知申请执行人本案的执行情况、财产调查措施、被执行人的财产情况、终结本次执行程序的依据及法律后果等，申请执行人在指定期限内不能向本院提供被执行人的可供执行的财产线索。",
		"本院认为，本案未发现被执行人可供执行财产。依照《最高人民法院关于适用<中华人民共和国民事诉讼法>的解释》第五百一十九条规定，裁定如下：",
		"终结本次执行程序。",
		"被执行人负有继续向申请执行人履行债务的义务，被执行人自动履行完毕的，当事人应当及时告知本院。",
		"申请执行人发现被执行人有可供执行财产的，可向本院或其他有管辖权的法院申请恢复执行，申请执行人申请恢复执行不受申请执行时效期间的限制。",
		"本裁定送达后立即生效。",
		"不服本裁定的，可以在收到本裁定之日起六十日内，依照《中华人民共和国民事诉讼法》第二百二十五条向本院提出执行异议。",
	} {
		b.add(Body, s)
	}
	b.add(Signatory, "审判长崔继国", 3)
	b.add(Signatory, "审判员高原", 3)
	b.add(Signatory, "审判员周永增", 3)
	b.add(DateLine, "二〇二一年一月二十五日")
	b.add(Signatory, "法官助理刘晓璐", 4)
	b.add(Signatory, "书记员张燕涛", 3)
	return b
}

// korla is a ruling as published: full stops lost, no head but the number.
func korla() *builder {
	b := &builder{}
	b.add(CaseNumber, "(2022)新2801执4679号")
	for _, s := range []string{
		"申请执行人：新疆巴音郭楞蒙古自治州住房和城乡建设局，住所地为新疆维吾尔自治区巴音郭楞蒙古自治州库尔勒市",
		"法定代表人：邵君安，系单位局长",
		"被执行人：巴州海隆包装有限责任公司，住所地为新疆维吾尔自治区巴音郭楞蒙古自治州库尔勒经济技术开发区",
		"申请执行人新疆巴音郭楞蒙古自治州住房和城乡建设局与被执行人巴州海隆包装有限责任公司行政一案，本院作出的（2022）新2801行审82号行政裁定书已经发生法律效力",
		"因被执行人巴州海隆包装有限责任公司未履行生效法律文书确定的义务，申请执行人新疆巴音郭楞蒙古自治州住房和城乡建设局于2022年12月9日向本院申请强制执行，要求巴州海隆包装有限责任公司支付案件款58，833元",
		"2、通过执行网络查控系统向金融机构、车辆登记部门、证券机构、网络支付机构、自然资源部等发出查询通知，查明被执行人巴州海隆包装有限责任公司名下银行账户有存款3，022.46元，已划拨全部发放给申请执行人，查明被执行人巴州海隆包装有限责任公司名下暂无其他财产可供执行",
		"本案尚未执行到位55，810.54元",
		"依照《最高人民法院关于适用《中华人民共和国民事诉讼法》的解释》第五百一十七条的规定，裁定如下：",
		"终结本次执行程序",
		"本裁定送达后即发生法律效力",
	} {
		b.add(Body, s)
	}
	b.add(Signatory, "审判长李圆圆", 3)
	b.add(Signatory, "审判员刘晖", 3)
	b.add(Signatory, "审判员德里格尔桑", 3)
	b.add(DateLine, "二〇二三年三月二十四日")
	b.add(Signatory, "书记员杨衡山", 3)
	return b
}

func mustTypeset(t testing.TB, d Document) *Result {
	t.Helper()
	r, err := testKit(t).Typeset(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
