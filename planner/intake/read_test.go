package intake_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/planner/hostile"
	"waymark/planner/intake"
)

const uuid = `"uuid":"00000000-0000-4000-8000-00000000000`

// What can't be taken in is refused with its line and a reason.
func TestRefused(t *testing.T) {
	long := strings.Repeat("x", planner.MaxTitle+1)
	for name, c := range map[string]struct {
		from source
		text string
		want string // parts, with | between them
	}{
		"empty table":             {table, "", "table.csv: the file is empty"},
		"unknown columns":         {table, "kind,title,colour,x y\n", `table.csv:1: no column is called "colour", "x y"`},
		"double column":           {table, "title,Title\n", "table.csv:1: the column title is there twice"},
		"reviews":                 {table, "kind,id,week\nreview,r1,2026-W47\n", "table.csv:2: reviews can't be taken in from a table"},
		"a tick":                  {table, "kind,id,date\ntick,t1,2026-11-20\n", "table.csv:2: ticks can't"},
		"unknown kind":            {table, "kind,title\ngoal,x\n", `table.csv:2: kind "goal": expected action`},
		"no kind":                 {table, "title\nx\n", "table.csv:2: what it is isn't said"},
		"kind and id":             {table, "kind,id\naction,m1\n", "table.csv:2: m1 is a milestone, and the row says action"},
		"bad id":                  {table, "id,title\na0,x\n", `table.csv:2: id "a0"`},
		"id twice":                {table, "id,title\na1,x\na1,y\n", "table.csv:3: a1 is in line 2 already"},
		"no such id":              {table, "id,title\na99,x\n", "table.csv:2: there is no a99 in this plan"},
		"too many cells":          {table, "kind,title\naction,x,y\n", "table.csv:2: 3 cells, and there are 2 columns"},
		"impossible date":         {table, "kind,title,due\naction,x,2026-02-30\n", `table.csv:2: due "2026-02-30": expected a day that exists`},
		"year 0":                  {table, "kind,title,due\naction,x,0000-00-00\n", "table.csv:2: due"},
		"year out of bounds":      {table, "kind,title,due\naction,x,2999-01-01\n", "table.csv:2: due"},
		"phase that isn't":        {table, "kind,title,phase\naction,x,7\n", "table.csv:2: phase \"7\": expected one of this plan's phases: 1, 2, 3"},
		"phase beyond numbers":    {table, "kind,title,phase\naction,x,9223372036854775808\n", "table.csv:2: phase"},
		"phase that is none":      {table, "kind,title,phase\naction,x,1e309\n", "table.csv:2: phase"},
		"odd state":               {table, "kind,title,state\naction,x,later\n", `table.csv:2: state "later"`},
		"odd flag":                {table, "kind,title,focus\naction,x,maybe\n", "table.csv:2: focus \"maybe\": expected true or false"},
		"focus of a check":        {table, "kind,title,every,focus\ncheck,x,week,true\n", "table.csv:2: a check comes round by itself"},
		"check done":              {table, "kind,title,every,state\ncheck,x,week,done\n", "table.csv:2: a check comes round again"},
		"check without rule":      {table, "kind,title\ncheck,x\n", "table.csv:2: interval"},
		"rule of an action":       {table, "kind,title,every\naction,x,week\n", "table.csv:2: an action has no every"},
		"milestone that isn't":    {table, "kind,title,milestone\naction,x,m9\n", "table.csv:2: milestone m9"},
		"milestone of other kind": {table, "kind,title,milestone\naction,x,a1\n", "table.csv:2: action a1"},
		"too much focus":          {table, "kind,title,focus\naction,x,true\naction,y,true\naction,z,true\n", "table.csv:4: a week's focus holds 3 things"},
		"long title":              {table, "kind,title\naction," + long + "\n", "table.csv:2: title|at most 1000 characters, this has 1001"},
		"long note":               {table, "kind,title,note\naction,x,\"" + strings.Repeat("語\n", 20_000) + "\"\n", "table.csv:2: note|at most 65536 bytes, this has 79999"},
		"no title":                {table, "kind,title,due\naction,,2027-01-01\n", `table.csv:2: title "": expected a few words`},
		"title of controls":       {table, "kind,title,due\naction,\x01\u202e ,2027-01-01\n", `table.csv:2: title "": expected a few words`},
		"unseen title":            {table, "kind,title,due\naction,\u200b\u200d,2027-01-01\n", "table.csv:2: title"},
		"quote in a cell":         {table, "kind,title\naction,a\"b\n", `table.csv:2: a " in the middle`},
		"open quote":              {table, "kind,title\naction,\"x\n\n\n", "table.csv:2: quotes that don't end"},
		"evidence kind":           {table, "kind,title,sort\nevidence,x,famous\n", "table.csv:2: kind of evidence"},

		"UTF-16":       {todo, "\xff\xfex\x00", "todo.txt: the file is in UTF-16"},
		"not UTF-8":    {todo, "Call Sam\nGr\xfc\xdfe\n", "todo.txt:2: letters that are not in UTF-8"},
		"NUL":          {todo, "Call\x00Sam\n", "todo.txt:1: a byte that is no text"},
		"long line":    {todo, "x\n" + strings.Repeat("y", intake.MaxLine+1), "todo.txt:2: a line of more than 1024 KiB"},
		"long task":    {todo, long, "todo.txt:1: title"},
		"due no day":   {todo, "Call Sam due:2026-02-30\n", `todo.txt:1: due "2026-02-30"`},
		"due a word":   {todo, "Call Sam due:soon\n", `todo.txt:1: due "soon"`},
		"due twice":    {todo, "Call Sam due:2026-12-01 due:2026-12-02\n", "todo.txt:1: due: is there twice"},
		"done no day":  {todo, "x 2026-13-01 Call Sam\n", `todo.txt:1: done "2026-13-01"`},
		"made no day":  {todo, "2026-00-00 Call Sam\n", "todo.txt:1: created"},
		"no words":     {todo, "ok\n(A) due:2026-12-01\n", "todo.txt:2: a line without words"},
		"odd key":      {todo, "Call Sam waymark:a1\n", "todo.txt:1: waymark: \"a1\": expected what waymark writes"},
		"odd key's id": {todo, "Call Sam waymark:meta@k3xq7p\n", "todo.txt:1: waymark:"},
		"key's kind":   {todo, "Call Sam waymark:u1@k3xq7p\n", "todo.txt:1: u1 is a profile, which is in no list"},
		"key twice":    {todo, "Call Sam waymark:a1@k3xq7p\nCall waymark:a1@k3xq7p\n", "todo.txt:2: waymark:a1@k3xq7p is in line 1 already"},
		"key gone":     {todo, "Call Sam waymark:a99@k3xq7p\n", "todo.txt:1: there is no a99 in this plan"},
		"key too long": {todo, "x waymark:a1@" + strings.Repeat("k", 50_000), "todo.txt:1: waymark:"},

		"no list":             {tasks, "42", "tasks.json:1: expected a list of tasks"},
		"no JSON":             {tasks, "[\n{]", "tasks.json:2: it is no JSON"},
		"cut off":             {tasks, "[{" + uuid + `1"`, "tasks.json:1: the file ends in the middle"},
		"nothing":             {tasks, "", "tasks.json:1: the file ends"},
		"something behind":    {tasks, "[]\n\n[]", "tasks.json:3: something stands behind the list"},
		"attribute twice":     {tasks, "[{" + uuid + `1",` + uuid + `2"}]`, `tasks.json:1: the field "uuid" stands there twice`},
		"no object":           {tasks, "[\n[]]", "tasks.json:2: \"[]\": expected an object"},
		"no uuid":             {tasks, `[{"description":"x","status":"pending"}]`, `tasks.json:1: uuid "": expected`},
		"odd uuid":            {tasks, `[{"uuid":"00000000-0000-4000-8000-00000000000g","description":"x","status":"pending"}]`, "tasks.json:1: uuid"},
		"uuid twice":          {tasks, "[{" + uuid + `1","description":"x","status":"pending"},` + "\n{" + uuid + `1","description":"y","status":"pending"}]`, "tasks.json:2: the task 00000000-0000-4000-8000-000000000001 is in line 1 already"},
		"no status":           {tasks, "[{" + uuid + `1","description":"x"}]`, `tasks.json:1: status "": expected pending`},
		"no description":      {tasks, "[{" + uuid + `1","status":"pending"}]`, `tasks.json:1: title "": expected a few words`},
		"description no text": {tasks, "[{" + uuid + `1","status":"pending","description":{"x":1}}]`, `tasks.json:1: description "{\"x\":1}": expected a text`},
		"tags no list":        {tasks, "[{" + uuid + `1","status":"pending","tags":"x"}]`, "tasks.json:1: tags"},
		"due impossible":      {tasks, "[{" + uuid + `1","status":"pending","due":"20260230T000000Z"}]`, "tasks.json:1: due \"20260230T000000Z\": expected an instant that exists"},
		"leap second":         {tasks, "[{" + uuid + `1","status":"pending","due":"20161231T235960Z"}]`, "tasks.json:1: due"},
		"due in year 9999":    {tasks, "[{" + uuid + `1","status":"pending","due":"99990101T000000Z"}]`, "tasks.json:1: due"},
		"due a number":        {tasks, "[{" + uuid + `1","status":"pending","due":1e309}]`, "tasks.json:1: due"},
		"deep":                {tasks, "[{" + uuid + `1","x":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + "}]", "tasks.json:1: lists within lists more than 32 deep"},
		"very deep":           {tasks, strings.Repeat("[", 100_000), "tasks.json:1: "},
		"half a character":    {tasks, "[{" + uuid + `1","description":"\ud800","status":"pending"}]`, "tasks.json:1: it has bytes, or halves"},
		"broken line":         {tasks, "{" + uuid + `1","description":"x","status":"pending"}` + "\n{\n", "tasks.json:2: "},
		"two on a line":       {tasks, `{} {}`, "tasks.json:1: more than one task"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			before := d.plan()
			_, err := d.take(c.from, c.text)
			if err == nil || errors.Is(err, planner.ErrUnchanged) {
				t.Fatalf("taken: %v", err)
			}
			for part := range strings.SplitSeq(c.want, "|") {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("said %q, want %q", err, part)
				}
			}
			if e := hostile.Obeyed(err.Error(), true); e != nil || len(err.Error()) > 8000 {
				t.Errorf("said with %v: %.300q", e, err)
			}
			if fault := new(intake.Fault); !errors.As(err, &fault) || fault.File != c.from.name {
				t.Errorf("%v names no place", err)
			}
			if d.plan() != before {
				t.Error("the plan has changed")
			}
		})
	}
}

