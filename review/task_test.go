package review_test

import (
	"testing"

	"shenqian/review"
)

func TestARemarkIsATaskUntilItsOwnerSaysWhatHeDid(t *testing.T) {
	p := newPlay()
	p.must(t, draft("t0"))
	due := review.Date{Year: 2018, Month: 6, Day: 20}
	ask := func(by string, role review.Role, task *review.Task) review.Event {
		return review.Event{Kind: review.EventAsk, Actor: by, Name: by, Role: role, Task: task}
	}
	did := func(by string, n int, how string) review.Event {
		return review.Event{Kind: review.EventFulfil, Actor: by, Name: by, Role: review.RoleJudge, Task: &review.Task{N: n, How: how}}
	}
	for want, e := range map[string]review.Event{
		"task.empty":  ask("院", review.RolePresident, &review.Task{Owner: "甲", Due: due}),
		"task.due":    ask("院", review.RolePresident, &review.Task{Text: "抓紧续封", Owner: "甲", Due: review.Date{Year: 2018, Month: 6, Day: 3}}),
		"role.maynot": ask("书", review.RoleClerk, &review.Task{Text: "抓紧续封", Owner: "甲", Due: due}),
		"task.none":   did("甲", 1, "已续封"),
	} {
		if err := p.do(e); code(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	p.must(t, ask("院", review.RolePresident, &review.Task{Text: "抓紧续封", Owner: "甲", Due: due}))
	p.must(t, ask("院", review.RolePresident, &review.Task{Text: "约谈申请执行人", Owner: "乙", Due: due}))
	if cs := p.m.TaskClocks(); len(cs) != 2 || cs[0].Text != "抓紧续封" || cs[0].Owner != "甲" || cs[0].Due != due || cs[1].N != 2 {
		t.Fatalf("%+v", cs)
	}
	for want, e := range map[string]review.Event{"task.owner": did("乙", 1, "已续封"), "task.how": did("甲", 1, " ")} {
		if err := p.do(e); code(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	before := p.m.Tasks
	p.must(t, did("甲", 1, "已续封至2021年"))
	if before[0].How != "" {
		t.Error("an earlier state of the matter was changed")
	}
	if err := p.do(did("甲", 1, "又一次")); code(err) != "task.done" {
		t.Error(err)
	}
	if cs := p.m.TaskClocks(); len(cs) != 1 || cs[0].N != 2 {
		t.Errorf("%+v", cs)
	}
	if one := p.m.Tasks[0]; one.How != "已续封至2021年" || one.Done.IsZero() || one.By != "院" {
		t.Errorf("%+v", one)
	}
}
