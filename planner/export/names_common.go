package export

import (
	"slices"
	"strings"
	"sync"

	"waymark/planner/path"
)

// plainWords are words that begin titles or stand in them with a capital, and
// that aren't names though no text may have them in small letters.
var plainWords = set(`
	accept add adopt agree allow analyse announce answer apply approve arrange ask assign attend automate back bank begin block blog book borrow
	brainstorm brief bring build buy call cancel chair chat check choose clarify clean clear close coach code collect comment commit compare complete
	confirm consider contact continue coordinate copy count cover create cry cut debug decide define deliver demo deploy describe design develop discuss
	document donate double draft drive drop edit email end enable encourage enrol ensure escalate estimate evaluate excel expand explain explore extend
	facilitate fetch figure file fill finalise finalize find finish fire fix focus follow forward free gather get give go greet grow guide hand hear help
	hire hold host identify implement improve include inform initiate insist install introduce invest investigate invite iterate join jot keep kick know
	launch learn leave lend let level link list listen log look loop mail maintain make map meet mention merge message migrate monitor move name
	negotiate note notify offer onboard open order organise organize outline own pair park pass pause phone pick pilot ping pitch plan play polish post
	practice practise prep prepare present prioritise prioritize prioritise produce promote propose protect prototype provide publish pull push put query
	here there raise reach read rebuild recap receive recognise recommend record recruit redesign reduce refactor refine reflect refuse regard register rehearse
	reject release remind remove rename renew reorganise repair replace reply request rescue research reserve resolve rest retire return review revise
	rework rewrite roll rotate run save say schedule scope screen search secure see sell send set settle shadow share ship show sign simplify sit sketch
	skip solve sort speak specify spend split sponsor stack stand start stay step stop store stretch study submit suggest summarise summarize support
	survey swap switch sync take talk teach tell test thank think tidy track train transfer translate travel treat trial trim try turn unblock understand
	update upgrade upload use validate verify visit volunteer wait walk want watch wish work wrap write
	agenda alarm alert analysis api app archive article audience backlog backup balance benchmark board bonus branch bug bus business calendar career case
	certificate certification challenge change channel chapter checklist cluster coffee committee community company conference course dashboard
	database deadline demo department deployment diary dinner distributed domain draft engineer epic event exam example exercise failover feature file firewall
	first-aid forum framework frontend backend fullstack function gap gateway goal group guild handbook handover hackathon headcount hello hour
	holiday home hotfix house idea image inbox incident index input insight interface internal interview introduction inventory issue job journal kickoff
	lab laptop latency launch lecture lesson letter library license licence line load lunch machine mailing map market meetup memo mentoring metric
	migration milestone mission mock model module money monitoring network news newsletter notes number objective office on-call onboarding option outage output
	overview owner page panel paper part patch performance phase pipeline playbook podcast policy portal position postmortem presentation pricing priority
	problem process production profile program programme progress project proposal prototype queue quick quiz rate reading readme refactoring region regression
	reliability reorg repo repository requirement resource retro retrospective rfc risk roadmap role rollout room rota round rule runbook salary sample
	scale scheduler schema scorecard script season section sector self senior junior staff principal server service session setup shift site skill slide
	sla slo software source spec spike sprint squad standard standup status storage story strategy stream strength structure style subject success summary
	survey sync system table tactics talent target task taskwarrior tech technical technology template term terms ticket time title todo tool topic tour
	town traffic training trip tutorial unit usage value version video view vision vpn weakness web webinar website week weekly welcome wiki win
	workflow workshop world year yearly zone daily monthly quarterly annual good great new old big small long short high low hard easy early late happy sorry
	perhaps maybe thus hence moreover besides however therefore instead meanwhile otherwise finally currently recently later earlier probably
	possibly sometimes usually okay ok dear hi regards thanks please anyway especially mostly nearly almost
	free full half open public private personal global local regional north south east west northern southern
	gmbh inc ltd llc corp corporation limited plc sarl foundation university college school academy institute association bank group holding hotel hospital
	github-actions ci cd pr prs kpi okr okrs sre devops toolchain postgres`)

// commonWords are those that the built-in path has in small letters, and those
// that begin sentences of it.
var commonWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for text := range pathTexts() {
		s := scan(text)
		for a, ok := s.next(); ok; a, ok = s.next() {
			if key := folded(text[a.from:a.to]); a.lower || a.first {
				out[key] = true
			}
		}
	}
	return out
})

// pathTexts are the texts of the built-in path, which names nobody whom its
// reader knows.
var pathTexts = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{path.Builtin().Title: true}
	for _, form := range path.Builtin().Forms {
		out[form.Title] = true
	}
	for _, ph := range path.Builtin().Phases {
		out[ph.Title], out[ph.Short], out[ph.Purpose] = true, true, true
		for _, e := range slices.Concat(ph.Milestones, ph.Actions, ph.Checks) {
			out[e.Title], out[e.Why], out[e.Criterion] = true, true, true
		}
		for _, g := range ph.Gate {
			out[g.Title], out[g.Why] = true, true
		}
		for _, q := range ph.Probes {
			out[q.Text] = true
		}
	}
	return out
})

// common reports whether a word, in small letters, is one that isn't a name, as
// the plan, the path and a small list have it: also in another form of it.
func (f *finder) common(key string) bool {
	known := func(w string) bool { return f.lower[w] || f.path[w] || everyday(w) }
	if known(key) {
		return true
	}
	for _, ending := range []string{"s", "es", "d", "ed", "ing", "ly", "er"} {
		stem, cut := strings.CutSuffix(key, ending)
		if !cut || len(stem) < 3 {
			continue
		}
		if known(stem) || ending == "ing" && known(stem+"e") || len(stem) > 3 && stem[len(stem)-1] == stem[len(stem)-2] && known(stem[:len(stem)-1]) {
			return true
		}
	}
	return false
}

// everyday reports a word that is common whatever the plan has.
func everyday(key string) bool { return noNames.has(key) || plainWords.has(key) || commonWords()[key] }