// All that is wrong is told at once, up to what can be read.
func TestAllFaults(t *testing.T) {
	var b strings.Builder
	for range 100 {
		b.WriteString("Call Sam due:never\n")
	}
	_, err := todo.batch(b.String())
	if n := strings.Count(err.Error(), "\n"); n != 20 || !strings.HasSuffix(err.Error(), "\nand 80 more") {
		t.Errorf("%d lines: %v", n, err)
	}
	d := newDesk(t)
	_, err = d.take(table, "kind,title,phase\naction,,1\naction,x,9\naction,y,1\n")
	if err == nil || strings.Count(err.Error(), "table.csv:") != 2 {
		t.Errorf("said %v", err)
	}
}

// A plan without an open phase takes in only what names one.
func TestNoPhaseIsOpen(t *testing.T) {
	d := newDesk(t)
	d.do(planner.SetPhase(1, planner.Closed, "", today))
	d.do(planner.SetPhase(2, planner.Closed, "", today))
	if _, err := d.take(todo, "Call Sam\n"); err == nil || !strings.Contains(err.Error(), "todo.txt:1: no phase is open") {
		t.Errorf("said %v", err)
	}
	b, err := todo.batch("Call Sam\n")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Edit(planner.Whole{Plan: d.plan()}, nil, intake.Options{Phase: 9, Today: today}); err == nil {
		t.Error("phase 9 was taken")
	}
	e, err := b.Edit(planner.Whole{Plan: d.plan()}, nil, intake.Options{Phase: 3, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	if res := d.do(e); res.Plan.Item(res.New[0]).Base().Phase != 3 {
		t.Error("it is not in phase 3")
	}
}

// Tables as people and spreadsheets make them.
func TestTables(t *testing.T) {
	for name, text := range map[string]string{
		"plain":          "kind,title,due,note\naction,=1,2026-12-01,\"a\nb\"\n",
		"quoted formula": "kind,title,due,note\r\naction,'=1,2026-12-01,\"a\r\nb\"\r\n",
		"mark":           "\ufeffkind,title,due,note\naction,=1,2026-12-01,\"a\nb\"\n",
		"semicolons":     "kind;title;due;note\naction;=1;2026-12-01;\"a\nb\"\n",
		"sep":            "sep=;\nkind;title;due;note\naction;=1;2026-12-01;\"a\nb\"\n",
		"tabs":           "kind\ttitle\tdue\tnote\naction\t=1\t2026-12-01\t\"a\nb\"\n",
		"capitals":       " Kind ,TITLE,Due,note\nActions,=1, 2026-12-01 ,\"a\nb\"\n",
		"empty rows":     "kind,title,due,note\n\n,,,\naction,=1,2026-12-01,\"a\nb\"\n,,,\n",
		"trailing comma": "kind,title,due,note,\naction,=1,2026-12-01,\"a\nb\",\n",
		"controls":       "kind,title,due,note\naction,=\u202e\x1b1,2026-12-01,\"a\nb\u0085\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			res := d.must(table, text, "Imported table.csv: 1 added")
			if b := res.Plan.Item(res.New[0]).Base(); b.Title != "=1" || b.Due != day("2026-12-01") || b.Note != "a\nb" {
				t.Errorf("taken as %+v", b)
			}
			d.same(table, text)
		})
	}
}

