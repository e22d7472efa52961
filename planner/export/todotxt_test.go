package export

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
	hostiles "waymark/planner/hostile"
)

func TestTodoTxt(t *testing.T) {
	golden(t, "plan.todo.txt", dataFile(t, dataOf(t, dataPlan(""), nil, Choice{}), TodoTxt))
	golden(t, "odd.todo.txt", dataFile(t, dataOf(t, dataPlan("x (A) 2026-01-30 due:today +odd @odd .odd https://example.org "), nil, Choice{}), TodoTxt))
}

// listTask is what a reader that keeps to the rules of todo.txt makes of a line.
type listTask struct {
	Done               bool
	Priority           string
	Completed, Created string
	Title              []string // words that are nothing else
	Projects, Contexts []string
	Terms              []string
	Keys               map[string]string
}

// The rules as their specification words them: github.com/todotxt/todo.txt.
var (
	priorityRule = regexp.MustCompile(`^\(([A-Z])\) `)
	dateRule     = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2}) `)
	keyRule      = regexp.MustCompile(`^([^:\s]+):([^:\s]+)$`)
)

func readTask(line string) listTask {
	t := listTask{Keys: map[string]string{}}
	next := func(rule *regexp.Regexp) string {
		m := rule.FindStringSubmatch(line)
		if m == nil {
			return ""
		}
		line = line[len(m[0]):]
		return m[1]
	}
	if line, t.Done = strings.CutPrefix(line, "x "); t.Done {
		t.Completed = next(dateRule)
	} else {
		t.Priority = next(priorityRule)
	}
	t.Created = next(dateRule)
	for word := range strings.SplitSeq(line, " ") {
		key := keyRule.FindStringSubmatch(word)
		switch {
		case len(word) > 1 && word[0] == '+':
			t.Projects = append(t.Projects, word[1:])
		case len(word) > 1 && word[0] == '@':
			t.Contexts = append(t.Contexts, word[1:])
		case len(word) > 1 && word[0] == '.':
			t.Terms = append(t.Terms, word[1:])
		// By the letter of the rules a quoted word with a colon is a key too,
		// and so is an address. No program has keys that begin with a quote.
		case key != nil && key[1][0] != '"' && key[1] != "http" && key[1] != "https":
			t.Keys[key[1]] = key[2]
		default:
			t.Title = append(t.Title, word)
		}
	}
	return t
}

// title is the title that our import makes of it.
func (t listTask) title() string {
	words := slices.Clone(t.Title)
	for i, word := range words {
		words[i] = UnquoteWord(word, i == 0)
	}
	return strings.Join(words, " ")
}

func readList(t *testing.T, text string) []listTask {
	t.Helper()
	if text == "" {
		return nil
	}
	if !strings.HasSuffix(text, "\n") || strings.ContainsAny(text, "\r\t\u2028") {
		t.Errorf("%q", text)
	}
	var out []listTask
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		out = append(out, readTask(line))
	}
	return out
}

func TestTodoTxtIsRead(t *testing.T) {
	list := readList(t, dataFile(t, dataOf(t, dataPlan(""), nil, Choice{}), TodoTxt))
	find := func(id string) listTask {
		at := slices.IndexFunc(list, func(t listTask) bool { return strings.HasPrefix(t.Keys[TodoKey], id+"@K3XQ7P.") })
		if at < 0 {
			t.Fatalf("no %s", id)
		}
		return list[at]
	}
	const lead, build = "lead-without-the-title", "build-credibility"
	for _, c := range []struct {
		id   string
		want listTask
	}{
		{"a1", listTask{Priority: "A", Created: "2026-09-01", Title: []string{"Ask", "for", "feedback"}, Projects: []string{lead}, Contexts: []string{"action"}, Keys: map[string]string{"due": "2026-11-27"}}},
		{"a2", listTask{Created: "2026-09-01", Title: []string{"Draft", "the", "plan"}, Projects: []string{lead}, Contexts: []string{"action", "waiting"}, Keys: map[string]string{"due": "2026-11-01"}}},
		{"a5", listTask{Done: true, Title: []string{"Long", "ago"}, Projects: []string{build}, Contexts: []string{"action"}, Keys: map[string]string{"due": "2026-01-01"}}},
		{"a6", listTask{Done: true, Completed: "2026-11-04", Created: "2026-09-01", Title: []string{"Lately"}, Projects: []string{build}, Contexts: []string{"action"}, Keys: map[string]string{"due": "2026-11-06"}}},
		{"k1", listTask{Created: "2026-09-01", Title: []string{"Write", "down", "a", "win"}, Projects: []string{lead}, Contexts: []string{"check"}, Keys: map[string]string{"due": "2026-11-29", "rec": "+1w"}}},
		{"k4", listTask{Created: "2026-09-01", Title: []string{"Of", "one", "to", "come"}, Projects: []string{"phase-3"}, Contexts: []string{"check"}, Keys: map[string]string{"rec": "+1m"}}},
	} {
		got := find(c.id)
		c.want.Keys[TodoKey] = got.Keys[TodoKey]
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.id, diff)
		}
	}
	for _, task := range list {
		if task.Title[0] == "Never" || task.Title[0] == "Removed" {
			t.Errorf("%q is on the list", task.Title)
		}
	}
	if first, last := list[0], list[len(list)-1]; first.Done || !last.Done {
		t.Error("what is done does not stand at the end")
	}
}

func TestQuotedTitle(t *testing.T) {
	for _, c := range []struct{ name, title, want string }{
		{"plain words", "Ask Dana, or Sam: now (both) 2+2 a@b.c", "Ask Dana, or Sam: now (both) 2+2 a@b.c"},
		{"done", "x marks the spot", `"x" marks the spot`},
		{"done later", "Find x", "Find x"},
		{"a capital", "X ray", `"X" ray`},
		{"priority", "(A) list", `"(A)" list`},
		{"priority later", "Make an (A) list", "Make an (A) list"},
		{"a day", "2026-01-30 is the day", `"2026-01-30" is the day`},
		{"a day later", "By 2026-01-30", "By 2026-01-30"},
		{"project", "Read +career", `Read "+career"`},
		{"context", "@home first", `"@home" first`},
		{"term", "Learn .NET", `Learn ".NET"`},
		{"signs alone", "+ and @ and . and :", "+ and @ and . and :"},
		{"key", "due:2026-01-30", `"due:2026-01-30"`},
		{"two colons", "rec::1w", `"rec::1w"`},
		{"our own key", "waymark:a1@K3XQ7P", `"waymark:a1@K3XQ7P"`},
		{"time", "Call at 10:30", `Call at "10:30"`},
		{"address", "See https://example.org/a:b and http://x", "See https://example.org/a:b and http://x"},
		{"another address", "mailto:a@b.c", `"mailto:a@b.c"`},
		{"a quoted word", `Read "Dune" again`, `Read "Dune" again`},
		{"a quoted key", `Say "due:now"`, `Say ""due:now""`},
		{"a key quoted twice", `Say ""due:now""`, `Say """due:now"""`},
		{"a key after a quote", `Say "due:now`, `Say ""due:now"`},
		{"quotes alone", `" "" """`, `" "" """`},
		{"spaces and lines", " a \t b\nc ", "a b c"},
		{"escape sequences", "a\x1b[31mb\x00\u202ec", "a[31mbc"},
		{"nothing to be seen", "\x00\u200b", "(untitled)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := quotedTitle(c.title)
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if back := readTask(got).title(); back != TodoTitle(c.title) {
				t.Errorf("%q came back as %q", c.title, back)
			}
		})
	}
}

// Titles stay titles, whatever they hold.
func wantTodoList(t *testing.T, text string) {
	t.Helper()
	write := func(text string) []listTask {
		p := hostiles.Soil(dataPlan(""), text)
		for ph := range p.Phases() { // soiled too, but the projects are to be the same
			named := *ph
			named.Title = dataPlan("").Phase(ph.Number()).Title
			p = p.With(p.Revision, &named)
		}
		list := dataFile(t, dataOf(t, p, nil, Choice{}), TodoTxt)
		if err := hostiles.Obeyed(list, true); err != nil {
			t.Errorf("%v in %q", err, list)
		}
		if err := hostiles.Hidden(list); err != nil {
			t.Errorf("%v in %q", err, list)
		}
		return readList(t, list)
	}
	plain, soiled := write("word"), write(text)
	if len(plain) != len(soiled) {
		t.Fatalf("%d lines, not %d, with %q", len(soiled), len(plain), text)
	}
	for i, want := range plain {
		got := soiled[i]
		if got.title() != TodoTitle(text) {
			t.Errorf("%q came back as %q", TodoTitle(text), got.title())
		}
		want.Title, got.Title = nil, nil
		was, ok := strings.CutPrefix(got.Keys[TodoKey], strings.SplitAfter(want.Keys[TodoKey], "@")[0])
		id, err := planner.ParseID(strings.Split(want.Keys[TodoKey], "@")[0])
		if w, read := ParseWritten(was); !ok || err != nil || !read || !w.Has(id, "title", TodoTitle(text)) {
			t.Errorf("%q was written as %q", TodoTitle(text), got.Keys[TodoKey])
		}
		got.Keys[TodoKey] = want.Keys[TodoKey]
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("with %q (-want +got):\n%s", text, diff)
		}
	}
}

func TestCase42TodoTxt(t *testing.T) {
	for _, text := range append(hostiles.Long, hostiles.Texts...) {
		t.Run(text.Name, func(t *testing.T) { wantTodoList(t, text.Text) })
	}
}

func FuzzTodoTxt(f *testing.F) {
	for _, text := range hostiles.Texts {
		f.Add(text.Text)
	}
	for _, text := range []string{"x (A) 2026-01-30 +a @b .c d:e", `"x" ""x"" "d:e" ""d:e"" https://x`} {
		f.Add(text)
	}
	f.Fuzz(wantTodoList)
}

