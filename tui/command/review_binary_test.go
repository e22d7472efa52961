//go:build unix

package command_test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"cloud.google.com/go/civil"
	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"

	"waymark/planner"
	"waymark/store"
)

const sunday = "2026-11-22"

// reviewed makes a plan with something of each part of a review.
func reviewed(t *testing.T) string {
	t.Helper()
	plan := filepath.Join(t.TempDir(), "plan.db")
	for _, args := range []string{
		"init --path testdata/review.yaml --since 2020 --open 1,2 --today 2026-11-16",
		"capture ask-how-she-plans --today 2026-11-17",
		"capture meetings-ate-the-week --today 2026-11-17",
		"done a1 --today 2026-11-18",
		"edit a2 --due 2026-11-20 --today 2026-11-18",
		"edit a3 --focus --today 2026-11-18",
		"state a4 waiting --why Sam --today 2026-11-18",
	} {
		line(t, plan, strings.Fields(args)...)
	}
	return plan
}

// records are all those of a plan.
func records(t *testing.T, plan string) map[string]string {
	t.Helper()
	k, err := store.Open(plan)
	if err != nil {
		t.Fatal(err)
	}
	p, err := k.Load()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	put := func(r planner.Record) {
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		out[r.Key().String()] = string(text)
	}
	for r := range p.Records() {
		put(r)
	}
	first, last := civil.Date{Year: planner.FirstYear, Month: 1, Day: 1}, civil.Date{Year: planner.LastYear, Month: 12, Day: 31}
	for _, info := range planner.Kinds {
		if !info.History {
			continue
		}
		history, err := k.Range(info.Kind, first, last)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range history {
			put(r)
		}
	}
	return out
}

// runWith runs the built program on a plan with an input and gives what it
// printed.
func runWith(t *testing.T, plan, input string, args ...string) (out string, err error) {
	t.Helper()
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(file, append([]string{"--file", plan}, args...)...)
	cmd.Env = []string{"HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}
	cmd.Stdin = strings.NewReader(input)
	printed, err := cmd.Output()
	return string(printed), err
}

// The same decisions make the same plan, on screen and in lines.
func TestReviewOnScreenAndInLines(t *testing.T) {
	onScreen, inLines := reviewed(t), reviewed(t)
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	s := startIn(t, pty.Winsize{Rows: 24, Cols: 80}, exec.Command(file, "--file", onScreen, "--today", sunday, "review"))
	s.until("What you captured")
	for _, step := range []struct{ keys, until string }{
		{"v", "meetings"},
		{"n", "The inbox is empty"},
		{"\r", "Done since the review before"},
		{"\r", "Write down a win"}, // checklists
		{" ", "Ask someone how they are"},
		{" ", "Write the runbook"},
		{"f", "Own one system"},
		{"\r", "Coaching"}, // the stuck one is left; energy
		{"+", "+1"},
		{"\r", "Five mistakes"},
		{"\r", "Who asked"},
		{"\r", "Read the budget"},
		{"t", "You are not waiting"},
		{"\r", "At most three"},
		{"j ", "2 of 3"},
		{"\r", "One line to close with"},
		{"A calm week\r", "Next review"},
	} {
		s.keys(step.keys)
		s.until(step.until)
	}
	s.keys("q")
	if code := s.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	answers := []string{
		"v", "", "", "n", "", "d", "d", "f", "", "1", "", "", "", "", "", "", "", "", "",
		"", "", "", "", "", "", "t", "", "2", "", "A calm week",
	}
	page, err := runWith(t, inLines, strings.Join(answers, "\n")+"\n", "review", "--plain", "--today", sunday)
	if err != nil || !strings.Contains(page, "> A calm week") {
		t.Fatalf("%v\n%s", err, page)
	}
	if diff := cmp.Diff(records(t, onScreen), records(t, inLines)); diff != "" {
		t.Errorf("(-screen +lines)\n%s", diff)
	}
}

// Where a pipe ends, the review waits; whether it is due is told by the exit
// code.
func TestReviewInPipes(t *testing.T) {
	plan := reviewed(t)
	code := func(err error) int {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return exit.ExitCode()
		}
		if err != nil {
			t.Fatal(err)
		}
		return 0
	}
	if out, err := runWith(t, plan, "", "review", "--due", "--today", sunday); code(err) != 6 || out != "review due today\n" {
		t.Errorf("%q, %v", out, err)
	}
	if out, err := runWith(t, plan, "v\n\n\n", "review", "--plain", "--today", sunday); code(err) != 0 || out != "" {
		t.Errorf("%q, %v", out, err)
	}
	if records(t, plan)["e1"] == "" {
		t.Error("what was decided before the end of input is lost")
	}
	if out, err := runWith(t, plan, "n\n"+strings.Repeat("\n", 40), "review", "--plain", "--today", sunday); code(err) != 0 || !strings.HasPrefix(out, "# Review of week 2026-W47") {
		t.Errorf("%q, %v", out, err)
	}
	if out, err := runWith(t, plan, "", "review", "--due", "--today", sunday); code(err) != 0 || out != "" {
		t.Errorf("%q, %v", out, err)
	}
	if out, err := runWith(t, plan, "", "energy", "meetings", "-1", "--today", sunday); code(err) != 0 || out != "n2\n" {
		t.Errorf("%q, %v", out, err)
	}
	if _, err := runWith(t, filepath.Join(t.TempDir(), "none.db"), "", "review", "--due"); code(err) != 3 {
		t.Errorf("without a plan: %v", err)
	}
}
