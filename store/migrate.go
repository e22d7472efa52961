package store

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"waymark/planner"
)

// now dates what is done to files: by the machine's clock, whatever day
// somebody tries out.
var now = time.Now //nolint:forbidigo // no edit is dated by it, see above

// errOldFormat means that the file has to be brought up to the present format.
var errOldFormat = errors.New("the plan's file has an older format")

// steps are the changes from each version of the format to the next: steps[0]
// makes a file of version 1 one of version 2. They run one after another on
// the way into a new file; a released step never changes.
var steps = []formatStep{
	{how: asIs, finish: countHistory},
	{how: asIs, finish: noteWeeks, adds: reviewKinds},
	{how: asIs, finish: makeIntakes, adds: intakeKinds},
}

// formatStep takes a file one version up.
type formatStep struct {
	how    change
	finish func(from, to *view) error
	adds   []string // buckets that the version before has not
}

// migrate brings a file up to the present format.
func migrate(path string) error {
	unlock, err := lock(path, true)
	if err != nil {
		return fmt.Errorf("the file has to be brought up to format %d first: %w", schema, err)
	}
	defer unlock()
	return migrateLocked(path)
}

// migrateLocked takes a verified backup, writes the plan into a new file
// step by step, verifies that and puts it in place. A crash at any moment
// leaves the old file or the new one.
func migrateLocked(path string) error {
	version, revision, err := versionOf(path)
	if err != nil || version >= schema { // another process has done it meanwhile
		return err
	}
	list, err := listBackups(path)
	if err == nil && len(list) > 0 && list[0].Why == whyMigrate && list[0].Revision == revision {
		err = nil // an earlier try got so far
	} else if err == nil {
		err = takeBackup(path, now(), whyMigrate)
	}
	if err != nil {
		return fmt.Errorf("the file has to be brought up to format %d, and no backup could be made first: %w", schema, err)
	}
	for ; version < schema; version++ {
		if err := steps[version-1].raise(path, version+1); err != nil {
			return fmt.Errorf("bring the file up to format %d: %w; what it holds is as it was", version+1, err)
		}
	}
	if _, ok := noted(path); !ok { // from before there were notes
		noteDown(path)
	}
	return nil
}

// noteDown writes the note for a plan that has none.
func noteDown(path string) {
	note, _, err := visit(&use{path: path}, func(v *view) (headNote, error) {
		b, h, err := v.top()
		if err != nil {
			return headNote{}, err
		}
		e, err := v.entry(h.Revision)
		return noteOf(b, h, e.At), err
	})
	if err == nil {
		_ = noteHead(path, note)
	}
}

// raise takes a file up to a version.
func (s formatStep) raise(path string, version int) error {
	return renewFile(path, s.how, func(from, to *view) error {
		if err := to.set(metaBucket, []byte(schemaKey), schemaNote{Version: version}); err != nil {
			return err
		}
		return s.finish(from, to)
	}, s.adds...)
}

// versionOf reads the format of a file, and the number of its newest change.
func versionOf(path string) (version int, revision uint64, err error) {
	h, _, err := visit(&use{path: path}, func(v *view) (head, error) {
		err := v.check()
		version = v.version
		if err != nil && !errors.Is(err, errOldFormat) {
			return head{}, err
		}
		_, h, err := v.top()
		return h, err
	})
	return version, h.Revision, err
}

// countHistory writes the tally, which version 1 had not.
func countHistory(_, to *view) error {
	counted := tally{}
	for _, info := range planner.Kinds {
		b := to.tx.Bucket([]byte(info.Name))
		if !info.History || b == nil {
			continue
		}
		err := b.ForEach(func(key, value []byte) error {
			to.watch.take(len(value))
			r, err := unsealRecord(info, bytes.Clone(key), value)
			if err != nil {
				return err
			}
			counted.count(info.Name, 0, r.Day().Year)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return to.set(metaBucket, []byte(tallyKey), counted)
}
