package export

import (
	"slices"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Summary is the plan as a document for people: where you are and what is next
// first, what shows it after. Of a period it is a look back: figures, what was
// done month by month, and what is open now.
func Summary(s *Shared) (*Document, error) {
	past, err := s.gather()
	if err != nil {
		return nil, err
	}
	b := &summary{Shared: s, past: past, phases: slices.Collect(s.Plan.Phases()), progress: map[int]planner.Progress{}, doc: &Document{}}
	if s.Gives(PartItems) { // a period or a phase doesn't change how far you are
		b.progress = s.source.Plan.AllProgress()
	}
	b.doc.Title, b.doc.About = b.title(), b.about()
	b.doc.Foot = "Written with waymark on " + date(s.Today) + "."
	if s.Choice.Period.IsZero() {
		b.whole()
	} else {
		b.lookBack()
	}
	return b.doc, nil
}

// summary builds the document from what may be given.
type summary struct {
	*Shared
	past     gathered
	phases   []*planner.Phase
	progress map[int]planner.Progress
	doc      *Document
}

func (b *summary) whole() {
	b.whereIAm("Where I am")
	b.open()
	b.evidence()
	b.energy()
	b.reviews()
	b.answers()
	b.matters()
	b.direction()
	b.aside()
	b.done()
	b.dropped()
}

// open is what is under way now.
func (b *summary) open() {
	for _, ph := range b.phases {
		if b.inFull(ph) {
			b.openPhase(ph)
		}
	}
	b.elsewhere()
	b.waiting()
}

// inFull reports whether all that is to be done in a phase is listed: in the
// one that was chosen or, without a choice, in those that are open.
func (b *summary) inFull(ph *planner.Phase) bool {
	if chosen := b.Choice.Phase; chosen != 0 {
		return ph.Number() == chosen
	}
	return ph.State == planner.Open
}

func (b *summary) title() string {
	name := b.Plan.Profile().Name
	period := b.Choice.Period
	if period.IsZero() {
		if name == "" {
			return "Career plan"
		}
		return "Career plan of " + name
	}
	title := "Year in review " + period.Name
	switch {
	case period.Name == "":
		title = "In review " + span(period)
	case strings.Contains(period.Name, "Q"):
		title = "Quarter in review " + period.Name
	}
	if name != "" {
		title += " · " + name
	}
	return title
}

// about are the lines under the title: which path, of which day, for whom, and
// what was chosen of it.
func (b *summary) about() []string {
	var first []string
	if path := b.Plan.Profile().PathTitle; path != "" {
		first = append(first, path)
	}
	first = append(first, date(b.Today))
	if b.Choice.For.Name != Me {
		first = append(first, strings.ReplaceAll(b.Choice.For.Title, "your", "my"))
	}
	lines := []string{strings.Join(first, " · ")}
	if period := b.Choice.Period; period.Name != "" {
		line := "The time " + span(period)
		if period.To.After(b.Today) {
			line += ", so far"
		}
		lines = append(lines, line)
	}
	if ph := b.Plan.Phase(b.Choice.Phase); ph != nil {
		lines = append(lines, "Only "+inSentence(ph))
	}
	return lines
}

// span is a period in words, "from 1 July 2026 to 30 September 2026".
func span(p Period) string {
	switch {
	case p.To.IsZero():
		return "since " + date(p.From)
	case p.From.IsZero():
		return "up to " + date(p.To)
	}
	return "from " + date(p.From) + " to " + date(p.To)
}

// add adds a section with others under it. Blocks and sections without content
// vanish.
func (b *summary) add(heading string, blocks []Block, under ...Section) {
	top := Section{Level: 2, Heading: heading, Blocks: filled(blocks)}
	var kept []Section
	for _, s := range under {
		if s.Blocks = filled(s.Blocks); len(s.Blocks) > 0 {
			s.Level = 3
			kept = append(kept, s)
		}
	}
	if len(top.Blocks)+len(kept) > 0 {
		b.doc.Sections = append(append(b.doc.Sections, top), kept...)
	}
}

// filled are the blocks that have content.
func filled(blocks []Block) []Block {
	return slices.DeleteFunc(blocks, func(block Block) bool {
		switch block := block.(type) {
		case Paragraph:
			return blank(block.Text)
		case Tasks:
			return len(block.Items) == 0
		case Points:
			return len(block.Items) == 0
		case Quote:
			return blank(block.Text)
		case Table:
			return len(block.Rows) == 0
		}
		return block == nil
	})
}

// lately is how far back a summary looks where no period is chosen: a quarter,
// which is also the longest interval of the checks of the built-in path.
const lately = 92

// isLately reports whether a day belongs to what is listed one by one.
func (s *Shared) isLately(day civil.Date) bool {
	return !s.Choice.Period.IsZero() || s.Today.DaysSince(day) <= lately
}
