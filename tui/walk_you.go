package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
	"waymark/planner/path"
)

// notSaid is the option that stands for an empty answer.
const notSaid = "not said"

// companies are the kinds of company on offer. How fast people move up differs
// most between the first two and the rest (FAQ-02b).
var companies = []string{
	notSaid, "startup", "fast-growing company", "mid-size company", "large company",
	"public sector", "services or consulting",
}

// The places of the answers on the page.
const (
	youName = iota
	youRole
	youFoundation
	youYears
	youCompany
	youDraw
	youReview
)

// youPage asks who the user is. Its acceptance makes the plan.
type youPage struct {
	*env
	walk        *walk
	form        *form
	foundations []path.Named
}

func newYouPage(wk *walk) *youPage {
	y := &youPage{env: wk.env, walk: wk}
	p := &planner.Profile{}
	if wk.plan != nil {
		p = wk.plan.Profile()
	}
	since := ""
	if p.Since > 0 {
		since = fmt.Sprint(p.Since)
	}
	titles, at := y.offer(p.Foundation)
	years := y.textField("Years in IT", since, "so far, or the year you began: 7 or 2019")
	years.hint = y.yearsHint
	kinds := slices.Clone(companies)
	if p.Company != "" && !slices.Contains(kinds, p.Company) {
		kinds = append(kinds, planner.ShowLine(p.Company))
	}
	var days []string
	for d := range 7 {
		days = append(days, time.Weekday(d).String())
	}
	y.form = newForm(wk.env, "walk you", "You", []*field{
		y.textField("Your name", p.Name, "if you like"),
		y.textField("Your role", p.Role, "as you would say it"),
		choiceField("You come from", titles, at),
		years,
		choiceField("Company", kinds, slices.Index(kinds, planner.ShowLine(p.Company))),
		y.textField("What draws you", p.Draw, "why you think about managing"),
		choiceField("Weekly review", days, int(p.ReviewDay)),
	}, nil)
	return y
}

// offer lists the foundations to choose from, and where the present one is.
func (y *youPage) offer(now string) (titles []string, at int) {
	y.foundations = []path.Named{{Title: notSaid}}
	if y.walk.path != nil {
		y.foundations = append(y.foundations, y.walk.path.Foundations...)
	}
	y.foundations = append(y.foundations, path.Named{ID: "other", Title: "something else"})
	if !slices.ContainsFunc(y.foundations, func(n path.Named) bool { return n.ID == now }) {
		y.foundations = append(y.foundations, path.Named{ID: now, Title: now})
	}
	for i, n := range y.foundations {
		titles = append(titles, planner.ShowLine(n.Title))
		if n.ID == now {
			at = i
		}
	}
	return titles, at
}

func (y *youPage) yearsHint(text string) (string, bool) {
	since, err := planner.ParseSince(text, y.today)
	if err != nil {
		return err.Error(), false
	}
	words := fmt.Sprintf("since %d: your year %d", since, careerYear(since, y.today.Year))
	if y.plan == nil && y.walk.path != nil {
		words += ", which suggests " + phaseNames(suggested(y.walk.path, since, y.today.Year))
	}
	return words, true
}

// set puts the answers that were changed on the page into a profile.
func (y *youPage) set(p *planner.Profile) {
	was, now := y.form.initial, y.form.values()
	for i := range now {
		if now[i] == was[i] {
			continue
		}
		switch i {
		case youName:
			p.Name = planner.CleanLine(now[i])
		case youRole:
			p.Role = planner.CleanLine(now[i])
		case youFoundation:
			p.Foundation = y.foundations[y.form.fields[i].at].ID
		case youYears:
			p.Since, _ = planner.ParseSince(now[i], y.today) // the hint accepted it, or it is empty
		case youCompany:
			p.Company = strings.TrimPrefix(now[i], notSaid)
		case youDraw:
			p.Draw = planner.CleanLine(now[i])
		case youReview:
			p.ReviewDay = time.Weekday(y.form.fields[i].at)
		}
	}
}

// accept makes the plan, or changes the answers of the one there is, and goes
// on.
func (y *youPage) accept() {
	if !y.form.valid() {
		return
	}
	var err error
	switch {
	case y.plan == nil:
		err = y.create()
	case !slices.Equal(y.form.values(), y.form.initial):
		_, err = y.keep(y.change())
	}
	if err != nil {
		y.form.err = err.Error()
		return
	}
	y.drafts.drop(y.form.name)
	if y.current == screen(y.walk) && y.walk.page == page(y) { // else the new plan has opened what follows
		y.walk.next()
	}
}

// Title of the page.
func (*youPage) Title() string { return "You" }

// Typing is always: letters belong to the fields.
func (*youPage) Typing() bool { return true }

// Follow has nothing to work out: what is being typed stays as it is.
func (*youPage) Follow() {}

// Update gives text to the field that has the cursor.
func (y *youPage) Update(msg tea.Msg) tea.Cmd { return y.form.Update(msg) }

// Actions are those of a form.
func (y *youPage) Actions() []action {
	var acts []action
	for _, a := range y.form.Actions() {
		switch a.keys[0] {
		case "enter":
			a.label, a.foot, a.do = "next field; next step after the last", "next field", doing(y.enter)
		case "ctrl+s":
			a.label, a.foot, a.do = "next step; nothing on this page is needed", "next step", doing(y.accept)
		case "esc":
			a.label, a.foot, a.do = "leave the walk", "", doing(y.leave)
			if y.plan != nil {
				a.label, a.foot = "leave the walk; w on Home goes on with it", "leave"
			}
		}
		acts = append(acts, a)
	}
	quit := doing(func() { y.quit = true })
	return append(acts, action{keys: []string{"ctrl+c"}, label: "quit", foot: "quit", do: quit})
}

func (y *youPage) enter() {
	if y.form.last() {
		y.accept()
		return
	}
	y.form.next()
}

// Draft is that of the form.
func (y *youPage) Draft() (string, []string) { return y.form.Draft() }

func (y *youPage) leave() {
	if y.plan == nil {
		y.say("Nothing is made yet. ctrl+c quits.")
		return
	}
	y.form.leave()
	y.show("Home")
}
