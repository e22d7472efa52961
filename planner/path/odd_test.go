package path

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Each case adds to the road what is odd about it.
func TestOdd(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		want           []string
	}{
		{"nothing", "version: 1", "version: 1", nil},
		{"no milestones", "    milestones: [{id: led, title: Led, criterion: It is in use.}]\n", "", []string{"p.yaml:25:13: phase 2 has no milestones; expected a few points that others could confirm you have reached"}},
		{"no gate", "    gate:\n      - {kind: shipped, title: Something shipped}\n", "", nil},
		{
			"neither milestones nor a gate", plainRoad()[strings.Index(plainRoad(), "    milestones: [{id: led"):],
			"    actions:\n      - {id: shadow, title: Shadow a manager}\n  - number: 3\n    title: Last\n    years: {from: 5}\n    milestones: [{id: led, title: Led, criterion: It is in use.}]\n",
			[]string{"p.yaml:25:13: phase 2 has neither milestones nor a gate; expected a few points that others could confirm you have reached, or the kinds of evidence to have before the next phase"},
		},
		{"an empty phase", plainRoad()[strings.Index(plainRoad(), "    milestones: [{id: led"):], "", []string{"p.yaml:25:13: phase 2 is empty; expected milestones, actions and checks"}},
		{"a title twice", "title: Write the runbook", "title: give a TALK", []string{`p.yaml:18:14: the title of "talk" is the same as that on line 17; expected one that tells the two apart`}},
		{"a long title", "title: Give a talk", "title: " + strings.Repeat("é", 61), []string{`p.yaml:18:14: the title of "talk" has 61 characters; expected at most 60, or lists cut it; "why" has room for more`}},
		{"a topic that isn't", "title: Give a talk", "title: Give a talk, topic: mentorin", []string{`p.yaml:18:14: the guide has no topic "mentorin" (did you mean "mentoring"?), which "talk" names; expected one of ` + strings.Join(topics(), ", ") + ", or none"}},
		{"the built-in path's name", "name: road", "name: it-management", []string{`p.yaml:1:1: name "it-management" is that of the built-in path; expected a name of its own, or a newer waymark would offer you its entries`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := strings.Replace(plainRoad(), c.old, c.new, 1)
			if !strings.Contains(plainRoad(), c.old) {
				t.Fatalf("the road has no %q", c.old)
			}
			p, odd, err := Check("p.yaml", []byte(src))
			if err != nil || p == nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range odd {
				got = append(got, e.Error())
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}

// plainRoad is the road with nothing odd about it.
func plainRoad() string {
	return strings.Replace(road, "    actions:\n      - {id: shadow", "    milestones: [{id: led, title: Led, criterion: It is in use.}]\n    actions:\n      - {id: shadow", 1)
}

func TestCheckRefuses(t *testing.T) {
	p, odd, err := Check("p.yaml", []byte("name: x\n"))
	if p != nil || odd != nil || err == nil || !strings.HasPrefix(err.Error(), "p.yaml:1:1: missing key") {
		t.Errorf("%v, %v, %v", p, odd, err)
	}
}

// The built-in path and the starter have nothing odd about them, and plans can
// be started from them.
func TestOursAreNotOdd(t *testing.T) {
	for name, src := range map[string][]byte{"it-management.yaml": BuiltinSource(), "starter.yaml": Starter()} {
		p, odd, err := Check(name, src)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range odd {
			t.Errorf("odd: %v", e)
		}
		canStart(t, p)
	}
}

// The starter shows every key that a path may have, and explains each.
func TestStarterShowsEveryKey(t *testing.T) {
	src := string(Starter())
	_, err := Load("p.yaml", []byte("nokey: 1\nforms: [{nokey: 1}]\nfoundations: [{nokey: 1}]\nsigns: [{nokey: 1}]\n"+
		"phases: [{nokey: 1, years: {nokey: 1}, milestones: [{nokey: 1}], actions: [{nokey: 1}], checks: [{nokey: 1}], gate: [{nokey: 1}], probes: [{nokey: 1}]}]\n"))
	known := map[string]bool{}
	for _, m := range regexp.MustCompile(`unknown key "nokey"; expected one of ([a-z, -]+)`).FindAllStringSubmatch(fmt.Sprint(err), -1) {
		for key := range strings.SplitSeq(m[1], ", ") {
			known[key] = true
		}
	}
	if len(known) < 25 {
		t.Fatalf("only %d keys: %v\n%v", len(known), known, err)
	}
	for key := range known {
		if !regexp.MustCompile(`(?m)^[^#\n]*\b` + key + `:`).MatchString(src) {
			t.Errorf("the starter has no %s", key)
		}
	}
	for _, kind := range GateKinds() {
		if !strings.Contains(src, kind) {
			t.Errorf("the starter doesn't name the kind of evidence %s", kind)
		}
	}
	for line := range strings.Lines(src) {
		if n := len([]rune(line)); n > 121 {
			t.Errorf("%d characters: %s", n, line)
		}
	}
	p, err := Load("starter.yaml", Starter())
	if err != nil || len(p.Phases) < 2 || len(p.Phases) > 3 || p.Name == Builtin().Name {
		t.Fatalf("%v, %v", p, err)
	}
}

func TestSourceIsBounded(t *testing.T) {
	long := strings.NewReader(strings.Repeat("#\n", maxBytes))
	if _, err := Source("p.yaml", long); err == nil || err.Error() != "p.yaml:1:1: the file is too long; expected at most 1048576 bytes" {
		t.Errorf("%v", err)
	}
	if left := long.Len(); left < maxBytes/2 {
		t.Errorf("read on to %d bytes before the end", left)
	}
	if src, err := Source("p.yaml", strings.NewReader(road)); err != nil || string(src) != road {
		t.Errorf("%v", err)
	}
}
