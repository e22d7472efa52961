package export

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"waymark/planner"
	"waymark/planner/hostile"
	"waymark/planner/path"
)

// mentioning is a plan of Alex Kern whose notes are texts, and that was told
// of people.
func mentioning(people []string, texts ...string) *planner.Plan {
	records := []planner.Record{&planner.Profile{ID: planner.ID{Kind: planner.KindProfile, N: 1}, Name: "Alex Kern", People: people}}
	for i, text := range texts {
		a := &planner.Action{Item: planner.Item{ID: planner.ID{Kind: planner.KindAction, N: uint32(i + 1)}, Title: "x", Note: text}}
		records = append(records, a)
	}
	return planner.NewPlan("x", 1, nil).With(1, records...)
}

func found(tb testing.TB, p *planner.Plan, hide, keep []string) Names {
	tb.Helper()
	names, err := FindNames(planner.Whole{Plan: p}, hide, keep)
	if err != nil {
		tb.Fatal(err)
	}
	return names
}

func fulls(n Names) string {
	var out []string
	for _, name := range n.List() {
		out = append(out, name.Full)
	}
	return strings.Join(out, ", ")
}

// What the words around a name tell.
func TestNamesByWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Help Sam with Kubernetes", "Help S. with Kubernetes"},
		{"Migrate from Oracle to Postgres", ""},
		{"Ask Dana for feedback", "Ask D. for feedback"},
		{"Ask for feedback", ""},
		{"Ask to own one small system", ""},
		{"asked Dana Smith about Terraform", "asked D. S. about Terraform"},
		{"Thank Dana and Sam", "Thank D. and S."},
		{"Thank Dana, Sam and Robin Wu.", "Thank D., S. and R. W."},
		{"Thanked Dana. Shipped it", "Thanked D. Shipped it"},
		{"Tell HR and Finance by Friday", ""},
		{"Meet Monday", ""},
		{"Shadow a manager", ""},
		{"Shadow Dana's team lead", "Shadow D.'s team lead"},
		{"1:1 with Dana", "1:1 with D."},
		{"One-on-one with Dana", "One-on-one with D."},
		{"one on one with Dana", "one on one with D."},
		{"Pair with Dana on Go", "Pair with D. on Go"},
		{"Paired up with Dana", "Paired up with D."},
		{"Set up with Docker", ""},
		{"Talk to Dana", "Talk to D."},
		{"Talk to the team", ""},
		{"spoke with Dana about Q3", "spoke with D. about Q3"},
		{"Feedback from Dana", "Feedback from D."},
		{"feedback for Dana Smith: be brief", "feedback for D. S.: be brief"},
		{"handed the deploys to nobody", ""},
		{"Handed over to Dana", "Handed over to D."},
		{"Met with Dana", "Met with D."},
		{"Ask my new manager Dana about it", "Ask my new manager D. about it"},
		{"What my manager Dana thinks", "What my manager D. thinks"},
		{"Use the password manager Bitwarden", ""},
		{"Dana told me so", "D. told me so"},
		{"He told me so", ""},
		{"Interview Jean-Luc O'Brien", "Interview J.-L. O."},
		{"Mentor Åsa Öberg", "Mentor Å. Ö."},
		{"Coach 田中 on Friday", "Coach 田. on Friday"},
		{"Coach Ludwig van Beethoven", "Coach L. B."},
		{"Ask J. Smith", "Ask J. S."},
		{"Ask Dana Smith Lee Wong", "Ask D. S. L. W."},
		{"Talk To Dana About Budget Plans", "Talk To D. About Budget Plans"},
		{"Ask Alex Kern", ""}, // yourself
		{"ask dana", ""},      // nothing tells that it is one
		{"Thanks @dana-smith and @Sam, see @home", "Thanks @D. and @S., see @home"},
		{"Write to dana.smith@example.com or git@example.com", "Write to (address) or (address)"},
		{"a@b, @, @@ and x@", "(address), @, @@ and x@"},
		{"Ask Dana’s mentor Sam", "Ask D.’s mentor S."},
		{"", ""},
	} {
		want := c.want
		if want == "" {
			want = c.text
		}
		names := found(t, mentioning(nil, c.text), nil, nil)
		if got := names.Initials(c.text); got != want {
			t.Errorf("%q: got %q, want %q (%s)", c.text, got, want, fulls(names))
		}
	}
}

