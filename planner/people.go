package planner

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// AddPeople notes names that leave the plan as initials only.
func AddPeople(names ...string) Edit {
	names = slices.Clone(names)
	for i, name := range names {
		names[i] = CleanLine(name)
	}
	return Edit{Label: "People: " + listed(names), Run: func(d *Draft) error {
		pr := *d.plan.Profile()
		pr.People = slices.Clone(pr.People)
		var added []string
		for _, name := range names {
			if err := checkPerson(name, pr.Name); err != nil {
				return err
			}
			if !slices.ContainsFunc(pr.People, sameName(name)) {
				pr.People, added = append(pr.People, name), append(added, name)
			}
		}
		if len(added) == 0 {
			return fmt.Errorf("%s: named already: %w", listed(names), ErrUnchanged)
		}
		d.Label("People: " + listed(added))
		d.Put(&pr)
		return nil
	}}
}

// RemovePeople takes names back that were noted, however they are written.
func RemovePeople(names ...string) Edit {
	return Edit{Label: "People taken back: " + listed(names), Run: func(d *Draft) error {
		pr := *d.plan.Profile()
		people := slices.Clone(pr.People)
		for _, name := range names {
			at := slices.IndexFunc(people, sameName(CleanLine(name)))
			if at < 0 {
				return &InputError{What: "name", Value: name, Expected: "one that you named, as waymark people lists them"}
			}
			people = slices.Delete(people, at, at+1)
		}
		pr.People = people
		d.Put(&pr)
		return nil
	}}
}

// sameName finds a name in a list, however it is written.
func sameName(name string) func(string) bool {
	return func(other string) bool { return strings.EqualFold(name, other) }
}

// checkPerson refuses what can't be anybody's name but the user's.
func checkPerson(name, own string) error {
	letters := 0
	for _, r := range name {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	switch {
	case own != "" && strings.EqualFold(name, own):
		return &InputError{What: "name", Value: name, Expected: "somebody else's, since your own stays as it is"}
	case letters == 1 && utf8.RuneCountInString(strings.TrimSuffix(name, ".")) == 1 && name[0] < utf8.RuneSelf:
		return &InputError{What: "name", Value: name, Expected: "a whole name, since a letter is an initial already", Example: "Dana"}
	case letters == 0:
		return &InputError{What: "name", Value: name, Expected: "a name", Example: "Dana"}
	}
	return checkLine("name", name)
}

// listed names a few of several things.
func listed(names []string) string {
	return Shorten(CleanLine(strings.Join(names, ", ")), 60)
}