// What the door takes away is counted, and not what is only folded.
func TestTakenAway(t *testing.T) {
	for name, c := range map[string]struct {
		from source
		text string
	}{
		"table": {table, "kind,title,note\naction,\"a  \x1b\u202eb\tc\",\"d \u0085\n\n\"\n"},
		"list":  {todo, "a   \x1b\u202eb c\u0090\n"},
		"tasks": {tasks, `[{` + uuid + `1","status":"pending","description":"a  \u001b\u202eb","tags":["c  d\u0007"]}]`},
	} {
		b, err := c.from.batch(c.text)
		if err != nil {
			t.Fatal(err)
		}
		want := "Left out: 3 characters that no text should hold, as those that terminals obey"
		if name == "table" {
			want = strings.Replace(want, "3", "2", 1) // next line is white space
		}
		if got := b.(*intake.Entries).Notes(); !slices.Equal(got, []string{want}) {
			t.Errorf("%s told %q", name, got)
		}
	}
	b, err := todo.batch("a   b\tc\n")
	if err != nil || len(b.(*intake.Entries).Notes()) > 0 {
		t.Errorf("told %v", err)
	}
}

// A table changes only the columns it has, of all kinds.
func TestTableChanges(t *testing.T) {
	d := newDesk(t)
	text := "id,title,text,state,done,outcome,private,why,milestone,phase,every,date\n" +
		"a1,Ask Sam,,waiting,,,,for the talk,,,,\n" +
		"m1,,,done,2026-11-01,,,,,,,\n" +
		"c1,,ask twice,,,,,,,,,\n" +
		"k1,Write down a win,,,,,,,,,,\n" +
		"e1,Led it,,,,No cost.,TRUE,,,,,\n"
	if _, err := d.take(table, text); err == nil || !strings.Contains(err.Error(), "table.csv:3: title") {
		t.Errorf("an empty title: %v", err)
	}
	text = strings.Replace(text, "m1,,", "m1,Lead a project,", 1)
	d.must(table, text, "Imported table.csv: 4 changed")
	a1, m1 := d.item("a1"), d.item("m1")
	if a1.Title != "Ask Sam" || a1.State != planner.Waiting || a1.Why != "for the talk" || a1.Since != today || a1.Note != "First the talk." || a1.Touched != today {
		t.Errorf("a1 is %+v", a1)
	}
	if m1.State != planner.Done || m1.Done != day("2026-11-01") || m1.Since != m1.Done || m1.Due != day("2027-01-30") {
		t.Errorf("m1 is %+v", m1)
	}
	r, err := d.m.Get(planner.ID{Kind: planner.KindEvidence, N: 1})
	if e, ok := r.(*planner.Evidence); !ok || e.Title != "Led it" || !e.Private || e.Outcome != "No cost." || e.Kind != "led" {
		t.Errorf("e1 is %+v %v", r, err)
	}
	if c, ok := d.plan().Find(planner.ID{Kind: planner.KindCapture, N: 1}).(*planner.Capture); !ok || c.Text != "ask twice" {
		t.Errorf("c1 is %+v", c)
	}
	d.same(table, text)
	d.do(planner.SetState([]planner.ID{a1.ID}, planner.Doing, "", today))
	d.same(table, text)
	d.must(table, strings.Replace(text, "Ask Sam", "Ask Dana", 1), "Imported table.csv: 1 changed")
	if d.item("a1").State != planner.Doing {
		t.Error("what the user did since was taken back")
	}
	if _, err := d.m.Undo(0, d.stamped(planner.Edit{})); err != nil {
		t.Fatal(err)
	}
	if b := d.item("a1"); b.Title != "Ask Sam" {
		t.Errorf("undone to %+v", b)
	}
}

