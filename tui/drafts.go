package tui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// drafts are what was typed and not accepted, by the names of the forms it
// was typed in. They outlast the program where the keeper keeps them. A draft
// that can't be kept stays in memory and disturbs nobody.
type drafts struct {
	keeper planner.Drafts // nil: they last as long as the window

	writing sync.Mutex // held while drafts are kept, so that the newest is kept last

	mu    sync.Mutex
	texts map[string][]string
	due   map[string]bool // names whose draft is not kept as it is
	shares
	fresh bool  // one fell due since the last try
	fault error // why the last try failed; nil: it did not
}

func newDrafts(k planner.Keeper) *drafts {
	keeper, _ := k.(planner.Drafts)
	return &drafts{keeper: keeper, texts: map[string][]string{}, due: map[string]bool{}, shares: newShares()}
}

// load takes in what was kept before. What was typed meanwhile is newer.
func (d *drafts) load() {
	if d.keeper == nil {
		return
	}
	kept := d.keeper.Drafts()
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, key := range slices.Sorted(maps.Keys(kept)) {
		d.wrote[key] = kept[key]
		name := formOf(key)
		if d.due[name] {
			continue
		}
		if d.texts[name] != nil {
			d.more[name] = append(d.more[name], key)
			continue
		}
		d.keys[name] = key
		d.texts[name] = cleaned(kept[key]) // it comes from a file
	}
}

// of gives a form's draft; nil: there is none.
func (d *drafts) of(name string) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if more := d.more[name]; d.texts[name] == nil && !d.due[name] && len(more) > 0 {
		d.more[name], d.keys[name] = more[1:], more[0]
		d.texts[name] = cleaned(d.wrote[more[0]])
	}
	return d.texts[name]
}

// put takes a draft in the place of the one before; nil removes it.
func (d *drafts) put(name string, values []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if slices.Equal(d.texts[name], values) {
		return
	}
	if values == nil {
		delete(d.texts, name)
	} else {
		d.texts[name] = slices.Clone(values)
	}
	if d.keeper != nil {
		d.due[name], d.fresh = true, true
	}
}

// drop forgets a draft: it was accepted, or taken back.
func (d *drafts) drop(name string) { d.put(name, nil) }

// save gives the command that keeps what changed; nil: nothing did.
func (d *drafts) save() tea.Cmd {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.fresh {
		return nil
	}
	d.fresh = false
	return func() tea.Msg { d.keep(); return nil }
}

// keep hands what is due to the keeper. What it refuses is tried again with
// the next change, and at the end.
func (d *drafts) keep() {
	d.writing.Lock()
	defer d.writing.Unlock()
	if d.keeper == nil {
		return
	}
	for {
		name, values, ok := d.next()
		if !ok {
			return
		}
		if err := d.write(name, values); err != nil {
			d.mu.Lock()
			d.due[name], d.fault = true, err
			d.mu.Unlock()
			return
		}
		d.mu.Lock()
		d.fault = nil
		d.mu.Unlock()
	}
}

// leave keeps a draft at once, since its form is left, and says so in words
// that hold whatever came of it.
func (e *env) leave(name string, values []string, said string) {
	e.drafts.put(name, values)
	e.drafts.keep()
	if values == nil {
		return
	}
	e.drafts.mu.Lock()
	fault := e.drafts.fault
	e.drafts.mu.Unlock()
	if fault != nil {
		said += ", but only while this window is open: it can't be written"
	}
	e.say(said)
}

// unkept is what was typed and could not be kept when the program ended, so
// that it is not gone without a word.
type unkept struct {
	cause error
	texts string
}

// Error says why.
func (u *unkept) Error() string {
	return fmt.Sprintf("what you typed could not be kept (%v)", u.cause)
}

// Typed is the text, by the names of forms. It is for the user's eyes only.
func (u *unkept) Typed() string { return u.texts }

// lost gives it; nil: all is kept.
func (d *drafts) lost() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fault == nil {
		return nil
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(d.due)) {
		if text := strings.TrimSpace(strings.Join(d.texts[name], "\n")); text != "" {
			fmt.Fprintf(&b, "%s:\n%s\n", name, text)
		}
	}
	if b.Len() == 0 {
		return nil
	}
	return &unkept{d.fault, b.String()}
}

func (d *drafts) next() (name string, values []string, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for name := range d.due {
		delete(d.due, name)
		return name, d.texts[name], true
	}
	return "", nil, false
}

// drafter has a place where text is typed.
type drafter interface {
	// Draft gives the name that the text is kept by and the text, nil where it
	// is as it was before; "" is for no text at all.
	Draft() (name string, values []string)
}

// gather takes what is being typed for drafts, wherever that is.
func (a *app) gather() {
	places := []any{a.current}
	if wk, ok := a.current.(*walk); ok {
		places = append(places, wk.page)
	}
	for _, s := range a.open {
		places = append(places, s)
	}
	for _, d := range a.dialogs {
		places = append(places, d)
	}
	for _, p := range places {
		if d, ok := p.(drafter); ok {
			if name, values := d.Draft(); name != "" {
				a.drafts.put(name, values)
			}
		}
	}
}

// noteDraft is the name of the draft of an item's note, which the dialog and
// the editor share.
func noteDraft(id planner.ID) string { return "note " + id.String() }

// backAgain is said where a draft was brought back.
const backAgain = "What you typed before is back."
