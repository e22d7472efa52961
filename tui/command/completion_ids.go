package command

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
)

// completes says which records each command takes as its arguments, and how
// many; 0 is any number. Shells show their titles beside the ids.
var completes = map[string]struct {
	kinds []planner.Kind
	most  int
	open  bool // only what is still to be done
}{
	"show":  {shown, 1, false},
	"done":  {itemKinds, 0, true},
	"state": {slices.Concat(itemKinds, []planner.Kind{planner.KindPhase}), 0, false},
	"edit":  {itemKinds, 1, false},
	"rm":    {removable, 0, false},
	"erase": {removable, 0, false},
}

// recentDays is how far back history is offered.
const recentDays = 92

// idWords gives commands that take ids the function that offers them.
func idWords(name string) offer {
	takes := completes[name]
	return func(c *call, _ *cobra.Command, args []string, begun string) []string {
		if takes.most > 0 && len(args) >= takes.most {
			return nil
		}
		var words []string
		if name == "state" && len(args) > 0 {
			words = statesOf(args[0])
		}
		return append(words, c.idsLike(takes.kinds, args, begun, takes.open)...)
	}
}

// idsLike are the ids that begin as what was typed, with what they name. What
// can't be read offers nothing: a shell has no place for a message.
func (c *call) idsLike(kinds []planner.Kind, given []string, begun string, open bool) []string {
	p, err := c.load()
	if err != nil {
		return nil
	}
	var out []string
	offer := func(r planner.Record) {
		if id := r.Key().String(); strings.HasPrefix(id, strings.ToLower(begun)) && !slices.Contains(given, id) {
			out = append(out, id+"\t"+planner.ShowLine(planner.Shorten(nameOf(r), 60)))
		}
	}
	for r := range p.Records() {
		if r.Gone() || !slices.Contains(kinds, r.Key().Kind) {
			continue
		}
		if it, ok := r.(planner.Listed); ok && open && (planner.Finished(it, c.today) || !it.Base().State.Open()) {
			continue
		}
		offer(r)
	}
	for _, r := range c.recent(kinds) {
		offer(r)
	}
	return out
}

// recent is the history of some kinds from the last quarter.
func (c *call) recent(kinds []planner.Kind) []planner.Record {
	k, err := c.keeper()
	if err != nil {
		return nil
	}
	var out []planner.Record
	for _, kind := range kinds {
		records, err := k.Range(kind, c.today.AddDays(-recentDays), c.today)
		if err == nil {
			out = append(out, records...)
		}
	}
	return out
}

// statesOf are the states that what an id names may have.
func statesOf(id string) []string {
	if strings.HasPrefix(strings.ToLower(id), string(rune(planner.KindPhase))) {
		return []string{planner.Ahead.String(), planner.Open.String(), planner.Closed.String()}
	}
	return itemStates()
}

func itemStates() []string {
	var out []string
	for _, s := range planner.States {
		out = append(out, s.Name+"\t"+s.Words)
	}
	return out
}
