package command

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"waymark/planner"
	"waymark/planner/path"
)

// errNotFollowed ends the choosing without any change.
var errNotFollowed = failure{errors.New("nothing was changed")}

// choose asks which offers to take, list by list.
func (c *call) choose(pick *picks, listed []path.Offer) error {
	for _, g := range pathGroups(listed) {
		var err error
		switch len(g.offers) {
		case 0:
		case 1:
			err = c.chooseOne(pick, g, g.offers[0])
		default:
			err = c.chooseGroup(pick, g)
		}
		if err != nil {
			return err
		}
	}
	pick.orphans(func(path.Offer) bool { return false })
	return nil
}

func (c *call) chooseGroup(pick *picks, g pathGroup) error {
	question := fmt.Sprintf("The %d %s: [a %s all, n %s all, o one by one, enter as marked, q quit, ?]", len(g.offers), g.ask, g.take, g.not)
	for {
		answer, err := c.pick(question)
		if err != nil {
			return err
		}
		switch answer {
		case "":
			return nil
		case "a", "all", "n", "none":
			for _, o := range g.offers {
				pick.take[keyOf(o)] = answer[0] == 'a'
			}
			return nil
		case "o", "one":
			for _, o := range g.offers {
				if err := c.chooseOne(pick, g, o); err != nil {
					return err
				}
			}
			return nil
		case "?":
			c.say("  a      %s them all\n  n      %s them all; they are not listed again unless with --all\n"+
				"  o      ask for each\n  enter  as the list above marks them\n  q      quit; nothing changes", g.take, g.not)
		default:
			c.say("%s is not an answer here; ? explains those that are.", quote(answer))
		}
	}
}

func (c *call) chooseOne(pick *picks, g pathGroup, o path.Offer) error {
	if o.What == path.OfferNew && o.Kind != planner.KindPhase && pick.outside(o) {
		return nil // its phase was left
	}
	verb := planner.Capital(g.take)
	yesNo := "[y/N, q quit]"
	if pick.takes(o) {
		yesNo = "[Y/n, q quit]"
	}
	for {
		answer, err := c.pick(fmt.Sprintf("%s %s, %s: %s %s", verb, o.Key, o.What, described(o), yesNo))
		switch {
		case err != nil:
			return err
		case answer == "":
			return nil
		case isYes(answer), answer == "n", answer == "no":
			pick.take[keyOf(o)] = isYes(answer)
			return nil
		}
		c.say("%s is not an answer here: y is to %s it, n to %s it, enter the capital one.", quote(answer), g.take, g.not)
	}
}

// pick reads an answer, in small letters. The end of input leaves, as q does.
func (c *call) pick(question string) (string, error) {
	answer, err := c.prompt(question)
	switch answer = strings.ToLower(strings.TrimSpace(answer)); {
	case errors.Is(err, io.EOF), err == nil && (answer == "q" || answer == "quit"):
		return "", errNotFollowed
	case err != nil:
		return "", failure{fmt.Errorf("read the answer from standard input: %w", err)}
	}
	return answer, nil
}

// outside reports whether an offer belongs into a new phase that is left.
func (p *picks) outside(o path.Offer) bool {
	for _, ph := range p.offers {
		if ph.What == path.OfferNew && ph.Kind == planner.KindPhase && ph.Phase == o.Phase {
			return !p.takes(ph)
		}
	}
	return false
}
