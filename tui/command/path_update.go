package command

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/path"
)

const choosing = `On a terminal it lists what is new, changed and gone, and asks. Without one, or
with flags, it asks nothing: --yes does what the list marks, --take and --leave
name entries for which it is to be otherwise (all means every one), and --dry-run
only lists. A text that you changed yourself is marked "leave", under the entry's
id with a dot and the text's name, as in p1-log.title.

What is gone from the path and given up is dropped where you did nothing with it,
and becomes your own where you did. All of it is one change; waymark undo takes it back. What
you leave is not listed again; --all lists that too.

--json gives an object with path, title and version of the path, from (path,
title and version that the plan has), and offers, each with key (its name for
--take), what (new, changed, gone), kind, id (in the plan; "" if it has none),
phase (0: none), title, fields (name, yours, path: the texts that differ), take,
before (it was left before, or only your own words differ) and why (of what is
to be done by itself; may be empty). A list, as of questions, has a line for each.`

func newPathUpdate(c *call) *cobra.Command {
	var o following
	cmd := &cobra.Command{
		Use:        "update [FILE]",
		SuggestFor: []string{"upgrade", "pull", "diff"},
		Short:      "Take over what a newer version of the plan's path changed",
		Long: `Take over what a newer version of the plan's path changed: the one in FILE (- reads
standard input), or for a plan of the built-in path the one in this program. You
choose; what you added yourself, states, dates, notes and the order of things stay.

` + choosing,
		Example: `waymark path update
waymark path update my-path.yaml --dry-run
waymark path update my-path.yaml --yes --leave p1-talk`,
		Args: needs(0, 1, "at most one file"),
		RunE: func(_ *cobra.Command, args []string) error { return c.pathUpdate(args, o) },
	}
	o.flags(cmd)
	return cmd
}

func newPathUse(c *call) *cobra.Command {
	var o following
	cmd := &cobra.Command{
		Use:        "use FILE",
		SuggestFor: []string{"switch", "load", "set"},
		Short:      "Lead the plan along another path",
		Long: `Lead the plan along the path in FILE (- reads standard input). Entries that both
paths have under the same id stay what they are, those of the new path are added,
and those that only the old one has go, unless you worked with them. Phases are
matched by their number; one that the new path has not stays as long as it holds
anything.

` + choosing,
		Example: `waymark path use my-path.yaml --dry-run
waymark path use my-path.yaml`,
		Args: needs(1, 1, "a path's file, or -"),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := c.careerPath(args[0], "waymark path use takes a YAML file, or - for standard input.")
			if err != nil {
				return err
			}
			o.stdin = args[0] == "-"
			return c.follow(p, o)
		},
	}
	o.flags(cmd)
	return cmd
}

// following is how a plan is to follow a path.
type following struct {
	yes, dry, all, asJSON bool
	take, leave           []string
	stdin                 bool // the path came from there, so that nobody can be asked
}

func (o *following) flags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&o.yes, "yes", false, "do what the list marks, and don't ask")
	flags.BoolVar(&o.dry, "dry-run", false, "list what would change, and change nothing")
	flags.StringSliceVar(&o.take, "take", nil, "take these `ENTRIES`, or all; give up those that are gone")
	flags.StringSliceVar(&o.leave, "leave", nil, "leave these `ENTRIES` as they are, or all")
	flags.BoolVar(&o.all, "all", false, "list what was left before, too")
	flags.BoolVar(&o.asJSON, "json", false, "for scripts")
}

func (c *call) pathUpdate(args []string, o following) error {
	plan, err := c.load()
	if err != nil {
		return err
	}
	pr := plan.Profile()
	file := ""
	if len(args) > 0 {
		file, o.stdin = args[0], args[0] == "-"
	} else if pr.Path != path.Builtin().Name {
		return &misuse{
			say:  "the plan's path, " + quote(pr.PathTitle) + ", doesn't come with this program",
			hint: "Name its file: waymark path update FILE",
		}
	}
	p, err := c.careerPath(file, "waymark path update takes a YAML file, or - for standard input.")
	if err != nil {
		return err
	}
	if p.Name != pr.Path {
		return &misuse{
			say:  fmt.Sprintf("%s is another path: its name is %s, and the plan's is %s", quote(p.Title), quote(p.Name), quote(pr.Path)),
			hint: "waymark path use leads the plan along another one.",
		}
	}
	return c.follow(p, o)
}

