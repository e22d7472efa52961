package export

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"waymark/planner"
)

// wantHarmless fails if text holds anything but lines of readable text.
func wantHarmless(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("no UTF-8: %.200q", text)
	}
	for _, r := range text {
		if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			t.Errorf("%U is left in %.200q", r, text)
			return
		}
	}
}

func idSet(t *testing.T, names ...string) map[planner.ID]bool {
	t.Helper()
	ids, err := planner.ParseIDs(names)
	if err != nil {
		t.Fatal(err)
	}
	set := map[planner.ID]bool{}
	for _, id := range ids {
		set[id] = true
	}
	return set
}

func erase(t *testing.T, text string, ids map[planner.ID]bool) string {
	t.Helper()
	var b bytes.Buffer
	if err := EraseSnapshot(strings.NewReader(text), &b, ids); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func holds(t *testing.T, text string, ids map[planner.ID]bool) bool {
	t.Helper()
	got, err := SnapshotHolds(strings.NewReader(text), ids)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// What is erased is gone with every word of it; what is not stays to the byte.
func TestEraseSnapshot(t *testing.T) {
	text := snapshotOf(t, kept(""))
	if got := erase(t, text, nil); got != text {
		t.Error("a copy of everything differs")
	}
	if holds(t, text, nil) || holds(t, text, idSet(t, "a99", "t9")) {
		t.Error("it holds what was never in it")
	}
	for id, words := range map[string]string{
		"a3": "indented", "a4": "Never mind", "c1": "a thought", "t1": "Went well", "r1": "Calm", "k1": "Write down a win", "m1": "It is in use",
		"e1": "Nobody was paged", "n1": "Too much of it", "q1": "Sam did", "o1": "They take turns", "v1": "By the sea",
	} {
		ids := idSet(t, id)
		if !strings.Contains(text, words) || !holds(t, text, ids) {
			t.Errorf("%s is not there to be erased", id)
		}
		got := erase(t, text, ids)
		if strings.Contains(got, words) || holds(t, got, ids) {
			t.Errorf("after %s was erased, %q is left", id, words)
		}
		if stub := "    {\n      \"id\": \"" + id + "\",\n      \"removed\": true\n    }"; !strings.Contains(got, stub) {
			t.Errorf("nothing is left of %s:\n%s", id, got)
		}
		if again := erase(t, got, ids); again != got {
			t.Errorf("%s erased twice is another thing than once", id)
		}
	}
	// A tick that was removed and has no note still says when it was.
	if ids := idSet(t, "t2"); !holds(t, text, ids) || holds(t, erase(t, text, ids), ids) {
		t.Error("t2 is held to be erased, or is not after it was")
	}
}

// Of what was erased an intake has no sums any more; its other rows, and the
// keys, stay.
func TestEraseSnapshotIntake(t *testing.T) {
	text := snapshotOf(t, kept(""))
	for _, gone := range []string{"a3", "a5"} {
		ids := idSet(t, gone)
		got := erase(t, text, ids)
		for _, word := range []string{"5eed", "0dd"} {
			sum := word + gone[1:]
			if had := strings.Contains(text, sum); !had || strings.Contains(got, sum) {
				if sum != "0dd3" { // a3 has no such text
					t.Errorf("%s erased, had %s: %v", gone, sum, had)
				}
			}
		}
		if strings.Count(got, `"as": "`+gone+`"`) != 1 || strings.Count(got, `"5eed`) != 1 || !strings.Contains(got, `"key": "p1-a9"`) {
			t.Errorf("%s erased, the intake is\n%s", gone, got[strings.Index(got, `"intakes"`):])
		}
		// What only the intake tells counts as well.
		rest := strings.Replace(text, gone, "a99", strings.Count(text, gone)-1) // the last is the intake's
		if !holds(t, rest, ids) || holds(t, erase(t, rest, ids), ids) {
			t.Errorf("%s is not found in the intake, or is not after it was erased", gone)
		}
	}
}

// What a later version may have put into a snapshot is copied.
func TestEraseSnapshotOfTomorrow(t *testing.T) {
	text := `{
  "format": [
    "x"
  ],
  "settings": {
    "deep": [
      1.50,
      null
    ]
  },
  "captures": [
    {
      "id": "c1",
      "text": "secret",
      "later": {
        "a": 1
      }
    },
    {
      "id": "c2",
      "later": 10000000000000000000001
    }
  ],
  "dreams": [
    {
      "id": "d1"
    }
  ]
}
`
	if got := erase(t, text, nil); got != text {
		t.Errorf("got\n%s", got)
	}
	if got := erase(t, text, idSet(t, "c1")); strings.Contains(got, "secret") || !strings.Contains(got, "10000000000000000000001") {
		t.Errorf("got\n%s", got)
	}
}

// What is no snapshot, or not a whole one, is refused.
func TestEraseSnapshotRefuses(t *testing.T) {
	text := snapshotOf(t, kept(""))
	bad := map[string]string{
		"nothing":       "",
		"a word":        "hello",
		"a list":        "[1]",
		"other JSON":    `{"actions":[]}`,
		"more behind":   text + "{}",
		"a list no one": `{"format":[],"actions":{}}`,
		"no id":         `{"format":[],"actions":[{"id":"*"}]}`,
		"not a record":  `{"format":[],"actions":[7]}`,
	}
	for _, end := range []int{1, 10, 500, len(text) / 2, len(text) - 3} {
		bad["cut at "+text[max(0, end-10):end]] = text[:end]
	}
	for name, text := range bad {
		if err := EraseSnapshot(strings.NewReader(text), io.Discard, idSet(t, "a1")); err == nil {
			t.Errorf("%s: erased without a word", name)
		}
		if _, err := SnapshotHolds(strings.NewReader(text), idSet(t, "a1")); err == nil {
			t.Errorf("%s: looked through without a word", name)
		}
	}
	if err := EraseSnapshot(strings.NewReader(text), &full{5000}, nil); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}

// FuzzEraseSnapshot is case 42 for reading a snapshot: no text makes it
// panic, and whatever it copies it can copy again, to the same.
func FuzzEraseSnapshot(f *testing.F) {
	f.Add(`{"format":[],"plan":"x","captures":[{"id":"c1","text":"secret"},{"id":"c2"}]}`)
	f.Add(`{"format":{},"captures":[],"captures":[{"id":"c1","ID":"c2","x":[[[]]]}]} `)
	f.Add(`{"format":"` + "\xff\u202e" + `","captures":[{}]}`)
	f.Add(`{"format":[],"intakes":[{"id":"i1","rows":[{"key":"x","as":"c1","print":{"title":"1"}},{"as":"c1","print":{}},{"as":"c2","print":{}}]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		ids := map[planner.ID]bool{{Kind: planner.KindCapture, N: 1}: true}
		var once, twice bytes.Buffer
		err := EraseSnapshot(strings.NewReader(text), &once, maps.Clone(ids))
		held, looked := SnapshotHolds(strings.NewReader(text), ids)
		if (err == nil) != (looked == nil) {
			t.Fatalf("erased: %v, looked: %v", err, looked)
		}
		if err != nil {
			return
		}
		if left, err := SnapshotHolds(bytes.NewReader(once.Bytes()), ids); left || err != nil {
			t.Errorf("held before: %v, after: %v (%v)", held, left, err)
		}
		if err := EraseSnapshot(bytes.NewReader(once.Bytes()), &twice, ids); err != nil || twice.String() != once.String() {
			t.Errorf("copied again (%v):\n%s\n%s", err, once.String(), twice.String())
		}
	})
}