// A table adds all kinds that it can have.
func TestTableAdds(t *testing.T) {
	d := newDesk(t)
	text := "kind,title,text,phase,state,done,rough,every,due,date,sort,outcome,created,optional\n" +
		"action,Old,,2,done,2020-07-01,true,,,,,,2019-01-01,true\n" +
		"check,Weekly,,,,,,week,2026-11-27,,,,,\n" +
		"check,Later,,,,,,3 months after,,,,,,\n" +
		"check,Monthly,,,,,,2 months,2026-12-24,,,,,\n" +
		"capture,,a line,,,,,,,,,,2026-11-01,\n" +
		"evidence,A talk,,,,,,,,2026-10-01,learned,They liked it.,,\n" +
		"evidence,A talk,,,,,,,,2026-10-08,learned,,,\n"
	res := d.must(table, text, "Imported table.csv: 7 added")
	d.same(table, text)
	if b := res.Plan.Item(res.New[0]).Base(); b.State != planner.Done || !b.Rough || b.Done != day("2020-07-01") || b.Phase != 2 || b.Created != day("2019-01-01") || !b.Optional {
		t.Errorf("the action is %+v", b)
	}
	for at, want := range map[int]string{1: "2026-11-27", 2: "2027-02-20", 3: "2026-12-24"} {
		if due := planner.Due(res.Plan.Item(res.New[at]), today); due != day(want) {
			t.Errorf("check %d is due %v, want %s", at, due, want)
		}
	}
	if grown := res.Plan.Profile().Grown; grown != day("2026-10-08") {
		t.Errorf("grown %v", grown)
	}
	r, _ := d.m.Get(res.New[5])
	if e, ok := r.(*planner.Evidence); !ok || e.Kind != planner.Learned || e.Phase != 1 || e.Outcome != "They liked it." {
		t.Errorf("evidence is %+v", r)
	}
}

