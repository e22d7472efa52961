package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"waymark/planner"
)

// A script learns of a plan that is missing, or that nothing can be read of,
// from the one object that it asked for.
func TestCheckJSONOfNoFile(t *testing.T) {
	for name, kind := range map[string]error{"missing": planner.ErrMissing, "empty": errors.New("it is empty\x1b")} {
		w, f := cared(t)
		f.checkup = planner.Checkup{File: "/data/plan.db"} // what the store gives then
		f.checkErr = damagedBy(kind)
		f.loadErr = f.checkErr
		r := w.run("check", "--json")
		got := oneObject(t, r.out)
		if r.code != exitDamaged || got["sound"] != false || got["file"] != "/data/plan.db" {
			t.Errorf("%s: %+v", name, r)
		}
		findings, _ := got["findings"].([]any)
		if len(findings) != 1 || !strings.Contains(fmt.Sprint(findings[0]), planner.ShowLine(kind.Error())) {
			t.Errorf("%s: findings are %v", name, got["findings"])
		}
		if !strings.Contains(r.err, "waymark restore --latest puts it back") {
			t.Errorf("%s: it says %q", name, r.err)
		}
		if r := w.run("check"); r.code != exitDamaged || r.out != "" || !strings.Contains(r.err, "restore --latest") {
			t.Errorf("%s, for people: %+v", name, r)
		}
	}
}

// A check that could not be made found nothing, and says so with no object.
func TestCheckThatCantBeMade(t *testing.T) {
	for name, err := range map[string]error{
		"busy": fmt.Errorf("it can't be looked at now: %w", planner.ErrBusy), "unreadable": errors.New("permission denied"),
	} {
		for _, args := range [][]string{{"check"}, {"check", "--json"}} {
			w, f := cared(t)
			f.checkup, f.checkErr = planner.Checkup{}, err
			if r := w.run(args...); r.code != exitFailed || r.out != "" || !strings.Contains(r.err, err.Error()) || strings.Contains(r.err, "salvage") {
				t.Errorf("%s, %q: %+v", name, args, r)
			}
		}
	}
}

// oneObject is the one JSON object that text holds.
func oneObject(t *testing.T, text string) map[string]any {
	t.Helper()
	var got map[string]any
	d := json.NewDecoder(strings.NewReader(text))
	if err := d.Decode(&got); err != nil || d.More() {
		t.Errorf("%q is not one object: %v", text, err)
	}
	return got
}
