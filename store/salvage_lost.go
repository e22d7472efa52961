package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// lostText stands for words that are no longer there.
const lostText = "Lost in a damaged file"

// standIn is a removed record in place of one that is gone, so that what
// refers to it finds something and its number is not given again.
func standIn(id planner.ID, at time.Time) (saved[planner.Record], error) {
	info, _ := id.Kind.Info()
	fields, err := json.Marshal(standInFields(id, civil.DateOf(at)))
	if err != nil {
		return saved[planner.Record]{}, err
	}
	r := info.New()
	if err := json.Unmarshal(fields, r); err != nil {
		return saved[planner.Record]{}, fmt.Errorf("stand in for %s: %w", id, err)
	}
	return saveRecord(info, r)
}

// saveRecord seals a record and reads it back.
func saveRecord(info planner.KindInfo, r planner.Record) (saved[planner.Record], error) {
	key := numberKey(r.Key().N)
	sealed, err := seal(info.Name, key, r)
	if err != nil {
		return saved[planner.Record]{}, err
	}
	r, err = unsealRecord(info, key, sealed)
	return saved[planner.Record]{sealed, r}, err
}

// standInFields are the fields of a stand-in, of which a kind takes those it
// has. Phases and the profile stay in use: nothing stands without them.
func standInFields(id planner.ID, day civil.Date) map[string]any {
	fields := map[string]any{"id": id, "removed": true}
	extra := map[planner.Kind]map[string]any{
		planner.KindProfile: {"path": "it-management", "started": day},
		planner.KindPhase: {
			"removed": false, "from": id.N,
			"title": fmt.Sprintf("Phase %d", id.N), "short": fmt.Sprintf("Phase %d", id.N),
		},
		planner.KindAction:    {"title": lostText, "phase": 1},
		planner.KindMilestone: {"title": lostText, "phase": 1},
		planner.KindCheck:     {"title": lostText, "phase": 1, "every": "month"},
		planner.KindCapture:   {"text": lostText},
		planner.KindTick:      {"date": day, "note": lostText},
		planner.KindReview:    {"due": day, "started": day, "closed": day, "week": planner.Week(day), "line": lostText},

		planner.KindWeek:       {"week": planner.Week(day)},
		planner.KindAway:       {"from": day, "to": day, "why": lostText},
		planner.KindMatter:     {"sort": planner.Conflict, "title": lostText, "opened": day},
		planner.KindEvidence:   {"date": day, "title": lostText},
		planner.KindEnergy:     {"date": day, "note": lostText},
		planner.KindReflection: {"date": day, "answer": lostText},
		planner.KindIntake:     {"date": day, "from": planner.FromPlan},
	}
	maps.Copy(fields, extra[id.Kind])
	return fields
}
