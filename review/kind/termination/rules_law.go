package termination

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"shenqian/review"
	"shenqian/review/kind/ruling"
	"shenqian/review/law"
)

const termination = "interpretation-termination"

// cited are the norms that parts of the paper cite, with their places in it.
func (r *reading) cited(roles ...review.PartRole) []law.Citation {
	var out []law.Citation
	for _, q := range r.Paper.Parts {
		for _, role := range roles {
			if q.Role != role {
				continue
			}
			for _, c := range r.Book.Citations(r.Paper.Of(q)) {
				c.Start, c.End = c.Start+q.Start, c.End+q.Start
				out = append(out, c)
			}
		}
	}
	return out
}

func placeOf(c law.Citation) ruling.Place { return ruling.Place{Start: c.Start, End: c.End} }

// I03: what is cited exists on the ruling's day and had the subject that is
// meant: 519 until 2022-04-09, 517 from 2022-04-10; the 民事诉讼法 by the
// numbers of its edition of that day (domain.md §4.2).
func (r *reading) citesTheArticleOfItsDate() ruling.Result {
	if !r.HasLaw && !r.On.IsZero() {
		return r.Unknown(termination, "I03.nolaw", ruling.Place{}, "date", r.On.Arabic())
	}
	if !r.HasLaw {
		return r.Unknown(termination, "I03.nodate", ruling.Place{})
	}
	want := review.Numeral(r.Profile.Article)
	part, ok := r.Paper.First(review.PartBasis)
	if !ok {
		return r.Unmet(termination, "I03.nobasis", ruling.Place{}, "article", want)
	}
	basis := r.cited(review.PartBasis)
	if res, wrong := r.interpretation(basis, ruling.PlaceOf(part)); wrong {
		return res
	}
	for _, c := range basis {
		if res, wrong := r.articlesFit(c); wrong {
			return res
		}
	}
	for _, c := range r.cited(review.PartRights, review.PartEffect) {
		if res, wrong := r.remedyFits(c); wrong {
			return res
		}
	}
	return ruling.MetBy("passed.I03.right", "article", want, "on", r.On.Arabic())
}

// interpretation looks for the article that a 终本 ruling rests on.
func (r *reading) interpretation(basis []law.Citation, at ruling.Place) (ruling.Result, bool) {
	want := review.Numeral(r.Profile.Article)
	var numbers []string
	cited := false
	for _, c := range basis {
		if c.Norm != "interpretation" {
			continue
		}
		cited, at = true, placeOf(c)
		for _, a := range c.Articles {
			if a.Number == r.Profile.Article && a.Of == 0 {
				return ruling.Met, false
			}
			numbers = append(numbers, review.Numeral(a.Number))
		}
	}
	switch {
	case !cited:
		return r.Unmet(termination, "I03.notcited", at, "article", want), true
	case len(numbers) == 0:
		return r.Unmet(termination, "I03.noarticle", at, "article", want), true
	}
	return r.Unmet(termination, "I03.wrong", at, "cited", strings.Join(numbers, "、"), "article", want, "on", r.On.Arabic()), true
}

// articlesFit holds each article of a basis against its edition of the day.
func (r *reading) articlesFit(c law.Citation) (ruling.Result, bool) {
	edition := r.Profile.Edition(c.Norm)
	if edition == 0 {
		return ruling.Met, false
	}
	if c.Norm == "cpl" && c.Edition != 0 && c.Edition != edition && c.Edition >= 2007 {
		return r.Unmet("article-numbers", "I03.edition", placeOf(c), "cited", c.String(), "edition", itoa(c.Edition), "right", itoa(edition)), true
	}
	for _, a := range c.Articles {
		number := review.Numeral(a.Number)
		if !r.Book.HasArticle(c.Norm, edition, a.Number) {
			return r.Unmet("article-numbers", "I03.noexist", placeOf(c), "cited", number, "title", c.Title).Warn(), true
		}
		topic, known := r.Book.TopicOf(c.Norm, edition, a.Number)
		if known && topic.Fits {
			if a.Item > 0 && len(topic.Items) > 0 && a.Item != len(topic.Items) && a.Paragraph <= 1 {
				return r.item(c, a, topic), true
			}
			// 264 is about interest now and has no items: 264 item six was the ending.
			for _, t := range r.Book.Elsewhere(c.Norm, edition, a.Number) {
				if a.Item > 0 && len(topic.Items) == 0 && len(t.Items) > 0 {
					return r.Unmet("article-numbers", "I03.renumbered", placeOf(c), "cited", a.String(), "topic", t.Name, "right", review.Numeral(t.NumberOf(edition))).Warn(), true
				}
			}
			continue
		}
		for _, t := range r.Book.Elsewhere(c.Norm, edition, a.Number) {
			if t.Fits {
				return r.Unmet("article-numbers", "I03.renumbered", placeOf(c), "cited", number, "topic", t.Name, "right", review.Numeral(t.NumberOf(edition))).Warn(), true
			}
		}
		if known && c.Norm == "cpl" {
			return r.Unmet("article-numbers", "I03.subject", placeOf(c), "cited", number, "topic", topic.Name).Warn(), true
		}
	}
	return ruling.Met, false
}

