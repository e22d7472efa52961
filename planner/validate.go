package planner

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cloud.google.com/go/civil"
)

// validate checks one record against the plan's rules: its own fields, and
// its references by look-up.
func (p *Plan) validate(r Record, d *Draft) error {
	switch r := r.(type) {
	case Listed:
		return p.validateItem(r)
	case *Capture:
		return checkLine("capture", r.Text)
	case *Tick:
		if err := needDate(r.Date); err != nil {
			return err
		}
		if err := checkText("note", r.Note); err != nil {
			return err
		}
		return d.refers(r.ID, r.Check)
	case *Review:
		if err := errors.Join(needDate(r.Due), needDate(r.Started), CheckDate(r.Closed), checkText("closing line", r.Line)); err != nil {
			return err
		}
		return d.refers(r.ID, r.Focus...)
	case *WeekNote:
		return p.validateWeek(r)
	case *TimeOff:
		return validateTimeOff(r)
	case *Matter:
		return validateMatter(r)
	case *Evidence:
		return d.validateEvidence(r)
	case *Energy:
		return validateEnergy(r)
	case *Reflection:
		return validateReflection(r)
	case *Intake:
		if err := validateIntake(r); err != nil {
			return err
		}
		return d.refers(r.ID, References(r)...)
	case *Profile:
		return validateProfile(r)
	case *Phase:
		return p.validatePhase(r)
	}
	return nil
}

func (p *Plan) validatePhase(r *Phase) error {
	if r.Removed {
		for it := range p.Items() {
			if it.Base().Phase == r.Number() {
				return fmt.Errorf("phase %d can't be taken away: %s is in it", r.Number(), it.Key())
			}
		}
	}
	if int(r.State) >= len(phaseStates) {
		return &InputError{What: "phase state", Value: r.State.String(), Expected: "one of " + strings.Join(phaseStates[:], ", ")}
	}
	return checkWords("reason", r.Why)
}

// needDate is CheckDate for the dates that history can't be without.
func needDate(d civil.Date) error {
	if d.IsZero() {
		return &InputError{What: "date", Value: "", Expected: "a day", Example: "2027-01-30"}
	}
	return CheckDate(d)
}

func (p *Plan) validateItem(it Listed) error {
	b := it.Base()
	if err := errors.Join(checkLine("title", b.Title), p.validatePlace(b)); err != nil {
		return err
	}
	for _, date := range []civil.Date{b.Due, b.Done, b.Since, b.Created} {
		if err := CheckDate(date); err != nil {
			return err
		}
	}
	if int(b.State) >= len(States) {
		_, err := ParseState(b.State.Name())
		return err
	}
	if err := checkWords("reason", b.Why); err != nil {
		return err
	}
	if err := checkText("note", b.Note); err != nil {
		return err
	}
	switch it := it.(type) {
	case *Action:
		if m := it.Milestone; !m.IsZero() && (m.Kind != KindMilestone || p.Find(m) == nil) {
			return missing(m)
		}
	case *Milestone:
		return checkText("criterion", it.Criterion)
	case *Check:
		if !it.Every.possible() {
			return &InputError{What: "interval", Value: it.Every.String(), Expected: "how often the check comes round", Example: "week"}
		}
		for _, date := range []civil.Date{it.Start, it.Last, it.Moved} {
			if err := CheckDate(date); err != nil {
				return err
			}
		}
	}
	return nil
}

// validatePlace refuses an item in a phase that there is not, unless the item
// is gone too: a phase may go together with what was in it.
func (p *Plan) validatePlace(i *Item) error {
	if p.Phase(i.Phase) == nil && !i.Removed {
		return p.NoPhase(i.Phase)
	}
	return nil
}

// NoPhase is the error for a phase that the plan has not.
func (p *Plan) NoPhase(number int) error {
	var numbers []string
	for ph := range p.Phases() {
		numbers = append(numbers, strconv.Itoa(ph.Number()))
	}
	return &InputError{What: "phase", Value: strconv.Itoa(number), Expected: "one of this plan's phases: " + strings.Join(numbers, ", ")}
}

func validateProfile(r *Profile) error {
	if err := errors.Join(checkWords("name", r.Name), checkWords("role", r.Role), checkWords("company", r.Company)); err != nil {
		return err
	}
	if r.Since != 0 && (r.Since < FirstYear || r.Since > LastYear) {
		return &InputError{What: "start year", Value: strconv.Itoa(r.Since), Expected: fmt.Sprintf("a year from %d to %d", FirstYear, LastYear), Example: "2019"}
	}
	if r.ReviewDay < time.Sunday || r.ReviewDay > time.Saturday {
		return &InputError{What: "review day", Value: strconv.Itoa(int(r.ReviewDay)), Expected: "a day of the week", Example: "sun"}
	}
	for _, name := range r.People {
		if err := checkLine("person", name); err != nil {
			return err
		}
	}
	return checkText("what draws you", r.Draw)
}

// refers refuses references to records that never were.
func (d *Draft) refers(from ID, to ...ID) error {
	for _, id := range to {
		if _, err := d.Get(id); err != nil {
			return fmt.Errorf("%s refers to %w", from, err)
		}
	}
	return nil
}

// checkLine refuses what is no line, or one that would show as nothing.
func checkLine(what, s string) error {
	if !strings.ContainsFunc(ShowLine(s), func(r rune) bool { return !unicode.IsSpace(r) && !isJoiner(r) }) {
		return &InputError{What: what, Value: s, Expected: "a few words"}
	}
	return checkWords(what, s)
}

// checkWords is checkLine for a line that may be empty.
func checkWords(what, s string) error {
	switch {
	case utf8.RuneCountInString(s) > MaxTitle:
		return tooLong(what, s)
	case s != CleanLine(s):
		return &InputError{What: what, Value: s, Expected: "one line of plain text"}
	}
	return nil
}

func tooLong(what, s string) error {
	return &InputError{What: what, Value: s, Expected: fmt.Sprintf("at most %d characters, this has %d", MaxTitle, utf8.RuneCountInString(s))}
}

func checkText(what, s string) error {
	if len(s) > MaxText {
		return &InputError{What: what, Value: s, Expected: fmt.Sprintf("at most %d bytes, this has %d", MaxText, len(s))}
	}
	if CleanText(s) != s {
		return &InputError{What: what, Value: s, Expected: "plain text"}
	}
	return nil
}
