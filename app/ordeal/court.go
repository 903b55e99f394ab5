// Package ordeal puts a court's data through what must not harm it unseen:
// attacks on its database and its files, and ends at any moment.
package ordeal

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"shenqian/app"
	"shenqian/review"
	"shenqian/signing/trust"
)

// Court is a small court with its people's keys and a clock of its own.
type Court struct {
	*app.App
	*office
	Dir string
}

// office is what the people of a court have: their keys, a clock, and the part
// of the program that needs no data and takes time to load.
type office struct {
	Keys map[string]*app.Credential
	now  atomic.Pointer[time.Time]
	shop *app.Workshop
}

func newOffice(now time.Time) (o *office, err error) {
	o = &office{Keys: map[string]*app.Credential{}}
	o.now.Store(&now)
	o.shop, err = app.NewWorkshop(o.config(""))
	return o, err
}

// Name is the court's.
const Name = "山东省云湖市人民法院"

// offices are the people of the court. The clerk's name is no office's, for a
// ruling names him.
var offices = map[string]review.Role{
	"院长": review.RolePresident, "印章": review.RoleCustodian, "书记": review.RoleClerk, "管理": review.RoleAdmin,
	"甲法官": review.RoleJudge, "乙法官": review.RoleJudge, "丙法官": review.RoleJudge,
}

// Found founds a court in dir on a day in 2026.
func Found(ctx context.Context, dir string) (*Court, error) {
	start := time.Date(2026, 11, 24, 9, 0, 0, 0, app.Zone)
	o, err := newOffice(start)
	if err != nil {
		return nil, err
	}
	c := &Court{Dir: dir, office: o}
	authority, err := trust.NewTrainingAuthority(rand.Reader, "云湖", start)
	if err != nil {
		return nil, err
	}
	from := review.Date{Year: 2026, Month: 1, Day: 1}
	var people []review.Person
	for name, role := range offices {
		k, err := authority.Issue(name, "", start.AddDate(-1, 0, 0), start.AddDate(1, 0, 0))
		if err != nil {
			return nil, err
		}
		c.Keys[name] = k
		people = append(people, review.Person{
			ID: name, Name: name, Terms: []review.Term{{Role: role, From: from}},
			Keys: []review.Binding{{Fingerprint: app.Describe(k).Fingerprint, From: from}},
		})
	}
	own, err := authority.Issue(Name, "", start.AddDate(-1, 0, 0), start.AddDate(1, 0, 0))
	if err != nil {
		return nil, err
	}
	c.Keys[courtKey] = own
	court := app.Court{Name: Name, Demonstration: true, Keys: []review.Binding{{Fingerprint: app.Describe(own).Fingerprint, From: from}}}
	c.App, err = app.CreateCourt(ctx, c.config(dir), court, c.Keys["院长"], people)
	return c, err
}

// courtKey is the court's own certificate among Keys.
const courtKey = "单位"

func (o *office) config(dir string) app.Config {
	return app.Config{Data: dir, Clock: func() time.Time { return *o.now.Load() }}
}

// Open opens a copy of the court's data.
func (o *office) Open(ctx context.Context, dir string) (*app.App, error) {
	return o.shop.Open(ctx, o.config(dir))
}

// Wait lets time pass.
func (o *office) Wait(d time.Duration) {
	t := o.now.Load().Add(d)
	o.now.Store(&t)
}

// Sit seats a person at the desk, a minute later.
func (c *Court) Sit(ctx context.Context, name string) error {
	c.Wait(time.Minute)
	_, err := c.SignIn(ctx, name, c.Keys[name])
	return err
}

// ID is the matter of the ruling number n.
func ID(n int) string { return fmt.Sprintf("termination/（2026）鲁9901执%d号", n) }

// Ruling is a ruling's text.
func Ruling(n int) string { return strings.ReplaceAll(ruling, "执9号", fmt.Sprintf("执%d号", n)) }

const ruling = `山东省云湖市人民法院
执行裁定书
（2026）鲁9901执9号
申请执行人：孟庆安，男，1971年3月8日出生，汉族，住山东省云湖市。
被执行人：段志成，男，1969年11月20日出生，汉族，住山东省云湖市。
申请执行人孟庆安与被执行人段志成民间借贷纠纷一案，（2025）鲁9901民初1号民事判决书已经发生法律效力。申请执行人申请强制执行，要求被执行人偿还50000元。本院于2026年2月6日立案执行。
本院在执行过程中，发出执行通知书，查询被执行人的存款、车辆、不动产，未发现可供执行的财产。
本案执行到位0元，尚未执行到位50000元。
本院认为，本案不具备继续执行的条件。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十七条规定，裁定如下：
终结本次执行程序。
被执行人负有继续履行债务的义务。申请执行人可以申请恢复执行。
本裁定送达后立即生效。
审判长　甲法官
审判员　乙法官
审判员　丙法官
二〇二六年十一月二十日
书记员　书记
`

// Bring imports a ruling; somebody must be at the desk.
func (c *Court) Bring(ctx context.Context, n int) error {
	dir, err := os.MkdirTemp("", "ruling")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "裁定书.txt")
	if err := os.WriteFile(path, []byte(Ruling(n)), 0o600); err != nil {
		return err
	}
	_, err = c.Import(ctx, []string{path}, nil)
	return err
}

// Submit brings a ruling, answers what was found and submits it.
func (c *Court) Submit(ctx context.Context, n int) error {
	if err := c.Bring(ctx, n); err != nil {
		return err
	}
	d, err := c.Load(ctx, ID(n))
	if err != nil {
		return err
	}
	for _, f := range d.Matter.Unanswered(d.Checkup.Findings) {
		if err := c.Answer(ctx, ID(n), f.Key(), "已核实", ""); err != nil {
			return err
		}
	}
	_, err = c.App.Submit(ctx, ID(n), app.Submission{})
	return err
}

// ToPresident takes rulings to where they wait for the president, who then
// sits at the desk.
func (c *Court) ToPresident(ctx context.Context, numbers ...int) error {
	if err := c.Sit(ctx, "书记"); err != nil {
		return err
	}
	for _, n := range numbers {
		if err := c.Submit(ctx, n); err != nil {
			return err
		}
	}
	for _, judge := range []string{"乙法官", "丙法官", "甲法官"} {
		if err := c.Sit(ctx, judge); err != nil {
			return err
		}
		for _, n := range numbers {
			d, err := c.Load(ctx, ID(n))
			if err != nil {
				return err
			}
			if _, err := c.SignStep(ctx, ID(n), d.Matter.Version.Text, c.Keys[judge]); err != nil {
				return err
			}
		}
	}
	return c.Sit(ctx, "院长")
}

// Approve shows a ruling to the president and has him sign it.
func (c *Court) Approve(ctx context.Context, n int) error {
	shown, err := c.Show(ctx, ID(n))
	if err != nil {
		return err
	}
	_, err = c.App.Approve(ctx, ID(n), shown.Hash, c.Keys["院长"], "")
	return err
}
