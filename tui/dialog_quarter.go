package tui

import (
	"fmt"
	"slices"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// quarters compares a quarter of a year with the one before.
type quarters struct {
	*env
	first    civil.Date                    // the first day of the later one
	sums     [2]planner.QuarterSum         // the earlier one, the later one
	of       *planner.Plan                 // what the sums are of
	evidence map[civil.Date]map[string]int // counted by kind, by the first day of a quarter
	err      string                        // why it can't be counted
	top      int                           // the line at the top
}

// newQuarters compares the quarter that holds a day with the one before.
func newQuarters(e *env, day civil.Date) dialog {
	d := &quarters{env: e, evidence: map[civil.Date]map[string]int{}}
	d.first, _ = planner.QuarterOf(day)
	if now, _ := planner.QuarterOf(e.today); d.first.After(now) {
		d.first = now // the coming week may be of the quarter to come
	}
	return d
}

// Title of the dialog.
func (*quarters) Title() string { return "Quarters" }

// Follow sums the two quarters, and has their evidence counted.
func (d *quarters) Follow() {
	if d.plan == nil {
		return
	}
	if d.of != d.plan {
		d.of = d.plan
		d.sum()
	}
	d.scroll(0)
}

func (d *quarters) sum() {
	d.sums = [2]planner.QuarterSum{d.plan.SumQuarter(d.first.AddDays(-1), d.today), d.plan.SumQuarter(d.first, d.today)}
	keeper, before, now := d.Keeper, d.sums[0], d.sums[1]
	d.work(func() func() {
		records, err := keeper.Range(planner.KindEvidence, before.From, now.To)
		at := slices.IndexFunc(records, func(r planner.Record) bool { return !r.Day().Before(now.From) })
		if at < 0 {
			at = len(records)
		}
		earlier, later := planner.CountEvidence(records[:at]), planner.CountEvidence(records[at:])
		return func() {
			if d.err = ""; err != nil {
				d.err = "Evidence can't be counted: " + err.Error()
				return
			}
			d.evidence[before.From], d.evidence[now.From] = earlier, later
			d.scroll(0)
		}
	})
}

// Actions go to other quarters, scroll and close.
func (d *quarters) Actions() []action {
	acts := []action{
		{keys: []string{"left", "h"}, label: "the quarter before", foot: "earlier", why: d.noEarlier(), do: doing(func() { d.move(-1) })},
		{keys: []string{"right", "l"}, label: "the quarter after", foot: "later", why: d.noLater(), do: doing(func() { d.move(1) })},
		{keys: []string{"esc", "enter", "q", "v"}, label: "close", foot: "close", do: doing(d.answer)},
	}
	moves := cursorActions(d.scroll, func() int { _, h := d.Size(d.w-6, d.h-4); return h })
	if w, h := d.Size(d.w-6, d.h-4); len(d.lines(w)) > h+d.top {
		moves[0].foot = "more"
	}
	return append(acts, moves...)
}

func (d *quarters) noEarlier() string {
	if d.plan != nil && !d.first.After(d.plan.Profile().Started) {
		return "Your plan began in " + planner.QuarterName(d.first) + "."
	}
	return ""
}

func (d *quarters) noLater() string {
	if now, _ := planner.QuarterOf(d.today); !d.first.Before(now) {
		return planner.QuarterName(d.first) + " is the one you are in."
	}
	return ""
}

func (d *quarters) move(by int) {
	d.first, d.top = d.first.AddMonths(3*by), 0
	d.sum()
}

func (d *quarters) scroll(by int) {
	w, h := d.Size(d.w-6, d.h-4)
	d.top = max(0, min(d.top+by, len(d.lines(w))-h))
}

// Size is a comfortable page.
func (d *quarters) Size(w, h int) (int, int) {
	w = min(w, 76)
	return w, min(h, len(d.lines(w)))
}

// View draws what there is room for.
func (d *quarters) View(w, h int) string {
	lines := d.lines(w)
	return block(lines[min(d.top, len(lines)):], w, h)
}

// row sets a value of each quarter side by side.
func (d *quarters) row(head, earlier, later string, w int) string {
	cell := quarterCell(w)
	return fit(fit(head, w-2*cell-2)+" "+fit(earlier, cell)+" "+later, w)
}

// quarterCell is how wide a quarter's column is.
func quarterCell(w int) int {
	if w < 70 {
		return 14
	}
	return 20
}

// lines compare the two quarters.
func (d *quarters) lines(w int) []string {
	s, names := d.styles, d.names()
	lines := []string{d.row("", s.bold.Render(names[0]), s.bold.Render(names[1]), w)}
	empty := 0
	for i, sum := range d.sums {
		if d.nothing(sum) {
			empty++
			lines = append(lines, s.subtle.Render("Nothing is noted of "+planner.QuarterName(d.sums[i].From)+"."))
		}
	}
	if empty < len(d.sums) {
		lines = append(append(lines, d.sumLines(w)...), d.energyLines(w)...)
	}
	return append(lines, d.countLines(w)...)
}

// names are those of the two quarters; one that isn't over says so.
func (d *quarters) names() [2]string {
	var out [2]string
	for i, sum := range d.sums {
		out[i] = planner.QuarterName(sum.From)
		if !sum.To.Before(d.today) {
			out[i] += " so far"
		}
	}
	return out
}

func (d *quarters) nothing(sum planner.QuarterSum) bool {
	return sum.Held.Done == 0 && sum.Done == 0 && len(sum.Energy) == 0 && sum.Share == nil && len(d.evidence[sum.From]) == 0
}

// sumLines compare what was kept and done.
func (d *quarters) sumLines(w int) []string {
	var lines []string
	cell := quarterCell(w)
	row := func(head string, of func(planner.QuarterSum) string) {
		lines = append(lines, d.row(head, of(d.sums[0]), of(d.sums[1]), w))
	}
	row("Reviews held", func(q planner.QuarterSum) string { return shareWords(q.Held, cell) })
	row("Focus kept", func(q planner.QuarterSum) string { return shareWords(q.Focus, cell) })
	row("Checks kept", func(q planner.QuarterSum) string { return shareWords(q.Checks, cell) })
	row("Things done", func(q planner.QuarterSum) string {
		if d.nothing(q) {
			return ""
		}
		return fmt.Sprint(q.Done)
	})
	if d.sums[0].Share != nil || d.sums[1].Share != nil {
		row("Hands-on share", func(q planner.QuarterSum) string {
			if q.Share == nil {
				return d.styles.subtle.Render("not noted")
			}
			return fmt.Sprintf("%d %%", *q.Share)
		})
	}
	return lines
}

// shareWords is how much was kept, with its share where that fits.
func shareWords(k planner.Kept, w int) string {
	if k.Of == 0 {
		return ""
	}
	words := keptWords(k)
	if share := fmt.Sprintf(" %d %%", (200*k.Done+k.Of)/(2*k.Of)); len(words+share) <= w {
		return words + share
	}
	return words
}

// energyLines compare the mean reading of each kind of work, and the lines of
// leading and hands-on week by week.
func (d *quarters) energyLines(w int) []string {
	s := d.styles
	var lines []string
	bar := func(sum planner.QuarterSum, work string) string {
		mean, ok := sum.Energy[work]
		if !ok {
			return s.subtle.Render("no reading")
		}
		return s.zeroBar(mean, quarterCell(w)-5) + fitLeft(planner.SignedMean(mean), 5)
	}
	for _, work := range planner.AllWorks() {
		_, was := d.sums[0].Energy[work.Name]
		if _, is := d.sums[1].Energy[work.Name]; was || is {
			lines = append(lines, d.row(work.Words, bar(d.sums[0], work.Name), bar(d.sums[1], work.Name), w))
		}
	}
	if len(lines) == 0 {
		return []string{s.subtle.Render("No energy was read.")}
	}
	lines = append([]string{s.subtle.Render("Energy, on average, from −2 to +2")}, lines...)
	for _, row := range []struct {
		head string
		of   func(planner.QuarterSum) []float64
	}{
		{"Leading, week by week", func(q planner.QuarterSum) []float64 { return q.Leading }},
		{"Hands-on, week by week", func(q planner.QuarterSum) []float64 { return q.HandsOn }},
	} {
		if earlier, later := row.of(d.sums[0]), row.of(d.sums[1]); len(earlier)+len(later) > 0 {
			lines = append(lines, d.row(row.head, planner.Spark(planner.Points(earlier)), planner.Spark(planner.Points(later)), w))
		}
	}
	return lines
}

// countLines compare the evidence by kind.
func (d *quarters) countLines(w int) []string {
	s := d.styles
	earlier, later := d.evidence[d.sums[0].From], d.evidence[d.sums[1].From]
	switch {
	case d.err != "":
		return styled(s.subtle, wrap(d.err, w))
	case earlier == nil || later == nil:
		return []string{d.row("Evidence", "counting…", "counting…", w)}
	}
	lines := []string{d.row("Evidence", fmt.Sprint(total(earlier)), fmt.Sprint(total(later)), w)}
	var kinds []string
	for _, kind := range append(slices.Clone(planner.EvidenceKinds), planner.EvidenceKind{Words: "no kind"}) {
		if earlier[kind.Name]+later[kind.Name] > 0 {
			kinds = append(kinds, fmt.Sprintf("%s %d → %d", kind.Words, earlier[kind.Name], later[kind.Name]))
		}
	}
	return append(lines, flow(kinds, w)...)
}

// flow sets short words one after the other on lines of at most w cells.
func flow(words []string, w int) []string {
	var lines []string
	for _, word := range words {
		last := len(lines) - 1
		if last >= 0 && width(lines[last])+width(word)+3 <= w {
			lines[last] += " · " + word
			continue
		}
		lines = append(lines, "  "+cut(word, w-2))
	}
	return lines
}

func total(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}