// What is known of one text is known in all.
func TestNamesEverywhere(t *testing.T) {
	for _, c := range []struct {
		people     []string
		told, text string
		want       string
	}{
		{[]string{"Dana"}, "", "Dana, DANA and Dana's, not Danas or dana", "D., D. and D.'s, not Danas or dana"},
		{[]string{"Dana Smith"}, "", "Dana Smith saw Dana. Smith's!", "D. S. saw D. S.'s!"},
		{[]string{"Dana Smith"}, "", "Dana-led, (Dana) “Dana” Dana/Sam", "D.-led, (D.) “D.” D./Sam"},
		{[]string{"dana"}, "", "ask dana or Dana", "ask D. or D."},
		{[]string{"Will"}, "", "Will it do? Ask Will", "W. it do? Ask W."}, // you named them
		{nil, "Ask Will. We will see.", "Will it do? If Will agrees", "Will it do? If W. agrees"},
		{nil, "Thank Dana", "Dana and Sam shipped it", "D. and Sam shipped it"}, // in another plan it tells nothing of Sam
		{[]string{"Don"}, "", "Don't ask Don", "Don't ask D."},
		{[]string{"田中 太郎"}, "", "田中さんに聞く。田中 太郎", "田.さんに聞く。田. 太."},
		{[]string{"김철수"}, "", "김철수가 말했다", "김.가 말했다"},
		{[]string{"Åsa"}, "", "ÅSA och Åsa", "Å. och Å."},
		{[]string{"דנה"}, "", "עם דנה היום", "עם ד. היום"},
		{[]string{"O'Brien"}, "", "O’Brien and O'BRIEN'S plan", "O. and O.'S plan"},
		{[]string{"Jean-Luc"}, "", "Jean‑Luc", "J.-L."},
		{[]string{"J. Smith"}, "", "J. Smith, Smith, J", "J. S., S., J"},
		{[]string{"Dana Kern"}, "", "Dana Kern, Dana, Alex Kern", "D. K., D., Alex Kern"},
		{[]string{"Alex"}, "", "Alex Kern", "Alex Kern"},
		{[]string{"D", "", "…", "42"}, "", "Plan D. 42…", "Plan D. 42…"},
	} {
		names := found(t, mentioning(c.people, c.told), nil, nil)
		if got := names.Initials(c.text); got != c.want {
			t.Errorf("%q, %q: got %q, want %q (%s)", c.people, c.text, got, c.want, fulls(names))
		}
	}
}