// follow compares the plan with a path, and takes over what is chosen.
func (c *call) follow(p *path.Path, o following) error {
	k, err := c.keeper()
	if err != nil {
		return err
	}
	plan, err := k.Load()
	if err != nil {
		return err
	}
	taken, err := planner.Takes(k)
	if err != nil {
		return err
	}
	pick := picked(path.Compare(p, plan, taken))
	if err := pick.named(o); err != nil {
		return err
	}
	listed := pick.listed(o)
	told := o.yes || len(o.take)+len(o.leave) > 0
	if o.asJSON {
		if err := c.printJSON(offersJSON(p, plan, listed)); err != nil {
			return err
		}
	} else {
		c.printOffers(p, plan, listed)
	}
	_ = c.out.Flush() // what is said stands below; its error is kept
	switch {
	case o.dry:
		c.say("Nothing was changed.")
		return nil
	case told || len(listed) == 0 && !o.asJSON:
	case o.asJSON || o.stdin || !c.asks():
		c.say("Nothing was changed: --yes does what the list marks, --take and --leave choose.")
		return nil
	default:
		if err := c.choose(pick, listed); err != nil {
			return err
		}
	}
	if p.Name != plan.Profile().Path && len(pick.offers) > 0 && !pick.any() {
		return errNotFollowed
	}
	err = c.change(path.Update(p, taken, pick.takes, c.today))
	if errors.Is(err, planner.ErrUnchanged) {
		return fmt.Errorf("your plan has all that is in this path, or you left it before: %w", planner.ErrUnchanged)
	}
	return err
}

// picks is what is taken of the offers.
type picks struct {
	offers []path.Offer
	take   map[offerKey]bool
}

// offerKey tells offers apart: an entry that changed its kind is both gone and
// new.
type offerKey struct{ key, what string }

func keyOf(o path.Offer) offerKey { return offerKey{o.Key, o.What} }

func picked(offers []path.Offer) *picks {
	p := &picks{offers, map[offerKey]bool{}}
	for _, o := range offers {
		p.take[keyOf(o)] = o.Take
	}
	return p
}

func (p *picks) takes(o path.Offer) bool { return p.take[keyOf(o)] }

// any reports whether anything is taken.
func (p *picks) any() bool { return slices.ContainsFunc(p.offers, p.takes) }

// named follows --take and --leave: all of them first, then those that are
// named, --take last. A phase that is left keeps its entries out, but for those
// that are named.
func (p *picks) named(o following) error {
	words := []struct {
		keys []string
		to   bool
	}{{o.leave, false}, {o.take, true}}
	for _, w := range words {
		if slices.Contains(w.keys, everyEntry) {
			p.every(w.to, o.all)
		}
	}
	asked := map[offerKey]bool{}
	for _, w := range words {
		for _, key := range w.keys {
			if key != everyEntry && !p.one(strings.TrimSpace(key), w.to, asked) {
				return &planner.InputError{What: "entry", Value: key, Expected: "the id of one that differs, or all; --dry-run --all lists them"}
			}
		}
	}
	p.orphans(func(o path.Offer) bool { return asked[keyOf(o)] })
	return nil
}

// everyEntry is what stands for all entries.
const everyEntry = "all"

// every takes or leaves what is new, and with before also what was left.
func (p *picks) every(take, before bool) {
	for _, o := range p.offers {
		if !o.Before || before {
			p.take[keyOf(o)] = take
		}
	}
}

// one takes or leaves what a key means, notes it as asked for, and reports
// whether there is any.
func (p *picks) one(key string, take bool, asked map[offerKey]bool) bool {
	found := false
	for _, o := range p.offers {
		if o.Named(key) {
			p.take[keyOf(o)], asked[keyOf(o)], found = take, true, true
		}
	}
	return found
}

// orphans leaves the entries of new phases that are left, unless they are
// spared.
func (p *picks) orphans(spared func(path.Offer) bool) {
	for _, ph := range p.offers {
		if ph.What != path.OfferNew || ph.Kind != planner.KindPhase || p.takes(ph) {
			continue
		}
		for _, o := range p.offers {
			if o.Phase == ph.Phase && o.What != path.OfferGone && !spared(o) {
				p.take[keyOf(o)] = false
			}
		}
	}
}

// listed are the offers that are shown, with what will be done as it stands
// now.
func (p *picks) listed(o following) []path.Offer {
	var out []path.Offer
	for _, offer := range p.offers {
		if p.takes(offer) || !offer.Before || o.all {
			offer.Take = p.takes(offer)
			out = append(out, offer)
		}
	}
	return out
}
