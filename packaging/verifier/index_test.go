//go:build !js

package main

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"shenqian/signing/bundle"
)

func TestTheIndexOfABundleIsSearchedAndStandsWithoutAScript(t *testing.T) {
	dir, _ := lay(t, 40)
	b := open(t)
	address := "file://" + filepath.Join(dir, bundle.IndexName)
	b.do(chromedp.Navigate(address))
	const shown = `Array.from(document.querySelectorAll("main li")).filter(e => e.checkVisibility({ contentVisibilityAuto: false })).length`
	search := func(words string) int {
		b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("q").value = "`+words+`", document.getElementById("q").dispatchEvent(new Event("input")), undefined`),
			chromedp.Evaluate[chromedp.Void](`new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))`, chromedp.EvalAwaitPromise))
		return get(b, chromedp.Evaluate[int](shown))
	}
	all := search("")
	if all != 40+1+1 {
		t.Errorf("%d lines, want 40 papers, one recalled, one notice", all)
	}
	if n := search("鲁９９０１执17号"); n != 1 {
		t.Errorf("%d lines for one case", n)
	}
	if n := search("执40号 补正"); n != 2 { // within the ruling that it corrects
		t.Errorf("%d lines for a correction", n)
	}
	if said := get(b, chromedp.Evaluate[string](`document.getElementById("n").textContent`)); said != "找到 1 件" {
		t.Errorf("it says %q", said)
	}
	if n := search("没有这样的"); n != 0 {
		t.Errorf("%d lines for nothing", n)
	}
	// Every word is to be read against what lies behind it (WCAG 2.2, 1.4.3).
	for _, dark := range []bool{false, true} {
		b.do(media("", dark), chromedp.Navigate(address))
		if low := get(b, chromedp.Evaluate[string](contrast)); low != "" {
			t.Errorf("dark %v: too faint: %s", dark, low)
		}
	}
	b.do(media("", false), command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}), chromedp.Navigate(address))
	if n := get(b, chromedp.Evaluate[int](shown)); n != all {
		t.Errorf("without scripts there are %d lines", n)
	}
	if get(b, chromedp.Evaluate[bool](`document.getElementById("q").checkVisibility()`)) {
		t.Error("without scripts there is a field to search that does nothing")
	}
	if n := get(b, chromedp.Evaluate[int](`document.querySelectorAll("main, nav[aria-label], header, footer, h1, section[aria-labelledby]").length`)); n < 8 {
		t.Errorf("only %d landmarks", n)
	}
}

// contrast names an element whose text is fainter than 4.5 to 1.
const contrast = `(() => {
	const light = (c) => {
		const [r, g, b] = c.match(/[\d.]+/g).map(Number).map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const behind = (e) => {
		for (; e; e = e.parentElement) {
			const c = getComputedStyle(e).backgroundColor;
			if (!/, 0\)$/.test(c)) return c;
		}
		return "rgb(255, 255, 255)";
	};
	for (const e of document.querySelectorAll("body *")) {
		if (!Array.from(e.childNodes).some(n => n.nodeType === 3 && n.textContent.trim()) || ["SCRIPT", "STYLE"].includes(e.tagName)) continue;
		const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
		if ((a + 0.05) / (b + 0.05) < 4.5) return e.tagName + " " + e.textContent.slice(0, 20);
	}
	return "";
})()`
