package command

import (
	"strings"
	"testing"

	"waymark/planner/export"
)

// What was made private is shown so, and leaves only in what is for yourself.
func TestPrivateItems(t *testing.T) {
	w := walked(t)
	w.must("add", "Ask elsewhere what they pay", "--private")
	w.must("add", "Sort out the rota")
	own, rota := "a3", "a4"
	for it := range w.plan().Items() {
		switch it.Base().Title {
		case "Ask elsewhere what they pay":
			own = it.Key().String()
		case "Sort out the rota":
			rota = it.Key().String()
		}
	}
	shown := func(id string) bool {
		return strings.Contains(w.must("show", id), "only in what you write for yourself")
	}
	given := func(whom, title string) bool {
		return strings.Contains(w.must("export", "--for", whom, "--format", "json"), title)
	}
	if !shown(own) || shown(rota) || !strings.Contains(w.must("show", own, "--json"), `"private": true`) {
		t.Errorf("it isn't shown:\n%s", w.must("show", own))
	}
	for _, whom := range []string{export.Mentor, export.Manager} {
		if given(whom, "what they pay") || !given(whom, "the rota") {
			t.Errorf("the %s gets what is private, or not the rest", whom)
		}
	}
	if !given(export.Me, "what they pay") {
		t.Error("your own lacks it")
	}
	w.must("edit", own, "--private=false")
	w.must("edit", rota, "--private")
	if shown(own) || !shown(rota) || !given(export.Manager, "what they pay") || given(export.Manager, "the rota") {
		t.Error("turned round, it stays")
	}
	if r := w.run("edit", rota, "--private"); r.code != 0 || !strings.Contains(r.err+r.out, "othing") {
		t.Errorf("again: %+v", r)
	}
	if r := w.run("edit", rota); r.code != exitMisuse || !strings.Contains(r.err, "--private") {
		t.Errorf("with nothing to change: %+v", r)
	}
}
