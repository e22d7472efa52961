package export

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"waymark/planner"
)

// SnapshotInput is what a snapshot is made from.
type SnapshotInput struct {
	Plan *planner.Plan
	// History gives every record of history, removed ones included, kind by
	// kind in the order of planner.Kinds; nil if there is none. It is read
	// once, and no more than one record is held.
	History iter.Seq2[planner.Record, error]
	At      time.Time // when it is made
	Version string    // of the program
}

// Snapshot writes all records of a plan, removed ones included, as plain JSON
// that can be read without this program and that begins by saying how. The
// same input always gives the same text. It writes as it goes, so what was
// written counts for nothing if it gives an error: the first of w or of the
// history.
func Snapshot(w io.Writer, in SnapshotInput) error {
	o := newOutline(w)
	o.open('{')
	o.member("format", formatNote())
	o.member("waymark", in.Version)
	o.member("made", in.At.UTC().Truncate(time.Second))
	o.member("plan", in.Plan.ID)
	o.member("revision", in.Plan.Revision)
	for _, info := range planner.Kinds {
		if info.History {
			continue
		}
		o.list(listName(info))
		for n := uint32(1); n <= in.Plan.Given()[info.Kind]; n++ {
			if r := in.Plan.Find(planner.ID{Kind: info.Kind, N: n}); r != nil {
				o.element(r)
			}
		}
		o.close(']')
	}
	if err := snapshotHistory(o, in.History); err != nil {
		return err
	}
	o.close('}')
	return o.end()
}

// snapshotHistory writes a list for each kind of history as its records come.
func snapshotHistory(o *outline, history iter.Seq2[planner.Record, error]) error {
	left := slices.DeleteFunc(slices.Clone(planner.Kinds), func(info planner.KindInfo) bool { return !info.History })
	begun := false
	// until brings the list of a kind up; of none, it ends all of them.
	until := func(kind planner.Kind) (found bool) {
		for ; len(left) > 0; left, begun = left[1:], false {
			if !begun {
				o.list(listName(left[0]))
				begun = true
			}
			if left[0].Kind == kind {
				return true
			}
			o.close(']')
		}
		return false
	}
	if history != nil {
		for r, err := range history {
			switch {
			case err != nil:
				return fmt.Errorf("read the history: %w", err)
			case !until(r.Key().Kind):
				return fmt.Errorf("write %s: the history has to come kind by kind", r.Key())
			}
			if o.element(r); o.err != nil {
				return o.err
			}
		}
	}
	until(0)
	return nil
}

// listName is what a snapshot calls the list of a kind's records.
func listName(info planner.KindInfo) string { return info.Plural() }
