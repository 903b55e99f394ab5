package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shenqian/app"
)

func (d *desk) list(t *testing.T, text string, o app.ImportOptions) *app.ImportReport {
	t.Helper()
	path := filepath.Join(t.TempDir(), "清册.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := d.ImportWith(t.Context(), []string{path}, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTitlesOfListsFindTheirFields(t *testing.T) {
	d := newDesk(t)
	d.sit(t, "书记")
	want := map[string]string{
		"案号*": "案号", "承办法官": "承办人", "立案时间（年月日）": "立案日期", "申请人": "申请执行人", "被执行人名称": "被执行人",
		"被执行人身份证号码": "被执行人.证件号码", "被执行人统一社会信用代码": "被执行人.统一社会信用代码", "申请执行人住所地": "申请执行人.住所",
		"执行依据文号": "执行依据.文号", "执行依据.作出机关": "执行依据.作出机关", "标的额(元)": "应执行标的金额", "申请执行人意见": "申请执行人意见",
		"约谈时间": "约谈.时间", "约谈.方式": "约谈.方式", "财产调查日期": "财产调查.日期", "惩戒措施.被执行人": "惩戒措施.被执行人", "审判长": "审判长",
		"当事人.称谓": "当事人.称谓", "当事人姓名": "当事人.姓名或名称",
	}
	var titles []string
	for title := range want {
		titles = append(titles, title)
	}
	row := strings.Repeat(",", len(titles))
	for i, title := range titles {
		if title == "案号*" {
			row = strings.Repeat(",", i) + "（2026）鲁9901执9号" + strings.Repeat(",", len(titles)-i-1)
		}
	}
	r := d.list(t, strings.Join(titles, ",")+",办结天数\n"+row+",3\n", app.ImportOptions{})
	if r.Failed() || len(r.Items) != 2 || len(r.Items[0].Unknown) != 1 || r.Items[0].Unknown[0] != "办结天数" {
		t.Fatalf("%+v", r.Items)
	}
	for title, field := range want {
		if got := r.Items[0].Columns[title]; got != field {
			t.Errorf("%s is %q, want %s", title, got, field)
		}
	}
}

func TestAListNeverOverwritesUnasked(t *testing.T) {
	d := newDesk(t)
	d.sit(t, "书记")
	d.bring(t, deskRuling)
	path := filepath.Join(t.TempDir(), "案件信息.json")
	file := `{"案号":"（2026）鲁9901执9号","法院":"山东省云湖市人民法院","立案日期":"2026年2月6日","应执行标的金额":"5万元","内部备注":"甲",
		"当事人":[{"称谓":"被执行人","姓名或名称":"段志成","住所":"甲路"}],"约谈":[{"被约谈人":"孟庆安","时间":"2026-05-01"}]}`
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err := d.Import(t.Context(), []string{path}, nil); err != nil || r.Failed() {
		t.Fatal(r, err)
	}
	const list = "案号,立案日期,标的额,书记员,被执行人,被执行人住所,申请人,约谈时间\n（2026）鲁9901执9号,2026-02-06,50000.00,书记,段志成,乙路,孟庆安,2026-06-01\n"
	say := func(r *app.ImportReport) (added, differs string) {
		var b strings.Builder
		for _, x := range r.Items[1].Differences {
			b.WriteString(x.Field + ":" + x.Old + "→" + x.New + "\n")
		}
		return strings.Join(r.Items[1].Added, " "), b.String()
	}
	differs := "当事人:→{\"姓名或名称\":\"孟庆安\",\"称谓\":\"申请执行人\"}\n当事人〔段志成〕.住所:甲路→乙路\n" +
		"约谈:[{\"时间\":\"2026-05-01\",\"被约谈人\":\"孟庆安\"}]→[{\"时间\":\"2026-06-01\",\"被约谈人\":\"\"}]\n"
	if added, got := say(d.list(t, list, app.ImportOptions{})); added != "书记员" || got != differs {
		t.Errorf("added %s\n%s", added, got)
	}
	kept, err := d.Load(t.Context(), deskID)
	if err != nil || kept.Facts.Clerk() != "书记" || kept.Facts.PartyList()[0].Address != "甲路" {
		t.Errorf("%+v %v", kept.Facts, err)
	}
	drafts := kept.Matter.Drafts
	if r := d.list(t, list, app.ImportOptions{}); r.Items[1].Draft != drafts {
		t.Errorf("the same list again made draft %d", r.Items[1].Draft)
	}
	if _, got := say(d.list(t, list, app.ImportOptions{Overwrite: true})); got != differs {
		t.Error(got)
	}
	taken, err := d.Load(t.Context(), deskID)
	if err != nil || taken.Facts.PartyList()[0].Address != "乙路" || len(taken.Facts.PartyList()) != 2 {
		t.Fatalf("%+v %v", taken.Facts, err)
	}
	b, err := d.File(t.Context(), taken.Matter.Draft.Facts)
	if err != nil || !strings.Contains(string(b), `"内部备注": "甲"`) {
		t.Errorf("what no kind knows was lost: %s %v", b, err)
	}
	if _, got := say(d.list(t, list, app.ImportOptions{})); got != "" {
		t.Errorf("still differs: %s", got)
	}
}

func TestAFailingListDoesNothing(t *testing.T) {
	d := newDesk(t)
	d.sit(t, "书记")
	r := d.list(t, "案号,承办人\n（2026）鲁9901执9号,甲\n\"（2026）鲁9901执10号,乙\n", app.ImportOptions{})
	if !r.Failed() || r.Items[0].Code != "sheet.quotes" {
		t.Fatalf("%+v", r.Items)
	}
	items, err := d.Queue(t.Context(), app.QueueFilter{})
	if err != nil || len(items.Items) != 0 {
		t.Errorf("%+v %v", items, err)
	}
}
