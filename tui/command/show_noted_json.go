package command

import (
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// What `show --json` gives of what reviews note: data, not the words for it.

// recordJSON is what all of them have.
type recordJSON struct {
	ID   string `json:"id"`
	Kind string `json:"kind"` // evidence, energy, reflection, matter or away
}

type evidenceDetailJSON struct {
	recordJSON
	Date     civil.Date `json:"date"`
	Title    string     `json:"title"`
	Evidence string     `json:"evidence"` // the kind of evidence, "" if not said
	Outcome  string     `json:"outcome"`
	From     string     `json:"from"`   // the id of what it came of
	Phase    int        `json:"phase"`  // 0: of none
	Review   string     `json:"review"` // the id of the one it was logged in
	Private  bool       `json:"private"`
}

type readingJSON struct {
	recordJSON
	Date   civil.Date `json:"date"`
	Work   string     `json:"work"`  // "" for a note only
	Value  *int       `json:"value"` // −2…2; null for a note only
	Note   string     `json:"note"`
	Review string     `json:"review"`
}

type reflectionJSON struct {
	recordJSON
	Date     civil.Date `json:"date"`
	Phase    int        `json:"phase"`
	Probe    string     `json:"probe"` // the question's id in the career path
	Question string     `json:"question"`
	Answer   string     `json:"answer"`
	Review   string     `json:"review"`
}

type matterDetailJSON struct {
	recordJSON
	Sort      string      `json:"sort"` // peer, conflict or delegation
	Title     string      `json:"title"`
	Opened    civil.Date  `json:"opened"`
	Talked    *civil.Date `json:"talked"`
	Closed    *civil.Date `json:"closed"`
	TakenBack bool        `json:"taken_back"`
	Outcome   string      `json:"outcome"`
}

type timeOffJSON struct {
	recordJSON
	From civil.Date `json:"from"`
	To   civil.Date `json:"to"` // the last day
	Why  string     `json:"why"`
}

func notedJSON(r planner.Record) any {
	base := recordJSON{r.Key().String(), r.Key().Kind.String()}
	switch r := r.(type) {
	case *planner.Evidence:
		return evidenceDetailJSON{base, r.Date, r.Title, r.Kind, r.Outcome, r.From.String(), r.Phase, r.Review.String(), r.Private}
	case *planner.Energy:
		out := readingJSON{base, r.Date, r.Work, nil, r.Note, r.Review.String()}
		if r.Work != "" {
			out.Value = &r.Value
		}
		return out
	case *planner.Reflection:
		return reflectionJSON{base, r.Date, r.Phase, r.Probe, r.Question, r.Answer, r.Review.String()}
	case *planner.Matter:
		return matterDetailJSON{base, r.Sort, r.Title, r.Opened, orNull(r.Talked), orNull(r.Closed), r.TakenBack, r.Outcome}
	case *planner.TimeOff:
		return toTimeOffJSON(r)
	}
	return base
}

func toTimeOffJSON(a *planner.TimeOff) timeOffJSON {
	return timeOffJSON{recordJSON{a.ID.String(), a.ID.Kind.String()}, a.From, a.To, a.Why}
}
