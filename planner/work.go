package planner

import (
	"fmt"
	"strings"
)

// Work is a kind of work, or a question about the week, that energy is read of.
type Work struct {
	Name    string // in files and commands
	Words   string // a few, for narrow places
	Ask     string // the question, for those of Questions
	Leading bool   // it is the work of leading
	Scale   *[5]string
}

// scale is what the values from −2 to 2 mean of a kind of work.
var scale = [5]string{"drained you", "cost you", "neither", "gave you some", "gave you a lot"}

// The names that lines are drawn of.
const (
	HandsOn = "hands-on"
	Leading = "leading"
)

// Works lists the kinds of work (REAL-02…07, ERR-01b).
var Works = []Work{
	{Name: "coaching", Words: "Coaching", Leading: true},
	{Name: "facilitating", Words: "Facilitating", Leading: true},
	{Name: "hard-conversation", Words: "Hard conversation", Leading: true},
	{Name: "stakeholders", Words: "Stakeholders and translating", Leading: true},
	{Name: "planning", Words: "Planning", Leading: true},
	{Name: "deciding", Words: "Deciding with half the facts", Leading: true},
	{Name: HandsOn, Words: "Hands-on work"},
	{Name: "meetings", Words: "Meetings"},
}

// Questions lists what is asked about leading as a whole (PH2-09, PH2-10).
var Questions = []Work{
	{
		Name: Leading, Words: "Leading, all in all", Leading: true,
		Ask:   "Did leading carry you this week, or keep you from what you count as the real work?",
		Scale: &[5]string{"it kept me from the real work", "more of a distraction", "neither", "it carried me some", "it carried me"},
	},
	{
		Name: "response", Words: "People's response",
		Ask:   "When you led, did people come along?",
		Scale: &[5]string{"not at all", "hardly", "partly", "mostly", "they did"},
	},
}

// AllWorks is Works and Questions.
func AllWorks() []Work { return append(append([]Work{}, Works...), Questions...) }

// WorkNamed finds a kind of work or a question.
func WorkNamed(name string) (Work, bool) {
	for _, w := range AllWorks() {
		if w.Name == name {
			return w, true
		}
	}
	return Work{}, false
}

// workWords is what a kind of work is called; one that this version doesn't
// know keeps its name.
func workWords(name string) string {
	if w, ok := WorkNamed(name); ok {
		return w.Words
	}
	return ShowLine(name)
}

// Means is what a value from −2 to 2 means of this work, in words.
func (w Work) Means(value int) string {
	words := w.Scale
	if words == nil {
		words = &scale
	}
	return words[max(0, min(value-LeastEnergy, len(words)-1))]
}

// ParseWork reads the name of a kind of work, or its beginning.
func ParseWork(text string) (string, error) {
	var names []string
	for _, w := range AllWorks() {
		names = append(names, w.Name)
	}
	return byPrefix("kind of work", strings.ReplaceAll(strings.ToLower(strings.TrimSpace(text)), " ", "-"), names)
}

// ParseEnergy reads a value from −2 to 2.
func ParseEnergy(text string) (int, error) {
	switch strings.ReplaceAll(strings.TrimSpace(text), "\u2212", "-") {
	case "-2", "--":
		return -2, nil
	case "-1", "-":
		return -1, nil
	case "0", "+0", "-0":
		return 0, nil
	case "1", "+1", "+":
		return 1, nil
	case "2", "+2", "++":
		return 2, nil
	}
	return 0, &InputError{What: "energy", Value: text, Expected: "a whole number from -2 (it drained you) to 2 (it gave you a lot)", Example: "1"}
}

// Signed is a value as it is written, "+1".
func Signed(value int) string {
	if value == 0 {
		return "0"
	}
	return strings.ReplaceAll(fmt.Sprintf("%+d", value), "-", "−")
}
