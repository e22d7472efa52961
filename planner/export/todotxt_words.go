package export

import (
	"strconv"
	"strings"

	"waymark/planner"
)

// TodoKey is the key of what a line of todo.txt is about: which item of which
// plan, "a12@K3XQ7P", and what it was when it was written.
const TodoKey = "waymark"

// planMark is the beginning of a plan's id, of letters and digits alone.
func planMark(p *planner.Plan, most int) string {
	mark := strings.Map(func(r rune) rune {
		if markRune(r) {
			return r
		}
		return -1
	}, p.ID)
	if mark == "" {
		return "plan"
	}
	return mark[:min(most, len(mark))]
}

func markRune(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

// Projects names the phases by number, as the projects of a list: after their
// titles, or by their numbers where those give no name or the same.
func Projects(p *planner.Plan) map[int]string {
	names, taken := map[int]string{}, map[string]bool{planner.FileName(""): true}
	for ph := range p.Phases() {
		name := planner.FileName(ph.Title)
		if taken[name] {
			name = "phase-" + strconv.Itoa(ph.Number())
		}
		names[ph.Number()], taken[name] = name, true
	}
	return names
}

// The letters of the units in "rec:", which todo.txt's extensions agree on.
var recurring = []struct {
	unit   planner.Unit
	letter byte
	times  int
}{
	{planner.Day, 'd', 1},
	{planner.WeekUnit, 'w', 1},
	{planner.Quarter, 'm', 3},
	{planner.Month, 'm', 1},
	{planner.Year, 'y', 1},
}

// Recurrence is a rule as the value of "rec:": "+1w" where the next day comes
// of the calendar, "3m" where it is counted from when it was done. It does not
// say on which weekday; the due day does.
func Recurrence(r planner.Rule) string {
	for _, row := range recurring {
		if row.unit == r.Unit && !r.IsZero() {
			text := strconv.Itoa(r.N*row.times) + string(row.letter)
			if !r.After {
				text = "+" + text
			}
			return text
		}
	}
	return ""
}

// ParseRecurrence reads the value of "rec:"; ok is false where no rule is like
// it. Three months are a quarter.
func ParseRecurrence(text string) (rule planner.Rule, ok bool) {
	text, strict := strings.CutPrefix(text, "+")
	if text == "" || strings.ContainsAny(text[:1], "+-0") {
		return planner.Rule{}, false
	}
	letter := text[len(text)-1]
	n, err := strconv.Atoi(text[:len(text)-1])
	if err != nil || n > 366 {
		return planner.Rule{}, false
	}
	for _, row := range recurring {
		if row.letter == letter && (row.times == 1 || n == row.times) {
			return planner.Rule{N: n / row.times, Unit: row.unit, After: !strict}, true
		}
	}
	return planner.Rule{}, false
}

// TodoTitle is a title as a reader of the list gets it back: on one line,
// without what can't be seen.
func TodoTitle(title string) string {
	text := strings.Join(strings.Fields(planner.ShowLine(planner.CleanLine(title))), " ")
	if text == "" {
		return untitled
	}
	return text
}

// quotedTitle is a title as it stands in a line. A word that programs would
// take for something else stands in quotes there, which people can read: "x"
// or "(A)" or a day at the beginning, "+project", "@context", ".term",
// "key:value". Addresses stay as they are, since programs know them.
func quotedTitle(title string) string {
	words := strings.Split(TodoTitle(title), " ")
	for i, word := range words {
		if syntax(unquoted(word), i == 0) {
			words[i] = `"` + word + `"`
		}
	}
	return strings.Join(words, " ")
}

// UnquoteWord gives back a word of a title as it was before it was quoted.
// first says that it is the title's first. Only the quotes that were added go,
// which are those around what is syntax without them.
func UnquoteWord(word string, first bool) string {
	if bare := unquoted(word); bare != word && syntax(bare, first) {
		return word[1 : len(word)-1]
	}
	return word
}

// unquoted is a word without any quotes around it.
func unquoted(word string) string {
	for len(word) > 1 && word[0] == '"' && word[len(word)-1] == '"' {
		word = word[1 : len(word)-1]
	}
	return word
}

// syntax reports whether a program would take a word for something else than
// a word of the title. Only some do so for words with more than one colon, and
// for ".term".
func syntax(word string, first bool) bool {
	if first && (strings.EqualFold(word, "x") || likePriority(word) || LooksLikeDay(word)) {
		return true
	}
	if len(word) < 2 {
		return false
	}
	if strings.HasPrefix(word, "http://") || strings.HasPrefix(word, "https://") {
		return false
	}
	colon := strings.IndexByte(word, ':')
	return strings.IndexByte("+@.", word[0]) >= 0 || colon > 0 && colon < len(word)-1
}

func likePriority(word string) bool {
	return len(word) == 3 && word[0] == '(' && word[2] == ')'
}

// LooksLikeDay reports what has the shape of a day, though there may be no such
// day.
func LooksLikeDay(word string) bool {
	if len(word) != len("2026-01-30") {
		return false
	}
	for i := range len(word) {
		if dash := i == 4 || i == 7; dash != (word[i] == '-') || !dash && (word[i] < '0' || word[i] > '9') {
			return false
		}
	}
	return true
}
