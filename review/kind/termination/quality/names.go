package quality

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"shenqian/review"
)

// court is a court that does not exist.
type court struct{ name, code, place, region, province string }

var courts = []court{
	{"山东省云湖市人民法院", "鲁9901", "云湖市", "鲁", "山东省"},
	{"山东省临溪县人民法院", "鲁1798", "临溪县", "鲁", "山东省"},
	{"河南省陈桥市东城区人民法院", "豫1695", "陈桥市", "豫", "河南省"},
	{"四川省嘉禾市沙河区人民法院", "川1791", "嘉禾市", "川", "四川省"},
	{"湖南省潇浦县人民法院", "湘1397", "潇浦县", "湘", "湖南省"},
	{"浙江省明江市人民法院", "浙0696", "明江市", "浙", "浙江省"},
	{"江苏省淮塘市清浦区人民法院", "苏0894", "淮塘市", "苏", "江苏省"},
	{"广东省岭海市南塘区人民法院", "粤1993", "岭海市", "粤", "广东省"},
	{"新疆维吾尔自治区阿勒克县人民法院", "新4397", "阿勒克县", "新", "新疆维吾尔自治区"},
	{"内蒙古自治区巴彦陶海旗人民法院", "内0892", "巴彦陶海旗", "内", "内蒙古自治区"},
	{"甘肃省河口县人民法院", "甘2991", "河口县", "甘", "甘肃省"},
	{"安徽省皖江市人民法院", "皖0897", "皖江市", "皖", "安徽省"},
}

var highCourts = []court{
	{"山东省云湖市中级人民法院", "鲁99", "云湖市", "鲁", "山东省"},
	{"福建省鹭江市中级人民法院", "闽98", "鹭江市", "闽", "福建省"},
}

var seaCourts = []court{{"东屿海事法院", "闽72", "东屿市", "闽", "福建省"}}

const (
	surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
	given    = "志建国伟明丽华涛敏静强军勇杰娟艳秀英兰霞平刚桂芳玲辉鹏飞宁凯晨浩宇轩文博雅琴珍莉红梅洪波振东海龙庆安德成学义长河春生素云玉凤立新永福思远佳慧子涵一鸣"
	brands   = "恒泰 鼎固 澜海 德润 华晟 金穗 远航 宏图 锦源 瑞丰 万通 永昌 天工 博远 同济 盛隆 嘉业 兴达"
	trades   = "建筑安装 纸业 商贸 物流 食品 机械制造 装饰工程 农业发展 电子科技 纺织"
)

var dotted = []struct{ name, nation string }{
	{"买买提·艾力", "维吾尔族"},
	{"古丽米热·吐尔逊", "维吾尔族"},
	{"阿不都热合曼·玉素甫", "维吾尔族"},
	{"那仁满都拉", "蒙古族"},
	{"苏亚拉其其格", "蒙古族"},
	{"巴雅尔", "蒙古族"},
	{"阿依努尔·哈力别克", "哈萨克族"},
}

// draw makes names that no other of the ruling has.
type draw struct {
	*rand.Rand
	used map[string]bool
}

func pick[T any](d *draw, list []T) T { return list[d.IntN(len(list))] }

func (d *draw) fresh(make func() string) string {
	for {
		if s := make(); !d.used[s] {
			d.used[s] = true
			return s
		}
	}
}

// person is a name of two or three characters; no two of a ruling differ in
// one character only.
func (d *draw) person() string {
	return d.fresh(func() string {
		s, g := []rune(surnames), []rune(given)
		name := string(pick(d, s))
		for d.used["surname "+name] {
			name = string(pick(d, s))
		}
		d.used["surname "+name] = true
		name += string(pick(d, g))
		if d.IntN(4) > 0 {
			name += string(pick(d, g))
		}
		return name
	})
}

func (d *draw) brand() string {
	return d.fresh(func() string { return pick(d, strings.Fields(brands)) })
}

// party draws a party of a kind.
func (d *draw) party(role review.PartyRole, kind string, c court) (p review.Party, short string) {
	p = review.Party{Role: role}
	p.Address = c.province + c.place + pick(d, []string{"文昌路", "府前街", "人民东路", "解放大道", "学府街道"}) + fmt.Sprint(1+d.IntN(300)) + "号"
	switch kind {
	case "person", "dotted":
		p.Type, p.Name, p.Ethnicity = review.NaturalPerson, "", "汉族"
		if kind == "dotted" {
			p.Name = d.fresh(func() string {
				n := pick(d, dotted)
				p.Ethnicity = n.nation
				return n.name
			})
		} else {
			p.Name = d.person()
		}
		p.Sex = pick(d, []string{"男", "女"})
		p.Birth = review.Date{Year: 1955 + d.IntN(38), Month: 1 + d.IntN(12), Day: 1 + d.IntN(28)}
		p.ID = fmt.Sprintf("379901%04d%02d%02d%03d9", p.Birth.Year, p.Birth.Month, p.Birth.Day, d.IntN(1000))
		return p, p.Name
	case "bank":
		b := d.brand()
		p.Name, short = c.place+"农村商业银行股份有限公司"+b+"支行", b+"支行"
		p.Post = "行长"
	case "bureau":
		p.Name = c.place + pick(d, []string{"自然资源和规划局", "住房和城乡建设局", "市场监督管理局", "应急管理局"})
		short, p.Post = p.Name, "局长"
	case "shop":
		b := d.brand()
		p.Name, short = c.place+b+"建材经营部", b+"建材经营部"
	default:
		b := d.brand()
		p.Name, short = c.place+b+pick(d, strings.Fields(trades))+"有限公司", b+"公司"
		p.Post = pick(d, []string{"总经理", "执行董事", "董事长"})
	}
	p.Type, p.Representative = review.LegalPerson, d.person()
	if kind == "shop" {
		p.Type = review.OtherBody
	}
	p.CreditCode = fmt.Sprintf("913799%02dMA3%06dX%02d", d.IntN(100), d.IntN(1000000), d.IntN(100))[:18]
	return p, short
}
