package termination

import (
	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/law"
)

// rules of domain.md §2.2, in the order in which they are shown within one
// severity: what decides first, then by letter. B, W and I are as strong as
// §2.2 and practice.md 15 and 25 let them be; what each may do on the ruling's
// day its basis decides.
func (r *reading) rules() []ruling.Rule {
	const b, w, i = review.Block, review.Warn, review.Info
	return append([]ruling.Rule{
		{ID: "I06", Words: true, Most: b, Check: r.disposesOfThisRoundOnly},
		{ID: "I03", Words: true, Most: b, Check: r.citesTheArticleOfItsDate},
		{ID: "J01", Most: b, Check: r.PanelIsComplete},
		{ID: "H01", Words: true, Most: b, Check: r.threeMonthsHavePassed},
		{ID: "I01", Words: true, Most: w, Check: r.statesWhatItMust},
		{ID: "I02", Most: w, Check: r.amountsReconcile},
		{ID: "I04", Words: true, Most: w, Check: r.citesInOrder},
		{ID: "I05", Words: true, Most: w, Check: r.remedyHasNoSixtyDays},
		{ID: "I07", Words: true, Most: w, Check: r.numberIsItsOwn},
		{ID: "I08", Words: true, Most: w, Check: r.wordsAgreeWithTheFile},

		{ID: "A01", Most: b, Check: r.caseIsEnforcement},
		{ID: "A02", Most: w, Asks: "执行标的是否包含金钱给付", Check: r.claimIsMoney},
		{ID: "A03", Most: w, Check: r.somethingIsLeft},
		{ID: "A04", Most: b, Asks: "死亡或者终止的被执行人有无遗产", Check: r.aDebtorIsLeft},
		{ID: "A05", Most: w, Asks: "执行和解协议的履行情况", Check: r.noSettlementRuns},
		{ID: "A06", Most: w, Check: r.groundIsProved},
		{ID: "A07", Most: w, Asks: "执行异议是否审结", Check: r.noObjectionPends},

		{ID: "B01", Most: b, Asks: "执行通知书", Check: r.debtorsWereNotified},
		{ID: "B02", Most: b, Asks: "报告财产令", Check: r.debtorsWereOrderedToReport},
		{ID: "B03", Most: b, Asks: "财产报告的核查", Check: r.reportsWereChecked},
		{ID: "B04", Most: b, Check: r.badReportsWerePunished},

		{ID: "C01", Most: b, Asks: "限制消费令", Check: r.debtorsAreLimited},
		{ID: "C02", Most: w, Asks: "单位负责人等的限制消费", Check: r.headsAreLimited},
		{ID: "C03", Most: b, Asks: "纳入失信名单或者未纳入的理由", Check: r.debtorsAreListed},

		{ID: "D01", Most: b, Asks: "财产线索的核实", Check: r.cluesAreVerified},
		{ID: "D02", Most: w, Asks: "网络查控的日期", Check: r.propertyWasQueried},
		{ID: "D03", Most: w, Check: r.bodyWithoutCodeWasVisited},
		{ID: "D04", Most: w, Asks: "现场调查", Check: r.inquiredOnTheSpot},
		{ID: "D05", Most: w, Asks: "公积金、理财、保险、股息红利的调查", Check: r.otherAssetsWereQueried},
		{ID: "D06", Most: w, Asks: "住所地或者经营场所的走访", Check: r.homeWasVisited},
		{ID: "D07", Most: b, Asks: "对隐匿财产的搜查", Check: r.hidersWereSearched},
		{ID: "D08", Most: b, Asks: "审计、悬赏申请的处理", Check: r.requestsWereDecided},
		{ID: "D09", Most: w, Asks: "对被执行人或者其负责人的询问", Check: r.debtorsWereQuestioned},
		{ID: "D10", Most: w, Asks: "首次查控日期", Check: r.inquiryWithinAMonth},

		{ID: "E01", Most: b, Asks: "查控财产未处置的原因", Check: r.assetsAreDisposedOf},
		{ID: "E02", Most: b, Asks: "流拍财产的抵债、强制管理", Check: r.unsoldAssetsWereOffered},
		{ID: "E03", Most: w, Asks: "未实际扣押车辆、船舶的协助扣押函", Check: r.unheldVehiclesWereSought},
		{ID: "E04", Most: w, Check: r.reasonsAreOfTheList},
		{ID: "E05", Most: i, Asks: "小额存款的余额", Check: r.smallBalancesAreSmall},
		{ID: "E06", Most: w, Check: r.firstSeizureIsUsed},
		{ID: "E07", Most: w, Check: r.renewalsArePointedOut},

		{ID: "F01", Most: b, Check: r.missingDebtorsWereSought},
		{ID: "F02", Most: b, Asks: "对妨害执行行为的处罚", Check: r.obstructionWasPunished},
		{ID: "F03", Most: w, Check: r.crimesWereReferred},
		{ID: "F04", Most: w, Asks: "移送破产审查的征询", Check: r.bankruptcyWasOffered},

		{ID: "G01", Most: w, Asks: "终本约谈和申请执行人意见", Check: r.applicantsWereTold},
		{ID: "G02", Most: w, Asks: "申请执行人是否同意及听证", Check: r.dissentWasHeard},
		{ID: "G03", Most: w, Check: r.cluesOfTheTalkAreKept},
		{ID: "G04", Most: b, Asks: "签字代理人的特别授权", Check: r.confirmationIsTheApplicants},

		{ID: "H02", Most: w, Asks: "执行期限届满日期", Check: r.withinTheLimit},
		{ID: "H03", Most: w, Asks: "延长执行期限的批准机关", Check: r.deductionsAreLawful},

		{ID: "J04", Most: w, Check: r.panelIsNoParty},
		{ID: "J06", Most: w, Check: r.tellsOnlyThePast},
		{ID: "J07", Words: true, Most: w, Check: r.SignedInOrder},

		{ID: "T12", Words: true, Most: w, Check: r.namesAreSpelledAlike},
		{ID: "T13", Words: true, Most: w, Check: r.nobodyElseIsAParty},
		{ID: "T14", Words: true, Most: w, Check: r.toldOfItsKind},

		{ID: "X01", Most: w, Check: r.noPropertyIsLeftElsewhere},
		{ID: "X02", Most: w, Check: r.noFirstSeizureWaitsElsewhere},
		{ID: "X03", Words: true, Most: w, Check: r.tellsItsOwnCase},
		{ID: "X04", Most: w, Check: r.numberIsGivenOnce},
		{ID: "X05", Most: w, Check: r.debtorLivesElsewhere},
	}, r.TextRules()...)
}

