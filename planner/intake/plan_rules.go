package intake

import (
	"cmp"
	"fmt"
	"slices"

	"waymark/planner"
	"waymark/planner/export"
)

// rules checks the document as a whole, once all of it was read.
func (r *planReader) rules() {
	if reason := r.unfit(); reason != "" {
		_ = r.stop(reason)
		return
	}
	if len(r.all) > 0 { // what follows from these would only confuse
		return
	}
	r.numbers()
	r.frame()
	if len(r.all) > 0 {
		return
	}
	for i, rec := range r.Records {
		for _, to := range planner.References(rec) {
			if _, ok := r.at[to]; !ok {
				r.add(r.lines[i], "%s refers to %s, which is not there", rec.Key(), to)
			}
		}
	}
	if len(r.all) == 0 {
		r.inOrder()
		r.sound()
	}
}

// unfit says why the document as a whole can't be imported; "": it can.
func (r *planReader) unfit() string {
	h := &r.head
	switch {
	case h.snapshot():
		return ""
	case string(h.format) != `"`+export.PlanFormat+`"`:
		return "it is no plan of waymark: that says so with \"format\": \"" + export.PlanFormat + "\""
	case h.version != export.PlanVersion:
		return fmt.Sprintf("it has no version that this waymark knows, which is %d", export.PlanVersion)
	case !h.complete:
		return "it is a copy that was cut, and can't be imported; a whole one is made by waymark export --format json"
	}
	return ""
}

// numbers checks which numbers have been given, and what the document is the
// copy of.
func (r *planReader) numbers() {
	if r.Plan == "" || len(r.Plan) > planner.MaxTitle || r.Plan != planner.CleanLine(r.Plan) {
		r.add(0, "it doesn't say whose copy it is: plan is missing, or is no id")
	}
	lists := map[string]planner.Kind{}
	for _, info := range planner.Kinds {
		name := export.ListName(info)
		lists[name] = info.Kind
		if !r.head.snapshot() && !r.head.seen[name] {
			r.add(0, "its list of %s is missing", name)
		}
	}
	for name, n := range r.head.given {
		switch kind, known := lists[name]; {
		case !known:
			r.add(0, "given: a plan has no %q", planner.ShowLine(planner.Shorten(name, maxName)))
		case n > MaxEntries:
			r.add(0, "given: %d is a higher number than a plan can have", n)
		default:
			r.Given[kind] = n
		}
	}
	for i, rec := range r.Records {
		switch id := rec.Key(); {
		case id.N <= r.Given[id.Kind]:
		case r.head.snapshot(): // it doesn't tell
			r.Given[id.Kind] = id.N
		default:
			info, _ := id.Kind.Info()
			r.add(r.lines[i], "%s is numbered beyond what \"given\" tells, which is %d; put %d there, at %q", id, r.Given[id.Kind], id.N, export.ListName(info))
		}
	}
}

// mostWeeks is how many weeks there are in the years that a plan may know of.
const mostWeeks = 53 * (planner.LastYear - planner.FirstYear + 1)

// frame checks what holds a plan together: its one profile, its phases by
// their numbers, and what no rule of a record is about.
func (r *planReader) frame() {
	counts := map[planner.Kind]int{}
	for i, rec := range r.Records {
		counts[rec.Key().Kind]++
		switch rec := rec.(type) {
		case *planner.Phase:
			if rec.From < 0 || rec.From > longestCareer || rec.To < 0 || rec.To > longestCareer {
				r.add(r.lines[i], "%s: its years are to lie between 0 and %d", rec.ID, longestCareer)
			}
		case *planner.Review:
			if rec.Stage != "" && !slices.ContainsFunc(planner.Stages, func(s planner.Stage) bool { return s.Name == rec.Stage }) {
				r.add(r.lines[i], "%s: there is no stage %q of a review", rec.ID, rec.Stage)
			}
		}
	}
	if n := counts[planner.KindProfile]; n != 1 {
		r.add(0, "it has %d profiles, and a plan has one", n)
	}
	if n := counts[planner.KindWeek]; n > mostWeeks {
		r.add(0, "it has %d weeks, which is more than there are", n)
	}
	n := counts[planner.KindPhase]
	if n == 0 || n > mostPhases {
		r.add(0, "it has %d phases, and a plan has 1 to %d", n, mostPhases)
		return
	}
	for number := range uint32(n) {
		id := planner.ID{Kind: planner.KindPhase, N: number + 1}
		if _, ok := r.at[id]; !ok {
			r.add(0, "phase %d is missing, though there are %d", number+1, n)
		}
	}
}

// What a career path may have at most.
const (
	mostPhases    = 9
	longestCareer = 60
)

// inOrder sorts the records as a plan keeps them.
func (r *planReader) inOrder() {
	place := make(map[planner.Kind]int, len(planner.Kinds))
	for i, info := range planner.Kinds {
		place[info.Kind] = i
	}
	order := make([]int, len(r.Records))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := r.Records[a].Key(), r.Records[b].Key()
		return cmp.Or(place[x.Kind]-place[y.Kind], cmp.Compare(x.N, y.N))
	})
	records, lines := make([]planner.Record, len(order)), make([]int, len(order))
	for to, from := range order {
		records[to], lines[to] = r.Records[from], r.lines[from]
	}
	r.Records, r.lines = records, lines
}

// sound holds the records to the rules that every edit is held to.
func (r *planReader) sound() {
	edit := r.Begin()
	begin := edit.Run
	edit.Run = func(d *planner.Draft) error {
		if err := begin(d); err != nil {
			return err
		}
		for i, rec := range r.Records {
			if err := d.Check(rec); err != nil {
				r.add(r.lines[i], "%s, %s", rec.Key(), planner.ShowLine(err.Error()))
			}
		}
		return errStop // nobody needs the outcome
	}
	_, _ = planner.NewPlan(r.Plan, 0, nil).Apply(edit, nil)
}
