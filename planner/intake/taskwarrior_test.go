package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/planner/intake"
)

const uuid = `"uuid":"00000000-0000-4000-8000-00000000000`

// exportedTasks is a list as Taskwarrior 2.6 prints it.
const exportedTasks = `[
{"id":1,` + uuid + `1","description":"Ask for feedback","due":"20261130T230000Z","entry":"20261101T083000Z","modified":"20261101T083000Z","project":"career.next","status":"pending","tags":["home","next"],"priority":"H","urgency":12.3,"annotations":[{"entry":"20261102T100000Z","description":"Dana said yes"},{"entry":"20261103T233000Z","description":"a second\nline"}],"reviewed":"20261102T100000Z"},
{"id":2,` + uuid + `2","description":"Write it up","start":"20261119T100000Z","status":"pending","entry":"20261101T083000Z","depends":["00000000-0000-4000-8000-000000000001"]},
{"id":3,` + uuid + `3","description":"Talk to HR","status":"waiting","wait":"20261214T230000Z","entry":"20261101T083000Z"},
{"id":0,` + uuid + `4","description":"Read the book","status":"completed","end":"20261118T233000Z","entry":"20261001T083000Z"},
{"id":0,` + uuid + `5","description":"Never mind","status":"deleted","end":"20261118T233000Z","entry":"20261001T083000Z"},
{"id":6,` + uuid + `6","description":"Write down a win each week","status":"recurring","recur":"weekly","due":"20261126T230000Z","mask":"-","entry":"20261101T083000Z"},
{"id":7,` + uuid + `7","description":"Write down a win each week","status":"pending","recur":"weekly","parent":"00000000-0000-4000-8000-000000000006","imask":0,"due":"20261126T230000Z","entry":"20261101T083000Z"},
{"id":8,` + uuid + `8","description":"Stand-up","status":"recurring","recur":"weekdays","due":"20261126T230000Z","entry":"20261101T083000Z"},
{"id":9,` + uuid + `9","description":"Pay rent","status":"pending","recur":"P1M","parent":"00000000-0000-4000-8000-0000000000aa","due":"20261130T230000Z","entry":"20261101T083000Z"}
]
`

func TestTasks(t *testing.T) {
	d := newDesk(t)
	b, err := tasks.batch(exportedTasks)
	if err != nil {
		t.Fatal(err)
	}
	notes := []string{
		"Left out: 1 task deleted", "Left out: 1 task made by others that recur, which are checks here",
		"Attributes that have no place in a plan: depends (1), reviewed (1)",
	}
	if got := b.(*intake.Entries).Notes(); !slices.Equal(got, notes) {
		t.Errorf("told %q", got)
	}
	res := d.must(tasks, exportedTasks, "Imported tasks.json: 7 added")
	d.same(tasks, exportedTasks)
	var got []string
	for _, id := range res.New[:7] {
		it := res.Plan.Item(id)
		b := it.Base()
		words := []string{id.Kind.String(), b.Title, b.State.Name(), b.Why, b.Done.String(), planner.Due(it, today).String(), b.Created.String(), b.Note}
		if k, ok := it.(*planner.Check); ok {
			words = append(words, k.Every.String())
		}
		got = append(got, strings.ReplaceAll(strings.Join(words, "|"), "0000-00-00", ""))
	}
	want := []string{
		"action|Ask for feedback|todo|||2026-12-01|2026-11-01|Project career.next · Tags home, next · Priority H\n2026-11-02: Dana said yes\n2026-11-04: a second\nline",
		"action|Write it up|doing||||2026-11-01|",
		"action|Talk to HR|waiting|until 2026-12-15|||2026-11-01|",
		"action|Read the book|done||2026-11-19||2026-10-01|",
		"check|Write down a win each week|todo|||2026-11-27|2026-11-01||every friday",
		"action|Stand-up|todo|||2026-11-27|2026-11-01|Recurs weekdays",
		"action|Pay rent|todo|||2026-12-01|2026-11-01|Recurs P1M",
	}
	if !slices.Equal(got, want) {
		t.Errorf("taken as\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	// Older versions print an object a line, with commas or without.
	lines := strings.Trim(strings.TrimSpace(exportedTasks), "[]\n")
	d.same(tasks, lines)
	d.same(tasks, strings.ReplaceAll(lines, "},\n{", "}\n{"))
	done := strings.Replace(exportedTasks, `"start":"20261119T100000Z","status":"pending"`, `"end":"20261120T100000Z","status":"completed"`, 1)
	d.must(tasks, done, "Imported tasks.json: 1 changed")
	if b := d.item(res.New[1].String()); b.State != planner.Done || b.Done != today {
		t.Errorf("done as %+v", b)
	}
}

func TestRecurrence(t *testing.T) {
	for recur, want := range map[string]string{
		"daily": "every day", "weekly": "every friday", "biweekly": "every 2 weeks on friday", "monthly": "every month",
		"quarterly": "every quarter", "semiannual": "every 6 months", "yearly": "every year", "annual": "every year", "biannual": "every 2 years",
		"2w": "every 2 weeks on friday", "3d": "every 3 days", "14d": "every 2 weeks on friday", "2mo": "every 2 months", "P1M": "every month",
		"P2W": "every 2 weeks on friday", "P1Y": "every year", "month": "every month", "2 quarters": "every 2 quarters",
		"weekdays": "", "PT1H": "", "P1Y6M": "", "0d": "", "367d": "", "99999999999999999999d": "", "hourly": "", "x": "", "-1d": "",
	} {
		d := newDesk(t)
		res := d.must(tasks, fmt.Sprintf(`[{%s1","description":"x","status":"recurring","recur":%q,"due":"20261127T120000Z"}]`, uuid, recur), "Imported tasks.json: 1 added")
		it, got := res.Plan.Item(res.New[0]), ""
		if k, ok := it.(*planner.Check); ok {
			got = k.Every.String()
			if due := planner.Due(k, today); due != day("2026-11-27") {
				t.Errorf("%s is due %v the first time", recur, due)
			}
		} else if note := it.Base().Note; note != "Recurs "+recur {
			t.Errorf("%s is an action with the note %q", recur, note)
		}
		if got != want {
			t.Errorf("%s is %q, want %q", recur, got, want)
		}
	}
}

// A day is the one that it is where the user is.
func TestZones(t *testing.T) {
	for zone, want := range map[*time.Location]string{
		nil: "2026-11-30", time.UTC: "2026-11-30", time.FixedZone("x", 3600): "2026-12-01", time.FixedZone("y", -12*3600): "2026-11-30",
	} {
		from := tasks
		from.zone = zone
		d := newDesk(t)
		res := d.must(from, `[{`+uuid+`1","description":"x","status":"pending","due":"20261130T230000Z"}]`, "Imported tasks.json: 1 added")
		if due := res.Plan.Item(res.New[0]).Base().Due; due != day(want) {
			t.Errorf("%v: %v, want %s", zone, due, want)
		}
	}
}