// deskRules are the lines of §2.2 that no reading of a paper can tell: the
// desk itself keeps them, where it says.
var deskRules = map[string]string{
	"J02": "route: each signs in turn", "J03": "approval: the president in office, by certificate",
	"J05": "frozen draft: its hash is approved and issued",
	"K01": "publication waits for service", "K02": "clock infobase", "K03": "clock publish",
	"K04": "clock requery", "K05": "clock removal", "K06": "revival links its case",
}

// reading is what the rules of this kind see besides.
type reading struct {
	*ruling.Reading
	facts   *CaseFile // never nil; of a lone paper, what the words say
	entered *CaseFile // nil for a lone paper
	words   *CaseFile // what the words say
	course  *course
	money   money
	telling telling
	cast    cast
}

// Checkup runs every rule.
func (k *Kind) Checkup(in review.CheckupInput) *review.Checkup {
	r := &reading{Reading: ruling.NewReading(in, k.book)}
	r.course, r.money = readCourse(r.Paper), readAmounts(r.Paper, r.Amounts())
	r.words = fromWords(r.Paper, r.Said(), r.course, r.money)
	r.facts = r.words
	r.telling = tellingOf(r.Paper)
	r.cast = castOf(r.Paper, r.Said(), r.telling)
	if e, ok := in.Facts.(*CaseFile); ok && e != nil {
		r.entered = e
		r.facts = Merge(e, r.facts)
		r.Entered, r.Number, r.Minutes = true, e.Number, e.Minutes
	}
	r.Panel = r.facts.Panel
	return r.Run(&review.Checkup{CaseNumber: r.facts.Number.String(), Kind: k.ID(), RulePack: k.RulePack()}, r.rules())
}

// packDate is moved whenever a rule changes what it says.
const packDate = "2026-11-24"

// RulePack is the version of the rules: their date, and a hash over their ids,
// how strong they may be, what they ask for, and the tables of law.
func (k *Kind) RulePack() string { return k.pack }

// Rules are the ids of the rules.
func (k *Kind) Rules() []string { return k.ids }

// Kind is 执行裁定书（终结本次执行程序用）.
type Kind struct {
	book *law.Book
	pack string
	ids  []string
}

// New returns the kind over a book of law.
func New(book *law.Book) *Kind {
	r := &reading{Reading: ruling.NewReading(review.CheckupInput{}, book)}
	rules := r.rules()
	return &Kind{book: book, pack: ruling.Pack(packDate, rules, book), ids: ruling.IDs(rules)}
}

func (k *Kind) ID() string { return "termination" }

// About: every 终本 ruling is the president's to approve (鲁高法〔2018〕17号 part
// 1 item 4(1)).
func (k *Kind) About() review.About {
	return review.About{
		DK: "DK-01", Basis: []string{"interpretation-termination", "directive-termination"}, Signs: review.RolePresident,
		Public: review.PublicByLaw, Volume: review.MainVolume,
	}
}

// Recognises says whether the text is of this kind: any ruling that is of no
// other kind is taken for one of these, and its rules say what is wrong.
func (k *Kind) Recognises(*review.Paper) bool { return true }

func (k *Kind) Read(text string) *review.Paper { return ruling.Read(text) }

func (k *Kind) Route(f review.Facts, o review.Offices) []review.Step { return ruling.Route(f, o) }

func (k *Kind) Prefill(p *review.Paper) review.Facts { return Prefill(p) }

func (k *Kind) Merge(entered, words review.Facts) review.Facts {
	e, ok := entered.(*CaseFile)
	if !ok || e == nil {
		return words
	}
	return Merge(e, words.(*CaseFile))
}
