package export

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"cloud.google.com/go/civil"
	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"

	"waymark/planner"
)

func TestCalendar(t *testing.T) {
	got := dataFile(t, dataOf(t, dataPlan(""), nil, Choice{}), Calendar)
	wantLines(t, got)
	golden(t, "calendar.ics", strings.ReplaceAll(got, "\r\n", "\n"))
	mentor := dataFile(t, dataOf(t, dataPlan(""), nil, Choice{For: Audiences[1]}), Calendar)
	if strings.Contains(mentor, "VALARM") || strings.Contains(mentor, "Days off") || strings.Contains(mentor, "indented") {
		t.Errorf("an alarm, days off or notes are in a calendar for a mentor:\n%s", mentor)
	}
	if !strings.Contains(mentor, "SUMMARY:Ask for feedback\r\n") {
		t.Errorf("what is due is not in a calendar for a mentor:\n%s", mentor)
	}
}

// component is one as an independent reader sees it.
type component struct {
	Kind, UID, Summary, Description, Status, Day string
	Off                                          []string
	Alarms                                       int
}

// readCalendar reads a calendar.
func readCalendar(t *testing.T, text string) []component {
	t.Helper()
	cal, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	var out []component
	for _, c := range cal.Components {
		var s component
		var base *ics.ComponentBase
		day := ics.ComponentPropertyDtStart
		switch c := c.(type) {
		case *ics.VEvent:
			s.Kind, base, s.Alarms = "event", &c.ComponentBase, len(c.Alarms())
		case *ics.VTodo:
			s.Kind, base, day = "task", &c.ComponentBase, ics.ComponentPropertyDue
		default:
			t.Fatalf("a component %T", c)
		}
		value := func(name ics.ComponentProperty) string {
			if p := base.GetProperty(name); p != nil {
				return p.Value
			}
			return ""
		}
		s.UID, s.Summary, s.Description = value(ics.ComponentPropertyUniqueId), value(ics.ComponentPropertySummary), value(ics.ComponentPropertyDescription)
		s.Status, s.Day = value(ics.ComponentPropertyStatus), value(day)
		for _, p := range base.GetProperties(ics.ComponentPropertyExdate) {
			s.Off = append(s.Off, p.Value)
		}
		out = append(out, s)
	}
	return out
}