func TestNamesByPlace(t *testing.T) {
	id := func(n uint32) planner.ID { return planner.ID{Kind: planner.KindAction, N: n} }
	waits := func(n uint32, why string) planner.Record {
		return &planner.Action{Item: planner.Item{ID: id(n), Title: "x", State: planner.Waiting, Why: why}}
	}
	matter := func(n uint32, sort, title string) planner.Record {
		return &planner.Matter{ID: planner.ID{Kind: planner.KindMatter, N: n}, Sort: sort, Title: title}
	}
	p := mentioning(nil, "an offer was made, and the rota too").With(2,
		waits(10, "Dana"), waits(11, "Sam Lee is away"), waits(12, "Approval of the budget"), waits(13, "the numbers from Robin"),
		waits(14, "Offer from Legal"), waits(15, "Kim, Noor and the board"),
		matter(1, planner.FormerPeer, "Toni"), matter(2, planner.Conflict, "the on-call plan with Jo"),
		matter(3, planner.Delegation, "Rota to Li Wei"), matter(4, planner.FormerPeer, "Ines, who sat beside me"),
		&planner.Action{Item: planner.Item{ID: id(16), Title: "x", State: planner.Dropped, Why: "Berta was not asked"}},
	)
	names := found(t, p, []string{"Zoe"}, []string{"Noor"})
	want := "Dana D. waiting, Ines I. matter, Jo J. matter, Kim K. waiting, Li Wei L. W. matter, Robin R. waiting, Sam Lee S. L. waiting, Toni T. matter, Zoe Z. told"
	var got []string
	for _, n := range names.List() {
		got = append(got, n.Full+" "+n.Initials+" "+n.Found.Name())
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	if text := names.Initials("Noor and Kim"); text != "Noor and K." {
		t.Errorf("what is kept became %q", text)
	}
}

// Lists of names tell of each other, whichever is known.
func TestNamesInLists(t *testing.T) {
	names := found(t, mentioning([]string{"Dana"}, "Lunch: Sam Lee & Dana", "Robin, Kim and Dana wrote it", "Oracle and Postgres"), nil, nil)
	if got := fulls(names); got != "Dana, Kim, Robin, Sam Lee" {
		t.Error(got)
	}
}

func TestUnsureNames(t *testing.T) {
	names := found(t, mentioning([]string{"Dana"},
		"Yesterday Vera and Dana shipped Gizmo on Monday. Perhaps Zeno will", "the perhaps and the API of NASA",
		"In Potsdam we met", "potsdam", "Ask Will about it", "what Will says, and will do"), nil, []string{"Gizmo"})
	if got := strings.Join(names.Unsure(), ", "); got != "Zeno" {
		t.Error(got)
	}
}

// The built-in path mentions nobody.
func TestPathHasNoNames(t *testing.T) {
	of, err := path.Builtin(), error(nil)
	if err != nil {
		t.Fatal(err)
	}
	m := planner.NewMemory()
	if _, err := m.Create("x", path.Start(of, planner.Profile{Name: "Alex Kern"}, []int{1}, today)); err != nil {
		t.Fatal(err)
	}
	p, err := m.Load()
	if err != nil {
		t.Fatal(err)
	}
	if names := found(t, p, nil, nil); len(names.List())+len(names.Unsure()) > 0 {
		t.Errorf("%v, unsure %v", names.List(), names.Unsure())
	}
	told := found(t, p, []string{"Will Mark", "May Hope"}, nil) // names that are words
	for it := range p.Items() {
		b := it.Base()
		for _, text := range []string{b.Title, b.Reason} {
			if got := told.Initials(text); got != text {
				t.Errorf("%q became %q", text, got)
			}
		}
	}
}

// Initials stay initials, and all else stays byte for byte.
func TestInitialsTwice(t *testing.T) {
	word := rapid.SampledFrom([]string{
		"Dana", "Sam", "Smith", "Jones", "Will", "will", "O'Brien", "Jean-Luc", "田中", "田", "中", "Åsa", "A\u030asa", "D", "J.", "D.", "X", "van", "and",
		"ask", "Ask", "told", "@dana", "@D", "dana.smith@x.org", "a@b", "Alex", "Kern", "s", "'s", "’s", "McKay", "DANA", "김철수", "Don't", "don", "ß",
		"ſ", "İ", "Kelvin", "42", "N1", "\xff", "\x00", "👩‍👩‍👧", "e\u0301", "",
	})
	join := rapid.SampledFrom([]string{" ", "", ".", ". ", "-", "'", ", ", "\n", " & ", "/", "@", "_", "..", ":", "\u00a0"})
	text := rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(0, 8).Draw(t, "words") {
			b.WriteString(word.Draw(t, "word"))
			b.WriteString(join.Draw(t, "join"))
		}
		return b.String()
	})
	list := rapid.SliceOfN(text, 0, 4)
	rapid.Check(t, func(t *rapid.T) {
		texts := list.Draw(t, "texts")
		p := mentioning(list.Draw(t, "people"), texts...)
		names, err := FindNames(planner.Whole{Plan: p}, nil, rapid.SliceOfN(word, 0, 2).Draw(t, "keep"))
		if err != nil {
			t.Fatal(err)
		}
		in := text.Draw(t, "text")
		for _, in := range append(texts, in) {
			once := names.Initials(in)
			if again := names.Initials(once); again != once {
				t.Fatalf("%q became %q and then %q", in, once, again)
			}
		}
	})
}