// Lists of other programs.
func TestLists(t *testing.T) {
	d := newDesk(t)
	text := "x 2026-11-18 2026-11-01 Call Sam pri:A +phone\n" +
		"x Water the plants\n\n" +
		"(A) 2026-11-02 Write http://example.org/x:y due:2026-12-01 t:2026-11-25\r\n" +
		"Review inbox rec:+1w due:2026-11-27\n" +
		"Clean up rec:2m due:2026-12-31\n" +
		"Backup rec:3b due:2026-11-30\n" +
		"xylophone \"+quoted\" 12:30\n"
	res := d.must(todo, text, "Imported todo.txt: 7 added")
	d.same(todo, text)
	var got []string
	for _, id := range res.New[:7] {
		it := res.Plan.Item(id)
		b := it.Base()
		words := []string{id.Kind.String(), b.Title, b.State.Name(), b.Done.String(), planner.Due(it, today).String(), b.Created.String(), b.Note}
		if k, ok := it.(*planner.Check); ok {
			words = append(words, k.Every.String())
		}
		got = append(got, strings.ReplaceAll(strings.Join(words, "|"), "0000-00-00", ""))
	}
	want := []string{
		"action|Call Sam pri:A +phone|done|2026-11-18||2026-11-01|",
		"action|Water the plants|done|2026-11-20||2026-11-20|",
		"action|Write http://example.org/x:y t:2026-11-25|todo||2026-12-01|2026-11-02|Priority A",
		"check|Review inbox|todo||2026-11-27|2026-11-20||every friday",
		"check|Clean up|todo||2026-12-31|2026-11-20||2 months after",
		"action|Backup|todo||2026-11-30|2026-11-20|Recurs 3b",
		"action|xylophone \"+quoted\" 12:30|todo|||2026-11-20|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("taken as\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	text = strings.Replace(text, "(A) 2026-11-02 Write", "x 2026-11-20 2026-11-02 Write", 1)
	d.must(todo, text, "Imported todo.txt: 1 changed")
	if b := res.Plan.Item(res.New[2]).Base(); d.item(b.ID.String()).State != planner.Done {
		t.Error("it isn't done")
	}
}

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

func TestGuess(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"x", exportedTasks, planner.FromTaskwarrior},
		{"x.json", strings.TrimPrefix(exportedTasks, "[\n"), planner.FromTaskwarrior},
		{"tasks.json", "[]", planner.FromTaskwarrior},
		{"x.txt", "kind,id,title\n", planner.FromCSV},
		{"x.csv", "Name;Colour\n", planner.FromCSV},
		{"x", "\ufeffsep=;\r\nkind;title\r\n", planner.FromCSV},
		{"todo.txt", "kind words\n", planner.FromTodoTxt},
		{"todo.txt", "", planner.FromTodoTxt},
		{"standard input", "Call Sam", planner.FromTodoTxt},
		{"x.json", "{}", planner.FromPlan},
		{"notes.md", "# x", ""},
		{"x.pdf", "%PDF", ""},
	} {
		f, ok := intake.Guess(intake.Input{Name: c.name, Bytes: []byte(c.text)})
		if f.Name != c.want || ok != (c.want != "") {
			t.Errorf("%s with %.20q is guessed as %q %v", c.name, c.text, f.Name, ok)
		}
	}
}

