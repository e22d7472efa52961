package intake_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/export"
	"waymark/planner/hostile"
	"waymark/planner/intake"
)

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
		"reviews":                 {table, "kind,id,week\nreview,r1,2026-W47\n", "table.csv:1: reviews can't be taken in from a table"},
		"weeks":                   {table, "kind,id,week\nweek,w1,2026-W47\n", "table.csv:1: weeks can't be taken in from a table: they follow"},
		"the profile":             {table, "kind,id,title\nprofile,u1,x\n", "table.csv:2: the profile can't be taken in from a table: it is what waymark asks"},
		"an empty review table":   {table, "kind,id,week,due,started\n", "table.csv:1: reviews can't be taken in from a table"},
		"no such tick":            {table, "kind,id,date\ntick,t1,2026-11-20\n", "table.csv:2: there is no t1 in this plan"},
		"a tick of nothing":       {table, "kind,date\ntick,2026-11-20\n", `table.csv:2: check "": expected the id of a check`},
		"a tick of an action":     {table, "kind,date,check\ntick,2026-11-20,a1\n", `table.csv:2: check "a1": expected the id of a check`},
		"a tick to come":          {table, "kind,date,check\ntick,2026-11-21,k1\n", "table.csv:2: date \"2026-11-21\": expected a day up to today"},
		"odd work":                {table, "kind,work,value\nenergy,sleeping,1\n", "table.csv:2: kind of work"},
		"odd energy":              {table, "kind,work,value\nenergy,coaching,3\n", `table.csv:2: energy "3": expected a whole number from -2`},
		"empty energy":            {table, "kind,work,value,note\nenergy,,,\nenergy,,1,\n", "table.csv:2: energy note"},
		"odd matter":              {table, "kind,sort,title\nmatter,feud,x\n", "table.csv:2: sort of matter"},
		"days off without a day":  {table, "kind,from,to\naway,,2026-12-24\n", "table.csv:2: date"},
		"days off backwards":      {table, "kind,from,to\naway,2026-12-24,2026-12-20\n", "table.csv:2: days off"},
		"no answer":               {table, "kind,question,answer\nreflection,Why?,\n", `table.csv:2: answer "": expected a few words`},
		"odd mark":                {table, "id,title,exported\na1,x,K3XQ7P.xyz\n", "table.csv:2: exported \"K3XQ7P.xyz\": expected what waymark wrote there; with an empty cell"},
		"unknown kind":            {table, "kind,title\ngoal,x\n", `table.csv:2: kind "goal": expected action`},
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
	d := newDesk(t)
	_, err := d.take(todo, b.String())
	if n := strings.Count(err.Error(), "\n"); n != 20 || !strings.HasSuffix(err.Error(), "\nand 80 more") {
		t.Errorf("%d lines: %v", n, err)
	}
	for name, c := range map[string]struct {
		from source
		text string
		want []string
	}{
		"cells and rules": {
			table, "kind,id,title,phase,due,focus,milestone,every\naction,,,9,never,,m7,\naction,,x,9,,perhaps,,\naction,a99,x,,,,,\naction,,y,1,,,,\ncheck,,z,1,,,,often\naction,,z,,2026-02-30,,a1,\n",
			[]string{
				`2: due "never": expected a day`, `2: title "": expected a few words`, `2: phase "9": expected one of`, "2: milestone m7: not found",
				`3: focus "perhaps": expected true`, `3: phase "9"`, "4: there is no a99", `6: interval "often"`, `7: due "2026-02-30"`, "7: action a1: not found",
			},
		},
		"tasks": {
			tasks, "[{" + uuid + `1","status":"later","description":7,"due":"soon","tags":"x"},` + "\n{" + uuid + `2","status":"pending","description":" "},` + "\n7,\n{" + uuid + `1","status":"pending","description":"y"}]`,
			[]string{
				`1: description "7": expected a text`, `1: due "soon": expected an instant`, `1: tags "\"x\"": expected a list`, `1: status "later"`,
				`2: title "": expected a few words`, `3: "7": expected an object`, "4: the task 00000000-0000-4000-8000-000000000001 is in line 1 already",
			},
		},
		"a list": {
			todo, "Call Sam due:soon\nCall Dana waymark:a99@k3xq7p\nx 2026-02-30 Call\n",
			[]string{`1: due "soon"`, "2: there is no a99 in this plan", `3: done "2026-02-30"`},
		},
	} {
		_, err := d.take(c.from, c.text)
		if err == nil {
			t.Fatalf("%s: taken", name)
		}
		said := strings.Split(err.Error(), "\n")
		if len(said) != len(c.want) {
			t.Errorf("%s: said %d things, want %d:\n%s", name, len(said), len(c.want), err)
			continue
		}
		for i, want := range c.want {
			if !strings.HasPrefix(said[i], c.from.name+":"+want) {
				t.Errorf("%s: said %q, want %q", name, said[i], want)
			}
		}
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

func TestGuess(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"x", exportedTasks, planner.FromTaskwarrior},
		{"x.json", strings.TrimPrefix(exportedTasks, "[\n"), planner.FromTaskwarrior},
		{"tasks.json", "[]", planner.FromTaskwarrior},
		{"tasks.json", exportedTasks[:30], planner.FromTaskwarrior},
		{"tasks.json", "\ufeff [\n", planner.FromTaskwarrior},
		{"tasks.json", "[42]", planner.FromTaskwarrior},
		{"standard input", "[\n{\"id\":1,", planner.FromTaskwarrior},
		{"standard input", "[ ] Call Sam", planner.FromTodoTxt},
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

// What waymark writes for people to read is known, and so are other texts.
func TestDocuments(t *testing.T) {
	d := busy(t)
	for format, want := range map[string]string{"md": "Markdown", "html": "web page", "txt": "plain text", "ics": "calendar", "todo": "", "json": "", "csv": ""} {
		for _, whom := range export.Audiences {
			what, ours := intake.Document(intake.Input{Bytes: []byte(d.sharedAs(format, export.Choice{For: whom, Table: "actions"}))})
			if what != want || ours != (want != "") {
				t.Errorf("%s for %s is taken for %q %v", format, whom.Name, what, ours)
			}
		}
	}
	for text, want := range map[string]string{
		"": "", "Call Sam": "", "Call Sam\n\nCall Dana\n\n\n": "", "x Call --- Sam\n---": "text", "Notes\n=====\nabc": "text", "# Notes\nabc": "text", "#1 fix\n": "",
		"BEGIN:VCALENDAR\n": "calendar", "<!DOCTYPE html>": "web page", "<HTML lang=en>": "web page", "----\nCall Sam": "",
		"Dear Sam,\n\n  how are you?\n\n  I am well.\n\n  Now\n\nYours": "text",
	} {
		if what, ours := intake.Document(intake.Input{Bytes: []byte(text)}); what != want || ours {
			t.Errorf("%q is taken for %q %v", text, what, ours)
		}
	}
}