func TestProjects(t *testing.T) {
	p := dataPlan("")
	twin, odd := *p.Phase(1), *p.Phase(2)
	twin.ID.N, odd.Title = 4, "+../\n@x due:1"
	want := map[int]string{1: "build-credibility", 2: "x-due-1", 3: "phase-3", 4: "phase-4"}
	if diff := cmp.Diff(want, Projects(p.With(8, &twin, &odd))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPlanMark(t *testing.T) {
	for id, want := range map[string]string{"K3XQ7PABC": "K3XQ7P", "x": "x", "": "plan", "a b\nc:é+": "abc"} {
		if got := PlanMark(planner.NewPlan(id, 1, nil)); got != want {
			t.Errorf("%q: %q", id, got)
		}
	}
}

func TestRecurrence(t *testing.T) {
	for text, want := range map[string]string{
		"every day": "+1d", "every 2 weeks": "+2w", "every friday": "+1w", "every 2 weeks on friday": "+2w", "every month": "+1m",
		"every quarter": "+3m", "every 2 quarters": "+6m", "every year": "+1y", "3 months after": "3m", "10 days after": "10d",
	} {
		rule, err := planner.ParseRule(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := Recurrence(rule); got != want {
			t.Errorf("%s: %s, expected %s", text, got, want)
		}
		back, ok := ParseRecurrence(want)
		if !ok || Recurrence(back) != want || back.After != rule.After {
			t.Errorf("%s is read as %s, %v", want, back, ok)
		}
	}
	if got := Recurrence(planner.Rule{}); got != "" {
		t.Errorf("no rule is %q", got)
	}
	for _, bad := range []string{"", "+", "1", "w", "+w", "0w", "-1w", "++1w", "1b", "1.5w", "1 w", "367d", "99999999999999999999d", "1ẅ", "٣d"} {
		if rule, ok := ParseRecurrence(bad); ok {
			t.Errorf("%q is read as %s", bad, rule)
		}
	}
}

func TestTodoTxtFails(t *testing.T) {
	wantWriteErrors(t, dataOf(t, dataPlan(strings.Repeat("long ", 300)), nil, Choice{}), TodoTxt)
}

func TestTodoTxtOfAnEmptyPlan(t *testing.T) {
	if got := dataFile(t, dataOf(t, planner.NewPlan("", 0, nil), nil, Choice{}), TodoTxt); got != "" {
		t.Errorf("%q", got)
	}
}
