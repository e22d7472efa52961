package command

import (
	"fmt"
	"unicode/utf8"

	"waymark/planner"
	"waymark/planner/path"
)

// pathGroup is one of the lists that offers are shown in.
type pathGroup struct {
	title     string
	ask       string // of them together
	take, not string // what is done with them
	offers    []path.Offer
}

// pathGroups sorts offers into those lists.
func pathGroups(offers []path.Offer) []pathGroup {
	groups := []pathGroup{
		{title: "New", ask: "that are new", take: "take", not: "leave"},
		{title: "Changed in the path", ask: "that the path changed", take: "take", not: "leave"},
		{title: "Where your own words differ", ask: "in place of your own words", take: "take", not: "leave"},
		{title: "No longer in the path, and dropped if you give it up", ask: "that are gone", take: "give up", not: "keep"},
	}
	for _, o := range offers {
		at := 0
		switch {
		case o.What == path.OfferGone:
			at = 3
		case o.Own():
			at = 2
		case o.What == path.OfferChanged:
			at = 1
		}
		groups[at].offers = append(groups[at].offers, o)
	}
	return groups
}

// printOffers lists in what a plan differs from a path.
func (c *call) printOffers(p *path.Path, plan *planner.Plan, offers []path.Offer) {
	pr := plan.Profile()
	title := called(p.Title, p.Name, p.Version)
	switch {
	case pr.Path != p.Name:
		title += ", instead of " + called(pr.PathTitle, pr.Path, pr.PathVersion)
	case pr.PathVersion != p.Version:
		title += fmt.Sprintf("; your plan has version %d", pr.PathVersion)
	}
	c.line(c.paint.bold(planner.ShowLine(title)))
	if len(offers) == 0 {
		c.line("Nothing differs that you haven't decided on.")
		return
	}
	const marks = len("give up")
	keys, ids := 0, 0
	for _, o := range offers {
		keys, ids = max(keys, len(o.Key)), max(ids, len(o.ID.String()))
	}
	for _, g := range pathGroups(offers) {
		if len(g.offers) == 0 {
			continue
		}
		c.heading(g.title)
		for _, o := range g.offers {
			c.line(fmt.Sprintf("  %s  %s  %s  %s", pad(g.doing(o.Take), marks), c.paint.accent(pad(o.Key, keys)), pad(o.ID.String(), ids), described(o)))
			if o.Why != "" {
				c.line(fieldIndent + c.paint.faint(o.Why))
			}
			for _, f := range o.Fields {
				c.printField(f)
			}
		}
	}
}

// doing is the word for what is done with an offer.
func (g pathGroup) doing(take bool) string {
	if take {
		return g.take
	}
	return g.not
}

// described is an offer in words.
func described(o path.Offer) string {
	title := planner.ShowLine(o.Title)
	if o.What == path.OfferNew && o.Kind != planner.KindPhase {
		return fmt.Sprintf("%s (%s, phase %d)", title, o.Kind, o.Phase)
	}
	return title
}

// fieldIndent has what is said of an offer stand below its key.
const fieldIndent = "           "

// Bounds on what is shown of a text: how many characters of two of them stand
// on one line, and how many lines of a list are told one by one.
const (
	shortText = 50
	shortList = 8
)

// printField shows a text as it is and as the path has it.
func (c *call) printField(f path.Field) {
	label := fieldIndent + f.Words
	yours, paths := planner.ShowLine(f.Yours), planner.ShowLine(f.Paths)
	gains, loses := f.Lines()
	switch {
	case len(gains)+len(loses) > shortList:
		c.line(fmt.Sprintf("%s: %d come, %d go", label, len(gains), len(loses)))
	case f.List():
		c.line(label + ":")
		for _, line := range loses {
			c.line(fieldIndent + "  - " + planner.ShowLine(line))
		}
		for _, line := range gains {
			c.line(fieldIndent + "  + " + planner.ShowLine(line))
		}
	case utf8.RuneCountInString(yours) <= shortText && utf8.RuneCountInString(paths) <= shortText:
		c.line(label + ": " + orNone(yours) + " → " + orNone(paths))
	default:
		c.line(label + ", yours:  " + orNone(yours))
		c.line(label + ", path's: " + orNone(paths))
	}
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// comparisonJSON is what `path update --json` prints.
type comparisonJSON struct {
	Path    string      `json:"path"`
	Title   string      `json:"title"`
	Version int         `json:"version"`
	From    fromJSON    `json:"from"`
	Offers  []offerJSON `json:"offers"`
}

type fromJSON struct {
	Path    string `json:"path"`
	Title   string `json:"title"`
	Version int    `json:"version"`
}

type offerJSON struct {
	Key    string        `json:"key"`
	What   string        `json:"what"`
	Kind   string        `json:"kind"`
	ID     string        `json:"id"`
	Phase  int           `json:"phase"`
	Title  string        `json:"title"`
	Fields []wordingJSON `json:"fields"`
	Take   bool          `json:"take"`
	Before bool          `json:"before"`
	Why    string        `json:"why"`
}

type wordingJSON struct {
	Name  string `json:"name"`
	Yours string `json:"yours"`
	Path  string `json:"path"`
}

func offersJSON(p *path.Path, plan *planner.Plan, offers []path.Offer) comparisonJSON {
	pr := plan.Profile()
	out := comparisonJSON{p.Name, p.Title, p.Version, fromJSON{pr.Path, pr.PathTitle, pr.PathVersion}, []offerJSON{}}
	for _, o := range offers {
		row := offerJSON{o.Key, o.What, o.Kind.String(), o.ID.String(), o.Phase, o.Title, []wordingJSON{}, o.Take, o.Before, o.Why}
		for _, f := range o.Fields {
			row.Fields = append(row.Fields, wordingJSON{f.Name, f.Yours, f.Paths})
		}
		out.Offers = append(out.Offers, row)
	}
	return out
}
