package quality

import (
	"strings"

	"shenqian/review"
)

// Characters that are written for one another: they sound or look alike.
var alike = strings.Fields("志智 建健 国囯 伟玮 明铭 丽莉 华桦 涛焘 敏闵 静靖 军君 强墙 勇永 杰洁 娟绢 艳燕 秀绣 英瑛 兰蓝 霞侠 平萍 刚钢 桂贵 芳方 玲铃 辉晖 鹏朋 飞菲 宁柠 凯恺 晨辰 浩皓 宇雨 轩萱 文纹 博搏 雅娅 琴勤 珍真 红虹 梅枚 洪红 波坡 振震 东冬 海梅 龙尤 庆床 安按 德得 成城 学字 义仪 长张 河何 春舂 生升 素紊 云芸 玉王 凤风 立丽 新欣 福富 思恩 远源 佳住 慧惠 子孑 涵函 一二 鸣呜 王玉 李季 张章 刘浏 陈陆 杨扬 赵越 黄簧 周用 吴昊 徐余 孙荪 胡湖 朱未 高亮 林琳 何河 郭廓 马冯 罗锣 梁粱 宋末 郑邓 恒衡 泰秦 鼎鼏 澜阑 德得 华毕 金全 穗惠 宏弘 图涂 锦绵 瑞端 丰韦 万方 通迪 永水 昌冒 天夭 博傅 同周 盛成 嘉喜 兴与 达迖")

// mistyped is a name with one character exchanged for one like it.
func mistyped(d *draw, name string) (string, bool) {
	rs := []rune(name)
	for _, i := range d.Perm(len(rs)) {
		if i == 0 && len(rs) < 3 {
			continue
		}
		for _, pair := range alike {
			if p := []rune(pair); p[0] == rs[i] {
				rs[i] = p[1]
				return string(rs), true
			}
		}
	}
	return "", false
}

// last changes the last place of old behind the head.
func last(old, new string) func(string) string {
	return func(s string) string {
		i, head := strings.LastIndex(s, old), strings.Index(s, "一案")
		if i < 0 || i < head {
			return s
		}
		return s[:i] + new + s[i+len(old):]
	}
}

// partyFaults are parties whose names are wrong in what the ruling tells.
func partyFaults() []Fault {
	return []Fault{
		word("name", "a name mistyped", func(r *Ruling, d *draw) bool {
			name := r.words[pick(d, []string{"被", "申", "被2"})]
			wrong, ok := mistyped(d, name)
			return ok && len([]rune(name)) > 1 && r.edit(last(name, wrong))
		}, "T12"),
		word("name", "a short name mistyped", func(r *Ruling, d *draw) bool {
			short := r.words[pick(d, []string{"被.简", "申.简"})]
			if !strings.Contains(r.Text(), "称"+short) && !strings.Contains(r.Text(), "称“"+short) {
				return false
			}
			wrong, ok := mistyped(d, short)
			return ok && r.edit(last(short, wrong))
		}, "T12", "T13"),
		word("name", "a party of another case", func(r *Ruling, d *draw) bool {
			stranger := d.person()
			lead := pick(d, []string{"对被执行人", "向被执行人", "将被执行人", "被执行人"})
			return r.edit(func(s string) string { return afterHead(s, swap(lead, lead+stranger+"、被执行人")) })
		}, "T13"),
		word("name", "a company of another case", func(r *Ruling, d *draw) bool {
			p, _ := d.party(review.Debtor, "company", r.court)
			return r.edit(swap("本院认为，", "本院认为，被执行人"+p.Name+"无可供执行的财产，"))
		}, "T13"),
		word("name", "a short name nobody introduced", func(r *Ruling, d *draw) bool {
			b := d.brand() + "公司"
			return r.edit(swap("本院认为，", "本院认为，"+b+"暂无财产可供执行，"))
		}, "T13"),
		word("number", "a court of another province", func(r *Ruling, d *draw) bool {
			other := "黑"
			n := r.words["案号"]
			text := strings.Replace(n, r.court.region, other, 1)
			return r.court.province != "" && r.Template.court != "海事" && r.edit(func(s string) string { return strings.Replace(s, n, text, 1) })
		}, "T05", "I06", "T14"),
		word("money", "the claim in words and in figures", func(r *Ruling, _ *draw) bool {
			return r.edit(swap("元（大写：", "元（大写：玖佰")) // 金额大小写不一
		}, "I02", "I09"),
		word("judgment", "another basis than the file's", func(r *Ruling, _ *draw) bool {
			r.File.BasisDoc.Number = strings.Replace(r.words["依据"], "）", "）", 1)
			n := r.words["依据"]
			i := strings.LastIndex(n, "号")
			r.words["依据"] = n[:i] + "7" + n[i:]
			return true
		}, "I08"),
		word("judgment", "filed on another day than the file says", func(r *Ruling, d *draw) bool {
			if !strings.Contains(r.Template.body, "{立案}") || r.Template.Name == "short-dates" {
				return false
			}
			r.dates["立案"] = r.dates["立案"].AddDays(-(1 + d.IntN(3)))
			if r.dates["立案"].Before(r.dates["申请"]) {
				r.dates["申请"] = r.dates["立案"]
			}
			return true
		}, "I08"),
	}
}
