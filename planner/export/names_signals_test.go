package export

import (
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// Names that many people have, possessives, titles, and what stands beside a
// name.
func TestNamesBySignals(t *testing.T) {
	for _, c := range []struct {
		people     []string
		text, want string
	}{
		{[]string{"Dana"}, "with Dana Smith and Bob Miller", "with D. S. and B. M."},
		{[]string{"Siobhán"}, "Siobhán O'Malley's plan", "S. O.'s plan"},
		{nil, "lunch with Siobhán O’Malley.", "lunch with S. O."},
		{nil, "Mr. Whitfield", "Mr. W."},
		{nil, "a talk with Frau Dr. Xantner, and Xantner again", "a talk with Frau Dr. X., and X. again"},
		{nil, "met Prof Zimmer", "met Prof Z."},
		{nil, "Tom cried in the 1:1", "T. cried in the 1:1"},
		{nil, "Mike, Jenny and Pavel wrote it", "M., J. and P. wrote it"},
		{nil, "what Jones told Müller", "what J. told M."},
		{nil, "Feedback by João da Silva", "Feedback by J. S."},
		{nil, "VP, Laura Chen", "VP, L. C."},
		{nil, "w/ Nina, cc Omar", "w/ N., cc O."},
		{nil, "w/ Xantner, cc Zbrinski", "w/ X., cc Z."},
		{nil, "about José's on-call", "about J.'s on-call"},
		{nil, "Priya's hiring plan", "P.'s hiring plan"},
		{nil, "Xantner's hiring plan", "X.'s hiring plan"},
		{nil, "fine, said Beatrice Wong", "fine, said B. W."},
		{nil, "my wife Clara", "my wife C."},
		{nil, "Call Grace (HR)", "Call G. (HR)"},
		{nil, "Pair with Anna-Lena Vogt", "Pair with A.-L. V."},
		{nil, "Grilled Tom on it", "Grilled T. on it"},
		{nil, "Camille wrote it", "C. wrote it"},  // whom the path quotes too
		{nil, "Lunch with ÅSA", "Lunch with ÅSA"}, // letters of one kind tell nothing
		// These are no names.
		{nil, "Mark the day. Will it rain? Grant access, page the owner, Bill the client", ""},
		{nil, "Let's see the team's plan. Today's list. Company's goals", ""},
		{nil, "the office in Paris, near Sydney", ""},
		{nil, "Jan 30, Wed, in May and in June", ""},
		{nil, "Plan The Rose Garden Trip", ""},
		{nil, "Review PRs, OKRs and APIs. Sync Stack, Email Bank, Thank Web", ""},
		{nil, "Kubernetes's and Grafana's limits", ""},
		{nil, "Dr. and Mr", ""},
	} {
		want := c.want
		if want == "" {
			want = c.text
		}
		names := found(t, mentioning(c.people, c.text), nil, nil)
		if got := names.Initials(c.text); got != want {
			t.Errorf("%q: got %q, want %q (%s)", c.text, got, want, fulls(names))
		}
	}
}

// A sentence's first word that is also a name is one where what follows tells.
func TestNamesThatAreWords(t *testing.T) {
	names := found(t, mentioning(nil, "lunch with Mark", "mark the day"), nil, nil)
	for text, want := range map[string]string{
		"Mark it. Ask Mark":     "Mark it. Ask M.",
		"Mark's plan":           "M.'s plan",
		"Mark said so":          "M. said so",
		"Done. Mark the next":   "Done. Mark the next",
		"mail a@b.org, Mark it": "mail (address), M. it", // in the middle of a sentence
	} {
		if got := names.Initials(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestContactsLeave(t *testing.T) {
	names := found(t, mentioning(nil), nil, nil)
	for text, want := range map[string]string{
		"mail dana.smith@acme.com.":                  "mail (address).",
		"<Dana+x@acme.co.uk>, mailto:a_b@c-d.org":    "<(address)>, mailto:(address)",
		"https://dana@host.org/path":                 "https://(address)/path",
		"müller@büro.de":                             "(address)",
		"+49 170 1234567, +1-202-555-0143":           "(number), (number)",
		"0170/1234567 or 030 123 45 67":              "(number) or (number)",
		"(030) 1234567, (555) 123-4567":              "(number), (number)",
		"(0170 1234567)":                             "((number))",
		"call 555-123-4567 or 01 23 45 67 89":        "call (number) or (number)",
		"on 2026-11-22, 22.11.2026, 01.02.2026":      "",
		"2026-11-22 10:30, 20261122, 2026-11-22T10":  "",
		"(2026-11-22 2027-01-01)":                    "",
		"v1.2.3.4567 at 192.168.10.20 for 1,000,000": "",
		"INC-0123456789 and #01234567":               "",
		"costs 12 000 000, 0.0000001 of it":          "",
		"https://x.org/0123456789":                   "",
		"1:1, @home, a @ b":                          "",
	} {
		if want == "" {
			want = text
		}
		if got := names.Initials(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
		if again := names.Initials(want); again != want {
			t.Errorf("%q became %q", want, again)
		}
	}
	var nobody Names
	if got := nobody.Initials("a@b.org, 0170 1234567"); got != "a@b.org, 0170 1234567" {
		t.Errorf("your own becomes %q", got)
	}
}

// What is announced is what is written, and nothing is announced both ways.
func TestNamesAsAnnounced(t *testing.T) {
	p := mentioning([]string{"Dana", "van der Berg", "Dr. Müller", "will", "J. Smith"}, "ask dana, dana.x@acme.com", "Will said so. I will.", "Ask Mark. mark it")
	names := found(t, p, nil, nil)
	want := "Dana → D., Dr. Müller → Dr. M., J. Smith → J. S., Mark → M., van der Berg → van der B., Will → W."
	if text := names.Initials("I will"); text != "I will" {
		t.Errorf("a word became %q", text)
	}
	var got []string
	for _, n := range names.List() {
		got = append(got, n.Full+" → "+n.Initials)
		if as := names.Initials("x " + n.Full); as != "x "+n.Initials {
			t.Errorf("%s is announced as %q and becomes %q", n.Full, n.Initials, as)
		}
		if slices.Contains(names.Unsure(), n.Full) {
			t.Errorf("%s is said to stay too", n.Full)
		}
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
}

// Titles of what was handed over name people after a preposition only.
func TestNamesInMatters(t *testing.T) {
	for title, want := range map[string]string{
		"Release notes to Wanjiru": "Wanjiru", "Rollout Runbooks for Xantner": "Xantner", "Release Notes": "", "Xantner": "Xantner",
		"Xantner Zbrinski": "Xantner Zbrinski", "Xantner and Zbrinski about the rota": "Xantner, Zbrinski", "Zephyr rota": "",
	} {
		p := mentioning(nil).With(1, &planner.Matter{ID: planner.ID{Kind: planner.KindMatter, N: 1}, Sort: planner.Delegation, Title: title})
		if got := fulls(found(t, p, nil, nil)); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

// Words that may be names are real words with a capital, and no others.
func TestUnsureWords(t *testing.T) {
	names := found(t, mentioning(nil,
		"Whitfieldson was late. Perhaps Zeno comes. (Call Ulmberg)", "Email the Bank, Pair on PRs, Sync with the Stack of the GmbH",
		"Thank the Web team, and Taskwarrior. Dr who"), nil, nil)
	if got := strings.Join(names.Unsure(), ", "); got != "Ulmberg, Whitfieldson, Zeno" {
		t.Error(got)
	}
}

// What is listed as a name is no word of the path, and none that is never one.
func TestListsOfNames(t *testing.T) {
	for _, list := range []map[string]bool{firstNames.all(), surnames.all()} {
		for name := range list {
			if bare(name) != name {
				t.Errorf("%q isn't in plain letters", name)
			}
			if !wordNames.has(name) && (commonWords()[name] || plainWords.has(name) || noNames.has(name) || titles.has(name)) && !slices.Contains([]string{"april", "august"}, name) {
				t.Errorf("%q is a word besides", name)
			}
		}
	}
	if n := len(firstNames.all()); n < 800 {
		t.Errorf("only %d first names", n)
	}
}
