package tui

import (
	"strings"
	"testing"
)

// What is private says so where it is seen whole.
func TestPrivateDetail(t *testing.T) {
	for _, private := range []bool{false, true} {
		r := newRig(t, fixture{plan: true})
		for it := range r.plan.Items() {
			if b := it.Base(); b.Private == private {
				text := strings.Join(r.describe(it, 70), "\n")
				if strings.Contains(text, "Private: only in what you write for yourself") != private {
					t.Errorf("private: %v\n%s", private, text)
				}
				break
			}
		}
	}
}
