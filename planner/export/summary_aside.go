package export

import (
	"waymark/planner"
	"waymark/planner/path"
)

// direction is what draws the user to managing, and their answers to the signs.
func (b *summary) direction() {
	pr := b.Plan.Profile()
	b.add("Managing, or the craft", []Block{Quote{Lead: "What draws me to managing:", Text: pr.Draw}},
		Section{Heading: "Signs for managing", Blocks: []Block{signPoints(pr, path.Managing)}},
		Section{Heading: "Signs for staying with the craft", Blocks: []Block{signPoints(pr, path.Craft)}},
	)
}

// signPoints are the answers to those of one side. A plan keeps no words of signs,
// so only those of the built-in path can be told.
func signPoints(pr *planner.Profile, toward string) Points {
	var out Points
	if len(pr.Signs) == 0 || path.Builtin().Name != pr.Path {
		return out
	}
	for _, sign := range path.Builtin().Signs {
		if answer := pr.Signs[sign.ID]; answer != "" && sign.Toward == toward {
			out.Items = append(out.Items, Point{Title: sign.Text, Details: []string{answer}})
		}
	}
	return out
}

// aside is what is in the plan and no part of the way: days off, and the inbox.
func (b *summary) aside() {
	var off, inbox Points
	for t := range records[*planner.TimeOff](b.Plan) {
		if b.Choice.Period.IsZero() && t.To.Before(b.Today) {
			continue
		}
		title := date(t.From)
		if t.To != t.From {
			title += " to " + date(t.To)
		}
		off.Items = append(off.Items, Point{Title: title, Details: said(t.Why)})
	}
	b.add("Days off", []Block{off})
	for c := range b.Plan.Inbox() {
		inbox.Items = append(inbox.Items, Point{Title: titled(c.Text)})
	}
	b.add("Inbox, to be sorted", []Block{inbox})
}