func TestCalendarIsRead(t *testing.T) {
	p := dataPlan("")
	plan := "-K3XQ7PABCDEFGHJKLMNPQRSTUV@waymark"
	want := []component{
		{Kind: "event", UID: "review" + plan, Summary: "Weekly review", Description: "waymark review", Day: "20261122", Off: []string{"20261220", "20261227", "20270103"}, Alarms: 1},
		{Kind: "event", UID: "v1" + plan, Summary: "Days off", Description: "By the sea", Day: "20261219"},
		{Kind: "event", UID: "v2" + plan, Summary: "Days off", Day: "20261226"},
		{Kind: "event", UID: "m1" + plan, Summary: "Own one system", Status: "CONFIRMED", Day: "20261009"},
		{Kind: "event", UID: "m2" + plan, Summary: "Lead one project", Description: "It is in use,\nand others run it.", Status: "CONFIRMED", Day: "20261218"},
		{Kind: "event", UID: "m3" + plan, Summary: "See someone grow", Status: "TENTATIVE", Day: "20261201"},
		{Kind: "task", UID: "a1" + plan, Summary: "Ask for feedback", Description: "First line\n\n  indented, with \"quotes\"; and tabs", Status: "NEEDS-ACTION", Day: "20261127"},
		{Kind: "task", UID: "a2" + plan, Summary: "Draft the plan", Status: "NEEDS-ACTION", Day: "20261101"},
		{Kind: "task", UID: "a4" + plan, Summary: "Never mind", Status: "CANCELLED", Day: "20261103"},
		{Kind: "task", UID: "a6" + plan, Summary: "Lately", Status: "COMPLETED", Day: "20261106"},
		{Kind: "task", UID: "a7" + plan, Summary: "Read a budget", Status: "IN-PROCESS", Day: "20261231"},
		{Kind: "task", UID: "k1" + plan, Summary: "Write down a win", Status: "NEEDS-ACTION", Day: "20261129"},
		{Kind: "task", UID: "k2" + plan, Summary: "Talk to a manager", Status: "NEEDS-ACTION", Day: "20261203"},
		{Kind: "task", UID: "k3" + plan, Summary: "Of a closed phase", Status: "CANCELLED"},
	}
	if diff := cmp.Diff(want, readCalendar(t, dataFile(t, dataOf(t, p, nil, Choice{}), Calendar))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A change leaves the UIDs as they are and raises the sequence; nothing
// changed, nothing differs.
func TestCalendarIsBroughtUpToDate(t *testing.T) {
	p := dataPlan("")
	before := dataFile(t, dataOf(t, p, nil, Choice{}), Calendar)
	if again := dataFile(t, dataOf(t, dataPlan(""), nil, Choice{}), Calendar); again != before {
		t.Errorf("the same plan gave\n%s\nand\n%s", before, again)
	}
	done := planner.CopyItem(p.Item(dataID("a1")))
	done.Base().Title, done.Base().State, done.Base().Done = "Asked", planner.Done, dataDay
	after := dataFile(t, dataOf(t, p.With(8, done), nil, Choice{}), Calendar)
	if strings.Count(before, "\r\nSEQUENCE:7\r\n") != 14 || strings.Count(after, "\r\nSEQUENCE:8\r\n") != 14 {
		t.Errorf("the sequences are not the revisions:\n%s\n%s", before, after)
	}
	var uids [2][]string
	for i, text := range []string{before, after} {
		unique := map[string]bool{}
		for _, s := range readCalendar(t, text) {
			unique[s.UID] = true
		}
		uids[i] = slices.Sorted(maps.Keys(unique))
	}
	if len(uids[0]) != 14 || !slices.Equal(uids[0], uids[1]) {
		t.Errorf("%q became %q", uids[0], uids[1])
	}
	at := slices.IndexFunc(readCalendar(t, after), func(s component) bool { return s.Summary == "Asked" })
	if got := readCalendar(t, after)[at]; got.Status != "COMPLETED" || !strings.HasPrefix(got.UID, "a1-") {
		t.Errorf("%+v", got)
	}
}

// What ended long ago is in no calendar any more.
func TestCalendarForgets(t *testing.T) {
	s := dataOf(t, dataPlan(""), nil, Choice{})
	s.Today = dataDay.AddDays(200)
	for _, c := range readCalendar(t, dataFile(t, s, Calendar)) {
		id, _, _ := strings.Cut(c.UID, "-")
		if slices.Contains([]string{"m1", "a4", "a6", "k3", "v1", "v2"}, id) {
			t.Errorf("%s is there still", id)
		}
	}
}

// An item on hold keeps its task but is not due, and one for another role form
// has none.
func TestCalendarOfWhatRests(t *testing.T) {
	p := dataPlan("")
	held, other := planner.CopyItem(p.Item(dataID("a1"))), planner.CopyItem(p.Item(dataID("a2")))
	held.Base().State = planner.OnHold
	other.Base().Forms = []string{"pure"}
	profile := *p.Profile()
	profile.Form = "hybrid"
	for _, c := range readCalendar(t, dataFile(t, dataOf(t, p.With(8, held, other, &profile), nil, Choice{}), Calendar)) {
		if strings.HasPrefix(c.UID, "a2-") || strings.HasPrefix(c.UID, "a1-") && (c.Day != "" || c.Status != "NEEDS-ACTION") {
			t.Errorf("%+v", c)
		}
	}
}

func TestCalendarWeeksOff(t *testing.T) {
	off := func(n uint32, from civil.Date, days int) *planner.TimeOff {
		return &planner.TimeOff{ID: planner.ID{Kind: planner.KindAway, N: n}, From: from, To: from.AddDays(days - 1)}
	}
	sunday := dataOn(11, 22)
	for _, c := range []struct {
		name string
		off  []*planner.TimeOff
		want []string
	}{
		{"none", nil, nil},
		{"between reviews", []*planner.TimeOff{off(1, sunday.AddDays(1), 6)}, nil},
		{"a day", []*planner.TimeOff{off(1, sunday.AddDays(7), 1)}, []string{"20261129"}},
		{"past", []*planner.TimeOff{off(1, sunday.AddDays(-30), 20)}, nil},
		{"overlapping", []*planner.TimeOff{off(1, sunday.AddDays(1), 14), off(2, sunday.AddDays(3), 19), off(3, sunday.AddDays(7), 1)}, []string{"20261129", "20261206", "20261213"}},
		{"in no order", []*planner.TimeOff{off(2, sunday.AddDays(21), 1), off(1, sunday.AddDays(7), 1)}, []string{"20261129", "20261213"}},
		{"backward", []*planner.TimeOff{off(1, sunday.AddDays(21), -20)}, nil},
		{"longer than may be", []*planner.TimeOff{off(1, sunday.AddDays(7), 400_000)}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := planner.NewPlan("x", 1, nil).With(1, &planner.Profile{ID: dataID("u1"), Started: dataOn(9, 1), Settled: dataOn(11, 15)})
			for _, away := range c.off {
				p = p.With(1, away)
			}
			got := readCalendar(t, dataFile(t, dataOf(t, p, nil, Choice{}), Calendar))[0]
			if !slices.Equal(got.Off, c.want) {
				t.Errorf("%q, expected %q; from %s on", got.Off, c.want, got.Day)
			}
		})
	}
}

// An empty plan has its review, and without that a calendar all the same.
func TestCalendarOfAnEmptyPlan(t *testing.T) {
	empty := planner.NewPlan("", 0, nil)
	text := dataFile(t, dataOf(t, empty, nil, Choice{}), Calendar)
	wantLines(t, text)
	if got := readCalendar(t, text); len(got) != 1 || got[0].UID != "review-plan@waymark" || got[0].Day != "20261122" {
		t.Errorf("%+v", got)
	}
	text = dataFile(t, dataOf(t, empty, nil, Choice{Without: []string{PartReviews}}), Calendar)
	if got := readCalendar(t, text); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestCalendarFails(t *testing.T) {
	wantWriteErrors(t, dataOf(t, dataPlan(strings.Repeat("long ", 300)), nil, Choice{}), Calendar)
}
