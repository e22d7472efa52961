package tui

import (
	"fmt"
	"regexp"
	"slices"
	"sync"

	"waymark/planner"
)

// shares is how windows share the place where drafts are kept: none writes
// over, or takes away, what was typed in another. The second draft of a form
// is kept as "capture (2)".
type shares struct {
	keys  map[string]string   // where a form's draft is kept, if not by its own name
	wrote map[string][]string // what this window has seen or put there, by key
	more  map[string][]string // keys of a form's further drafts
}

func newShares() shares {
	return shares{keys: map[string]string{}, wrote: map[string][]string{}, more: map[string][]string{}}
}

var numbered = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(` \(\d+\)$`) })

// formOf is the form whose draft is kept by a key.
func formOf(key string) string { return numbered().ReplaceAllString(key, "") }

func cleaned(values []string) []string {
	clean := make([]string, len(values))
	for i, v := range values {
		clean[i] = planner.CleanText(v)
	}
	return clean
}

// write keeps a form's draft, or removes it, beside those of other windows.
func (d *drafts) write(name string, values []string) error {
	there := d.keeper.Drafts()
	d.mu.Lock()
	key, ok := d.keys[name]
	if !ok {
		key = name
	}
	if theirs := there[key]; theirs != nil && !slices.Equal(theirs, d.wrote[key]) && !slices.Equal(theirs, values) {
		if values == nil { // that is another window's
			d.mu.Unlock()
			return nil
		}
		for n := 2; there[key] != nil; n++ {
			key = fmt.Sprintf("%s (%d)", name, n)
		}
	}
	d.keys[name], d.wrote[key] = key, values
	d.mu.Unlock()
	return d.keeper.KeepDraft(key, values)
}