// Whatever a file holds, what is taken in is clean and can be taken in again.
func TestHostileFiles(t *testing.T) {
	for _, text := range append(hostile.Long, hostile.Texts...) {
		for name, file := range soiled(text.Text) {
			t.Run(text.Name+" by "+name, func(t *testing.T) { harmless(t, file.from, file.text) })
		}
	}
}

type soiledFile struct {
	from source
	text string
}

// soiled are files that have a text everywhere.
func soiled(text string) map[string]soiledFile {
	cell := `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	quoted := fmt.Sprintf("%q", strings.ToValidUTF8(text, "\ufffd"))
	quoted = strings.NewReplacer(`\a`, `\u0007`, `\v`, `\u000b`, `\x`, `\u00`, `\U`, `\\U`).Replace(quoted)
	return map[string]soiledFile{
		"a raw table":  {table, text},
		"a table":      {table, "kind,title,note,why\naction," + cell + "," + cell + "," + cell + "\n"},
		"a raw list":   {todo, text},
		"a list":       {todo, "(A) 2026-11-01 x" + text + " due:2026-12-01\n"},
		"a quoted one": {todo, "x" + text + " waymark:a1@k3xq7p\n"},
		"raw tasks":    {tasks, text},
		"tasks":        {tasks, "[{" + uuid + `1","status":"pending","description":` + quoted + `,"project":` + quoted + `,"tags":[` + quoted + `],` + `"x` + strings.Trim(quoted, `"`) + `":1}]`},
	}
}

// harmless takes a file in and looks at what came of it.
func harmless(tb testing.TB, from source, text string) {
	tb.Helper()
	d := newDesk(tb)
	b, err := from.batch(text)
	if err != nil {
		if e := hostile.Obeyed(err.Error(), true); e != nil {
			tb.Fatalf("said with %v: %.300q", e, err)
		}
		return
	}
	e, err := b.Edit(planner.Whole{Plan: d.plan()}, nil, intake.Options{Today: today})
	if err != nil {
		tb.Fatal(err)
	}
	res, err := d.m.Apply(d.stamped(e))
	for _, note := range b.(*intake.Entries).Notes() {
		if e := hostile.Obeyed(note, false); e != nil {
			tb.Errorf("told with %v: %.300q", e, note)
		}
	}
	if err != nil {
		if e := hostile.Obeyed(err.Error(), true); e != nil {
			tb.Errorf("said with %v: %.300q", e, err)
		}
		return
	}
	for it := range res.Plan.Items() {
		b := it.Base()
		for _, s := range []string{b.Title, b.Why} {
			if s != planner.CleanLine(s) || hostile.Obeyed(planner.ShowLine(s), false) != nil {
				tb.Errorf("%s has %.200q", b.ID, s)
			}
		}
		if b.Note != planner.CleanText(b.Note) {
			tb.Errorf("%s has the note %.200q", b.ID, b.Note)
		}
	}
	d.same(from, text)
}

func FuzzReadCSV(f *testing.F)         { fuzz(f, table) }
func FuzzReadTodoTxt(f *testing.F)     { fuzz(f, todo) }
func FuzzReadTaskwarrior(f *testing.F) { fuzz(f, tasks) }

func fuzz(f *testing.F, from source) {
	f.Helper()
	for _, way := range ways {
		f.Add(way.text)
	}
	f.Add(exportedTasks)
	for _, text := range hostile.Texts {
		for _, file := range soiled(text.Text) {
			f.Add(file.text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) { harmless(t, from, text) })
}
