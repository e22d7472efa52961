package tui

import "testing"

func TestGuessDark(t *testing.T) {
	for hint, want := range map[string]bool{"": true, "15;0": true, "0;15": false, "0;default;15": false, "0;7": false, "12;8": true, "nonsense": true} {
		if got := GuessDark(hint); got != want {
			t.Errorf("COLORFGBG=%q: dark is %v", hint, got)
		}
	}
}
