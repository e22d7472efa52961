package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// phasesPage shows where you stand: the open phases with what there is to show
// for each, then the others; every thirteenth review also how the quarter went.
type phasesPage struct {
	*env
	r *review
	roll
	stands   []phaseStand
	quarter  bool                  // at length
	sums     [2]planner.QuarterSum // of the thirteen weeks before and of the last thirteen
	reached  [2]int                // milestones of the open phases in each
	counts   map[int]map[string]int
	fault    error         // why evidence can't be counted
	counting bool          // under way
	counted  *planner.Plan // what the counts are of, or will be
	read     *planner.Plan
	day      civil.Date // that it was read on
}

// phaseStand is where you stand in a phase.
type phaseStand struct {
	*planner.Phase
	next    *planner.Milestone   // nil: none is open
	reached []*planner.Milestone // in the last thirteen weeks
}

func newPhasesPage(r *review) part { return &phasesPage{env: r.env, r: r} }

// Follow works out where each phase stands, where that may have changed.
func (p *phasesPage) Follow() {
	if p.r.now == nil {
		return
	}
	if p.read != p.plan || p.day != p.today {
		was, had := p.phase()
		p.read, p.day = p.plan, p.today
		p.load()
		p.count()
		if had { // an opened phase moves up, and the cursor with it
			at := slices.IndexFunc(p.stands, func(st phaseStand) bool { return st.ID == was.ID })
			p.at = max(0, at)
		}
	}
	p.hold(p.here())
}

// load reads the phases, the open ones first.
func (p *phasesPage) load() {
	p.quarter = p.plan.PhaseGlance(p.r.now) == planner.Quarterly
	p.stands = nil
	var others []phaseStand
	milestones := p.plan.NextMilestones(1<<20, p.today)
	for ph := range p.plan.Phases() {
		st := phaseStand{Phase: ph}
		if ph.State != planner.Open {
			others = append(others, st)
			continue
		}
		at := slices.IndexFunc(milestones, func(m *planner.Milestone) bool { return m.Phase == ph.Number() })
		if at >= 0 {
			st.next = milestones[at]
		}
		p.stands = append(p.stands, st)
	}
	p.stands = append(p.stands, others...)
	if p.quarter {
		p.loadQuarter()
	}
}

// quarterDays are thirteen weeks. A quarter of the calendar may have just
// begun, and would then be compared as an empty one.
const quarterDays = 13 * 7

// loadQuarter sums the last thirteen weeks and the thirteen before.
func (p *phasesPage) loadQuarter() {
	first := p.today.AddDays(1 - quarterDays)
	p.sums = [2]planner.QuarterSum{
		p.plan.SumWeeks(first.AddDays(-quarterDays), first.AddDays(-1), p.today),
		p.plan.SumWeeks(first, p.today, p.today),
	}
	p.reached = [2]int{}
	for m := range p.plan.Milestones() {
		at := slices.IndexFunc(p.stands, func(st phaseStand) bool { return st.Number() == m.Phase && st.State == planner.Open })
		if at < 0 || m.State != planner.Done || m.Rough {
			continue
		}
		for i, q := range p.sums {
			if m.Done.Before(q.From) || m.Done.After(q.To) {
				continue
			}
			p.reached[i]++
			if i == 1 {
				p.stands[at].reached = append(p.stands[at].reached, m)
			}
		}
	}
}

// count has the evidence since each open phase was opened counted, which is
// not waited for. What was counted before stays until then.
func (p *phasesPage) count() {
	if p.counting {
		return // and begins anew once it is through
	}
	since := map[int]civil.Date{}
	from := p.today
	for _, st := range p.stands {
		if st.State == planner.Open {
			since[st.Number()] = p.since(st.Phase)
			from = earlier(from, p.since(st.Phase))
		}
	}
	if len(since) == 0 {
		return
	}
	p.counting, p.counted = true, p.plan
	keeper, today := p.Keeper, p.today
	p.work(func() func() {
		records, err := keeper.Range(planner.KindEvidence, from, today)
		counts := map[int]map[string]int{}
		for number, day := range since {
			at, _ := slices.BinarySearchFunc(records, day, func(r planner.Record, day civil.Date) int { return r.Day().Compare(day) })
			counts[number] = planner.CountEvidence(records[at:])
		}
		return func() {
			p.counting, p.fault = false, err
			if err == nil {
				p.counts = counts
			}
			if p.counted != p.plan && p.r.page == part(p) {
				p.count()
			}
			p.hold(p.here())
		}
	})
}

// since is the day from which evidence counts for a phase.
func (p *phasesPage) since(ph *planner.Phase) civil.Date {
	if !ph.Opened.IsZero() {
		return ph.Opened
	}
	return civil.Date{Year: planner.FirstYear, Month: 1, Day: 1}
}

// phase is the one under the cursor.
func (p *phasesPage) phase() (phaseStand, bool) {
	if p.at < 0 || p.at >= len(p.stands) {
		return phaseStand{}, false
	}
	return p.stands[p.at], true
}

// here is the sheet as it is drawn now, and its height.
func (p *phasesPage) here() (sheet, int) {
	w, h := p.r.room()
	return p.sheet(w), h
}

// Actions change where a phase stands.
func (p *phasesPage) Actions() []action {
	why := ""
	st, ok := p.phase()
	if !ok {
		why = "Choose a phase first; k goes up to them."
	}
	acts := []action{
		{keys: []string{"s"}, label: "the phase: ahead, open, closed", foot: unless(why, "phase"), why: why, do: func() tea.Cmd { return p.ask(newPhasePick(p.env, st.Phase)) }},
	}
	if p.quarter {
		acts = append(acts, action{keys: []string{"v"}, label: "compare the quarters at length", foot: "quarters", do: func() tea.Cmd { return p.ask(newQuarters(p.env, p.today)) }})
	}
	return append(acts, p.moves(p.here)...)
}