// item: of 终结执行 only the last item, the catch-all, is near a 终本.
func (r *reading) item(c law.Citation, a law.Cited, t law.Topic) ruling.Result {
	if a.Item > len(t.Items) {
		return r.Unmet("article-numbers", "I03.noitem", placeOf(c), "cited", a.String(), "items", itoa(len(t.Items))).Warn()
	}
	return r.Unmet("article-numbers", "I03.item", placeOf(c), "cited", a.String(), "topic", t.Items[a.Item-1]).Warn()
}

// remedyFits: who is told of an objection is told its article of the day.
func (r *reading) remedyFits(c law.Citation) (ruling.Result, bool) {
	edition := r.Profile.Edition(c.Norm)
	if c.Norm != "cpl" || edition == 0 || !strings.Contains(r.sentenceOf(placeOf(c)), "异议") {
		return ruling.Met, false
	}
	for _, a := range c.Articles {
		if t, ok := r.Book.TopicOf(c.Norm, edition, a.Number); ok && t.Words == "异议" {
			continue
		}
		for _, t := range r.Book.Elsewhere(c.Norm, edition, a.Number) {
			if t.Words == "异议" {
				return r.Unmet("article-numbers", "I03.renumbered", placeOf(c), "cited", review.Numeral(a.Number), "topic", t.Name, "right", review.Numeral(t.NumberOf(edition))).Warn(), true
			}
		}
	}
	return ruling.Met, false
}

// sentenceOf is the sentence around a place.
func (r *reading) sentenceOf(at ruling.Place) string {
	start, end := at.Start, at.End
	for start > 0 && r.Paper.Slice(start-1, start) != "。" && at.Start-start < 80 {
		start--
	}
	for end < r.Paper.Len() && r.Paper.Slice(end, end+1) != "。" && end-at.End < 80 {
		end++
	}
	return r.Paper.Slice(start, end)
}

// I04: laws come before interpretations, and a 规范性文件 such as 373 is
// reasoned with, not ruled by (《裁判文书引用规定》 arts 2, 6).
func (r *reading) citesInOrder() ruling.Result {
	highest := law.Rank(0)
	for _, c := range r.cited(review.PartBasis) {
		switch {
		case c.Rank == law.Guidance:
			return r.Unmet("citation-rules", "I04.guidance", placeOf(c), "title", c.Title)
		case c.Rank != 0 && c.Rank < highest:
			return r.Unmet("citation-rules", "I04.order", placeOf(c), "title", c.Title)
		case c.Rank != 0:
			highest = c.Rank
		}
	}
	return ruling.Met
}

// I05: the sixty days of 法释〔2016〕3号 are for 终结执行; and no ruling of this
// kind is appealed against or reconsidered at once.
func (r *reading) remedyHasNoSixtyDays() ruling.Result {
	for _, q := range r.Paper.Parts {
		if q.Role != review.PartRights && q.Role != review.PartEffect && q.Role != review.PartDisposition {
			continue
		}
		text := r.Paper.Of(q)
		if !strings.ContainsAny(text, "日天级") {
			continue
		}
		for _, e := range []struct {
			code  string
			words *regexp.Regexp
		}{{"I05.sixty", sixtyDays}, {"I05.appeal", appealWords}} {
			if m := e.words.FindStringIndex(text); m != nil {
				at := q.Start + utf8.RuneCountInString(text[:m[0]])
				return r.Unmet("sc-501", e.code, ruling.Place{Start: at, End: at + utf8.RuneCountInString(text[m[0]:m[1]])})
			}
		}
	}
	return ruling.Met
}

var (
	sixtyDays   = regexp.MustCompile(`(?:六十|60|６０)[ 　]*(?:日|天|个工作日)`)
	appealWords = regexp.MustCompile(`(?:向[^。，]{0,12}上一?级[^。，]{0,8}法院)[^。]{0,6}(?:申请复议|提起上诉|上诉)|(?:日|天)内[^。]{0,12}(?:上诉|申请复议)`)
)

// I07: what one paper shows of its number among the rulings of its case.
func (r *reading) numberIsItsOwn() ruling.Result {
	own := r.Said().Number
	if own.Number == 0 {
		return ruling.Result{Outcome: review.NotApplicable}
	}
	for _, q := range r.Paper.Parts {
		if q.Role != review.PartCause && q.Role != review.PartCourse && q.Role != review.PartReasoning {
			continue
		}
		text := r.Paper.Of(q)
		if !strings.Contains(text, "号") || !strings.Contains(text, itoa(own.Number)) && !strings.ContainsAny(text, "０１２３４５６７８９") {
			continue
		}
		for _, n := range review.FindCaseNumbers(text) {
			at := ruling.Place{Start: q.Start + n.Start, End: q.Start + n.End}
			switch after := r.Paper.Slice(at.End, min(at.End+8, r.Paper.Len())); {
			case n.Case() != own.Case() || n.Suffix == "" && own.Suffix == "" && !strings.Contains(after, "裁定"):
			case n.Suffix == own.Suffix:
				return r.Unmet("sub-number", "I07.same", at, "number", n.CaseNumber.String())
			case own.Suffix == "" && n.Suffix != "":
				return r.Unmet("sub-number", "I07.none", at, "number", n.CaseNumber.String())
			}
		}
	}
	return ruling.Met
}