// All but the name stays byte for byte.
func TestInitialsAround(t *testing.T) {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{" ", "\n", "\t", ".", "x", "Danas", "smith", "\xff", "e\u0301", "é", "🏳️‍🌈", "'s", "42", "\u202e", "<b>", "=1", "The", "API", "田"}),
		rapid.StringOfN(rapid.RuneFrom([]rune("abcxyz ,;!?()\"'-/&+#*_~|\r\n")), 0, 8, -1),
	)
	around := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 5).Draw(t, "pieces"), "")
	})
	names := found(t, mentioning([]string{"Dana Smith"}), nil, nil)
	rapid.Check(t, func(t *rapid.T) {
		before, after := around.Draw(t, "before"), around.Draw(t, "after")
		if got := names.Initials(before); got != before {
			t.Fatalf("%q became %q", before, got)
		}
		if got, want := names.Initials(before+" Dana Smith, "+after), before+" D. S., "+after; got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

// Told of nobody, no text changes but for addresses.
func TestNobody(t *testing.T) {
	var zero Names
	names := found(t, mentioning(nil), nil, nil)
	for _, text := range slices.Concat(hostile.Texts, hostile.Long) {
		if got := zero.Initials(text.Text); got != text.Text {
			t.Errorf("%s: %.80q", text.Name, got)
		}
		if got := names.Initials(text.Text); got != text.Text && !strings.Contains(text.Text, "@") {
			t.Errorf("%s: %.80q", text.Name, got)
		}
		told := found(t, mentioning([]string{planner.CleanLine(text.Text)}, text.Text), []string{text.Text}, []string{text.Text})
		told.Initials(text.Text)
		hidden := found(t, mentioning([]string{planner.CleanLine(text.Text)}, text.Text), []string{text.Text}, nil)
		if once := hidden.Initials(text.Text); hidden.Initials(once) != once {
			t.Errorf("%s: %.80q became %.80q", text.Name, once, hidden.Initials(once))
		}
	}
}

// many are texts as plans have them, of which some mention one of hundreds.
func many(n int) (people, texts []string) {
	for i := range 500 {
		people = append(people, fmt.Sprintf("Dana %c%s", 'A'+i%26, strings.Repeat(string(rune('a'+i/26)), 3)))
	}
	for i := range n {
		texts = append(texts, fmt.Sprintf("Wrote the plan for the migration of %d services with %s, and asked Robin Wu about the budget. It went out on Friday.", i, people[i%500]))
	}
	return people, texts
}

func BenchmarkInitials(b *testing.B) {
	people, texts := many(100_000)
	names := found(b, mentioning(people), nil, nil)
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range texts {
			names.Initials(text)
		}
	}
}

func BenchmarkFindNames(b *testing.B) {
	people, texts := many(100_000)
	p := mentioning(people)
	src := planner.Whole{Plan: p, History: func(k planner.Kind) iter.Seq2[planner.Record, error] {
		return func(yield func(planner.Record, error) bool) {
			for i, text := range texts {
				e := &planner.Evidence{ID: planner.ID{Kind: planner.KindEvidence, N: uint32(i + 1)}, Title: text}
				if k != planner.KindEvidence || !yield(e, nil) {
					return
				}
			}
		}
	}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := FindNames(src, nil, nil); err != nil {
			b.Fatal(err)
		}
	}
}
