package path

import (
	"encoding/base64"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"waymark/planner"
)

// text is one thing that a path says of an entry or a phase, by a name that
// intakes keep. Lists are lines.
type text struct{ name, value string }

// texts are all that is said of one entry or phase. What is empty is left out.
type texts []text

func (t texts) get(name string) string {
	for _, x := range t {
		if x.name == name {
			return x.value
		}
	}
	return ""
}

// some leaves out what is empty.
func some(all ...text) texts {
	var out texts
	for _, x := range all {
		if x.value != "" {
			out = append(out, x)
		}
	}
	return out
}

// The texts that the program has to name itself.
const (
	textMilestone = "milestone"
	textPhase     = "phase"
)

// words are what the texts are called on screens.
var words = map[string]string{
	"title": "title", "why": "reason", "criterion": "criterion", "every": "how often", "topic": "guide topic",
	"forms": "ways into the role", "optional": "optional", "private": "private", textMilestone: "milestone it serves", textPhase: "phase",
	"short": "short title", "purpose": "purpose", "years": "years", "manages": "people report to you",
	"gate": "evidence it asks for", "questions": "questions of the review",
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// sum is a short sum of a text, enough to see whether it changed: two texts of
// one entry have the same one once in 16 million times. Empty text has none.
func sum(s string) string {
	if s == "" {
		return ""
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(s))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:3])
}

// print is the sum of each text.
func (t texts) print() map[string]string {
	out := make(map[string]string, len(t))
	for _, x := range t {
		out[x.name] = sum(x.value)
	}
	return out
}

// entryTexts is what a path says of an entry.
func entryTexts(e Entry, phase int) texts {
	every := e.Every
	if rule, err := planner.ParseRule(every); err == nil {
		every = rule.String()
	}
	return some(
		text{"title", e.Title}, text{"why", e.Why}, text{"criterion", e.Criterion}, text{"every", every},
		text{textPhase, strconv.Itoa(phase)}, text{textMilestone, e.Milestone},
		text{"topic", e.Topic}, text{"forms", strings.Join(e.Forms, "\n")}, text{"optional", yes(e.Optional)},
		text{"private", yes(e.Private)},
	)
}

// itemTexts is the same of an item of a plan.
func itemTexts(plan *planner.Plan, it planner.Listed) texts {
	b := it.Base()
	var criterion, every, milestone string
	switch it := it.(type) {
	case *planner.Milestone:
		criterion = it.Criterion
	case *planner.Check:
		every = it.Every.String()
	case *planner.Action:
		milestone = entryOf(plan, it.Milestone)
	}
	return some(
		text{"title", b.Title}, text{"why", b.Reason}, text{"criterion", criterion}, text{"every", every},
		text{textPhase, strconv.Itoa(b.Phase)}, text{textMilestone, milestone},
		text{"topic", b.Topic}, text{"forms", strings.Join(b.Forms, "\n")}, text{"optional", yes(b.Optional)},
		text{"private", yes(b.Private)},
	)
}

// entryOf names a milestone by its entry in the path, one of the user's own by
// its id.
func entryOf(plan *planner.Plan, id planner.ID) string {
	if m := plan.Item(id); m != nil {
		if entry := m.Base().Entry; entry != "" {
			return entry
		}
		return id.String()
	}
	return ""
}

// phaseTexts is what a plan says of a phase; a path's phase has first to be
// taken as a plan takes it.
func phaseTexts(ph *planner.Phase) texts {
	years := fmt.Sprintf("from %d on", ph.From)
	if ph.To != 0 {
		years = fmt.Sprintf("%d to %d", ph.From, ph.To)
	}
	var gate, questions []string
	for _, g := range ph.Gate {
		gate = append(gate, strings.TrimSuffix(g.Kind+": "+g.Title+". "+g.Why, ". "))
	}
	for _, q := range ph.Probes {
		questions = append(questions, q.ID+": "+q.Text)
	}
	return some(
		text{"title", ph.Title}, text{"short", ph.Short}, text{"purpose", ph.Purpose}, text{"years", years},
		text{"optional", yes(ph.Optional)}, text{"manages", yes(ph.Manages)},
		text{"gate", strings.Join(gate, "\n")}, text{"questions", strings.Join(questions, "\n")},
	)
}

// formTexts is the list of the ways into the role.
func formTexts(forms []planner.RoleForm) texts {
	var lines []string
	for _, f := range forms {
		line := f.ID + ": " + f.Title
		if f.HandsOn > 0 {
			line += fmt.Sprintf(", hands-on work at most %d percent", f.HandsOn)
		}
		lines = append(lines, line)
	}
	return some(text{"forms", strings.Join(lines, "\n")})
}
