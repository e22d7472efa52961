package export

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"waymark/planner"
)

// gathered is what a summary tells of history: of the period or of lately one by
// one, of all of it as counts.
type gathered struct {
	evidence []*planner.Evidence // newest first
	kinds    map[string]int      // all evidence by kind
	felt     []*planner.Energy   // notes about energy, newest first
	lines    []*planner.Review   // with a closing line, newest first
	answers  []*planner.Reflection
	answered int // all of them
}

// gather reads history, each kind once.
func (s *Shared) gather() (gathered, error) {
	p := gathered{kinds: map[string]int{}}
	for _, kind := range ofPages {
		for r, err := range s.History(kind) {
			if err != nil {
				return gathered{}, err
			}
			s.take(&p, r)
		}
	}
	slices.SortStableFunc(p.evidence, newer)
	slices.SortStableFunc(p.felt, newer)
	slices.SortStableFunc(p.lines, newer)
	slices.SortStableFunc(p.answers, newer)
	return p, nil
}

func (s *Shared) take(p *gathered, r planner.Record) {
	recent := s.isLately(r.Day())
	switch r := r.(type) {
	case *planner.Evidence:
		p.kinds[r.Kind]++
		if recent {
			p.evidence = append(p.evidence, r)
		}
	case *planner.Energy:
		if recent && !blank(r.Note) {
			p.felt = append(p.felt, r)
		}
	case *planner.Review:
		if recent && !r.Closed.IsZero() && !blank(r.Line) {
			p.lines = append(p.lines, r)
		}
	case *planner.Reflection:
		p.answered++
		if recent {
			p.answers = append(p.answers, r)
		}
	}
}

// newer sorts history the newest first.
func newer[R planner.Record](a, b R) int {
	return cmp.Or(b.Day().Compare(a.Day()), cmp.Compare(b.Key().N, a.Key().N))
}

// evidence is all of a period by kind or, without one, what came lately.
func (b *summary) evidence() {
	all := planner.Total(b.past.kinds)
	if all == 0 {
		return
	}
	if b.looksBack() { // the figures at the top count it
		var under []Section
		for _, kind := range kindsOf(b.past.kinds) {
			heading := planner.Capital(kindWords(kind))
			under = append(under, Section{Heading: heading, Blocks: []Block{b.logged(kind, true)}})
		}
		b.add("Evidence", nil, under...)
		return
	}
	count := fmt.Sprintf("%d in all: %s.", all, kindsWords(b.past.kinds))
	switch n := len(b.past.evidence); {
	case n == 0:
		count += " Nothing was added in the last quarter."
	case n < all:
		count += " What the last quarter added:"
	}
	b.add("Evidence", []Block{Paragraph{count}, b.logged("", false)})
}

// logged lists evidence: of one kind, or of every kind with its name.
func (b *summary) logged(kind string, only bool) Points {
	var out Points
	for _, e := range b.past.evidence {
		var of, private string
		switch {
		case only && e.Kind != kind:
			continue
		case !only && e.Kind != "":
			of = kindWords(e.Kind)
		}
		if e.Private {
			private = "private"
		}
		out.Items = append(out.Items, Point{Title: titled(e.Title), Details: said(of, date(e.Date), private), Note: e.Outcome})
	}
	return out
}

// kindsOf are kinds of evidence in the order of their table, then those that
// this version doesn't know, then none.
func kindsOf(counts map[string]int) []string {
	place := func(kind string) int {
		if kind == "" {
			return len(planner.EvidenceKinds) + 1
		}
		at := slices.IndexFunc(planner.EvidenceKinds, func(k planner.EvidenceKind) bool { return k.Name == kind })
		if at < 0 {
			return len(planner.EvidenceKinds)
		}
		return at
	}
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(place(a)-place(b), strings.Compare(a, b)) })
}

func kindWords(kind string) string {
	if kind == "" {
		return "of no kind"
	}
	return titled(planner.EvidenceWords(kind))
}

// kindsWords counts kinds of evidence in words, "12 led, 4 mentored".
func kindsWords(counts map[string]int) string {
	var parts []string
	for _, kind := range kindsOf(counts) {
		parts = append(parts, fmt.Sprintf("%d %s", counts[kind], kindWords(kind)))
	}
	return strings.Join(parts, ", ")
}

// answers are the questions that reviews asked, with what was written.
func (b *summary) answers() {
	var blocks []Block
	if n := b.past.answered; n > len(b.past.answers) && len(b.past.answers) > 0 {
		blocks = append(blocks, Paragraph{fmt.Sprintf("%d answers in all. What I wrote in the last quarter:", n)})
	}
	for _, a := range b.past.answers {
		blocks = append(blocks, Quote{Lead: titled(a.Question) + " (" + date(a.Date) + ")", Text: a.Answer})
	}
	b.add("Questions and answers", blocks)
}

// matters are those between the user and others: the open ones and, of a
// period, those that were settled in it.
func (b *summary) matters() {
	var out Points
	for _, sort := range planner.MatterSorts {
		for _, m := range b.Plan.Matters(sort.Name, b.Today) {
			since, talked := "open for "+days(m.Age(b.Today)), ""
			switch {
			case m.Talked.IsZero():
			case sort.Name == planner.FormerPeer:
				since = "talked plainly on " + date(m.Talked)
			default:
				talked = "talked about on " + date(m.Talked)
			}
			out.Items = append(out.Items, Point{Title: titled(m.Title), Details: said(sort.Words, since, talked)})
		}
	}
	if b.looksBack() {
		out.Items = append(out.Items, b.settledMatters()...)
	}
	b.add("Between me and others", []Block{out})
}

func (b *summary) settledMatters() []Point {
	var out []Point
	for m := range records[*planner.Matter](b.Plan) {
		if m.Closed.IsZero() {
			continue
		}
		word := "settled on "
		if m.TakenBack {
			word = "taken back on "
		}
		var of string
		for _, sort := range planner.MatterSorts {
			if sort.Name == m.Sort {
				of = sort.Words
			}
		}
		out = append(out, Point{Title: titled(m.Title), Details: said(of, word+date(m.Closed)), Note: m.Outcome})
	}
	return out
}

// records are a plan's of one type that are not removed.
func records[R planner.Record](p *planner.Plan) func(func(R) bool) {
	return func(yield func(R) bool) {
		for r := range p.Records() {
			if r, ok := r.(R); ok && !r.Gone() && !yield(r) {
				return
			}
		}
	}
}
