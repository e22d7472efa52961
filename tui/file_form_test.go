package tui

import (
	"os"
	"path/filepath"
	"testing"
)

// A proposed name is one that nothing has yet.
func TestUnused(t *testing.T) {
	r := newRig(t, fixture{plan: true, start: "Home"})
	want := filepath.Join(t.TempDir(), "plan.md")
	for _, name := range []string{"plan.md", "plan-2.md", "plan-3.md"} {
		got := r.unused(want)
		if filepath.Base(got) != name {
			t.Fatalf("it proposes %s, not %s", got, name)
		}
		if err := os.WriteFile(got, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
