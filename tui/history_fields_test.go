package tui

import (
	"encoding/json"
	"testing"
)

// TestShownValue says values as a person would.
func TestShownValue(t *testing.T) {
	for _, tt := range []struct{ field, json, want string }{
		{"note", `"two\nlines"`, "two lines"},
		{"due", `"2026-11-22"`, "Sun 22 Nov 2026"},
		{"focus", `true`, "yes"},
		{"forms", `["hybrid","inside"]`, "hybrid, inside"},
		{"rows", `[{"key":"p1-a1","as":"a1","print":{"title":"5eed"}},{"key":"p1-a2"}]`, "2 taken in"},
		{"draw", ``, "none"},
	} {
		if got := shownValue(tt.field, json.RawMessage(tt.json)); got != tt.want {
			t.Errorf("%s %s is shown as %q, want %q", tt.field, tt.json, got, tt.want)
		}
	}
}
