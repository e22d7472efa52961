package intake

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"waymark/planner"
)

// facet is something about a record that changes as one: a field, or several
// that only mean something together.
type facet struct {
	name  string
	field []facetField
}

type facetField struct {
	index []int
	quiet bool // it goes along, but is no news by itself
}

// together are the facets of several fields, by the fields' names; quiet ones
// begin with a dash.
var together = []struct {
	name   string
	fields string
}{
	{"state", "state why -since done rough"},
	{"last", "last prev -tick skipped moved"},
	{"closed", "closed taken_back outcome"},
	{"days", "from to"},
}

// ownMatter are the fields that are each plan's own matter.
var ownMatter = []string{"id", "order", "focus", "touched", "created", "removed", "review"}

// facetsOf lists the facets of a kind, in the order of its fields.
func facetsOf(r planner.Record) []facet {
	var out []facet
	for _, f := range reflect.VisibleFields(reflect.TypeOf(r).Elem()) {
		field, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		links := f.Type == reflect.TypeFor[[]planner.ID]() // of items, and put together in its own way
		if f.Anonymous || links || slices.Contains(ownMatter, field) {
			continue
		}
		name, quiet := facetName(r, field)
		at := slices.IndexFunc(out, func(f facet) bool { return f.name == name })
		if at < 0 {
			at, out = len(out), append(out, facet{name: name})
		}
		out[at].field = append(out[at].field, facetField{f.Index, quiet})
	}
	return out
}

// facetName is the facet that a field belongs to, and whether it only goes
// along there.
func facetName(r planner.Record, field string) (name string, quiet bool) {
	switch r.(type) {
	case *planner.Tick, *planner.Energy: // there may be very many, and they hardly ever change
		return "all", false
	case *planner.Evidence: // the words below mean something else there
		return field, false
	}
	for _, row := range together {
		names := strings.Fields(row.fields)
		if quiet = slices.Contains(names, "-"+field); quiet || slices.Contains(names, field) {
			return row.name, quiet
		}
	}
	return field, false
}

// sum is a sum of what a record says there; "" where it says nothing.
func (f facet) sum(v reflect.Value) string {
	var b strings.Builder
	for i, part := range f.field {
		if value := v.FieldByIndex(part.index); !part.quiet && !value.IsZero() {
			_, _ = fmt.Fprintf(&b, "%d %v\x00", i, value.Interface())
		}
	}
	return sum(b.String())
}

// put takes over what another record of the same kind says there.
func (f facet) put(into, from reflect.Value) {
	for _, part := range f.field {
		into.FieldByIndex(part.index).Set(from.FieldByIndex(part.index))
	}
}

func (j *joining) facetsFor(r planner.Record) []facet {
	kind := r.Key().Kind
	if j.facets == nil {
		j.facets = map[planner.Kind][]facet{}
	}
	if j.facets[kind] == nil {
		j.facets[kind] = facetsOf(r)
	}
	return j.facets[kind]
}

// printOf are the sums of what a record says.
func (j *joining) printOf(r planner.Record) map[string]string {
	out := map[string]string{}
	v := reflect.ValueOf(r).Elem()
	for _, f := range j.facetsFor(r) {
		if s := f.sum(v); s != "" {
			out[f.name] = s
		}
	}
	return out
}

// meet brings a record that is here already up to what changed there since it
// was taken. What you changed here stays, and so does what you removed. Of an
// entry of the career path, which both plans had before, only what is still
// empty here is filled.
func (j *joining) meet(theirs planner.Record) error {
	row := j.rows[theirs.Key().String()]
	as := j.as[theirs.Key()]
	ours, err := j.draft.Get(as)
	switch {
	case errors.Is(err, planner.ErrNotFound):
		return nil
	case err != nil:
		return err
	case ours.Gone():
		j.gone = append(j.gone, as.String())
		return nil
	case as.Kind != theirs.Key().Kind:
		return nil
	}
	moved := j.moved(theirs)
	next := twin(ours)
	to, from := reflect.ValueOf(next).Elem(), reflect.ValueOf(moved).Elem()
	printed := map[string]string{}
	changed := j.link(next, theirs)
	for _, f := range j.facetsFor(ours) {
		there, here, was := f.sum(from), f.sum(to), row.Print[f.name]
		if there != "" {
			printed[f.name] = there
		}
		switch {
		case there == was, there == here:
		case here != was:
			if row.Key != "" {
				j.yours = append(j.yours, f.name+" of "+as.String())
			}
		default:
			f.put(to, from)
			changed = true
		}
	}
	if changed {
		if it, ok := next.(planner.Listed); ok {
			it.Base().Touched = j.how.Today
		}
		if err := j.draft.Check(next); err != nil {
			return &Fault{j.File, j.lines[j.there[theirs.Key()]], fmt.Sprintf("%s, %s", theirs.Key(), planner.ShowLine(err.Error()))}
		}
		j.draft.Put(next)
		j.changed++
	}
	if as != row.As || !maps.Equal(printed, row.Print) {
		j.news = append(j.news, planner.Taken{Key: theirs.Key().String(), As: as, Print: printed})
	}
	return nil
}

// link notes evidence that is added of an item that is here already.
func (j *joining) link(ours, theirs planner.Record) bool {
	mine, ok := ours.(planner.Listed)
	its, both := theirs.(planner.Listed)
	if !ok || !both {
		return false
	}
	before := len(mine.Base().Evidence)
	for _, id := range its.Base().Evidence {
		if j.fresh[id] {
			mine.Base().Evidence = append(mine.Base().Evidence, j.here(id))
		}
	}
	return len(mine.Base().Evidence) > before
}

// twin is a copy of a record that may be written to.
func twin(r planner.Record) planner.Record {
	if it, ok := r.(planner.Listed); ok {
		return planner.CopyItem(it)
	}
	next := reflect.New(reflect.TypeOf(r).Elem())
	next.Elem().Set(reflect.ValueOf(r).Elem())
	return next.Interface().(planner.Record)
}
