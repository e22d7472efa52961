package path

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// longTitle is how many characters of a title fit beside the rest on most
// screens.
const longTitle = 60

// Check is Load that also lists what may be so and is odd all the same, in the
// order of the file.
func Check(name string, src []byte) (p *Path, odd []*Error, err error) {
	r, p, err := load(name, src)
	if err != nil {
		return nil, nil, err
	}
	c := &oddities{reader: r, titles: map[string]place{}}
	if p.Name == Builtin().Name && !bytes.Equal(src, builtinSource) {
		c.note(place{1, 1}, "name "+quote(p.Name)+" is that of the built-in path", "a name of its own, or a newer waymark would offer you its entries")
	}
	for i, ph := range p.Phases {
		c.phase(ph, i == len(p.Phases)-1)
	}
	slices.SortStableFunc(c.odd, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return p, c.odd, nil
}

// oddities collects what is odd.
type oddities struct {
	*reader
	titles map[string]place
	odd    []*Error
}

func (c *oddities) note(at place, problem, expected string) {
	c.odd = append(c.odd, &Error{File: c.file, Line: at.line, Column: at.column, Problem: problem, Expected: expected})
}

func (c *oddities) phase(ph Phase, last bool) {
	where := c.phaseAt[ph.Number]
	const points = "a few points that others could confirm you have reached"
	switch gated := len(ph.Gate) > 0 || last; {
	case len(ph.Milestones)+len(ph.Actions)+len(ph.Checks) == 0:
		c.note(where, fmt.Sprintf("phase %d is empty", ph.Number), "milestones, actions and checks")
	case len(ph.Milestones) > 0: // which tell when it is time to go on, with a gate or without
	case gated:
		c.note(where, fmt.Sprintf("phase %d has no milestones", ph.Number), points)
	default:
		c.note(where, fmt.Sprintf("phase %d has neither milestones nor a gate", ph.Number), points+", or the kinds of evidence to have before the next phase")
	}
	for _, list := range lists(ph) {
		for _, e := range list.entries {
			c.entry(e)
		}
	}
}

func (c *oddities) entry(e Entry) {
	where := c.seen["entry"][e.ID]
	if n := utf8.RuneCountInString(e.Title); n > longTitle {
		c.note(where, fmt.Sprintf("the title of %s has %d characters", quote(e.ID), n), fmt.Sprintf("at most %d, or lists cut it; \"why\" has room for more", longTitle))
	}
	title := strings.ToLower(e.Title)
	if first, ok := c.titles[title]; ok {
		c.note(where, fmt.Sprintf("the title of %s is the same as that on line %d", quote(e.ID), first.line), "one that tells the two apart")
	} else {
		c.titles[title] = where
	}
	if known := topics(); e.Topic != "" && !slices.Contains(known, e.Topic) {
		c.note(where, fmt.Sprintf("the guide has no topic %s%s, which %s names", quote(e.Topic), hint(e.Topic, known), quote(e.ID)), "one of "+strings.Join(known, ", ")+", or none")
	}
}

// topics are those of the guide: the built-in path leads to every one that an
// entry can be about.
var topics = sync.OnceValue(func() []string {
	known := map[string]bool{}
	for _, ph := range Builtin().Phases {
		for _, list := range lists(ph) {
			for _, e := range list.entries {
				if e.Topic != "" {
					known[e.Topic] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(known))
})
