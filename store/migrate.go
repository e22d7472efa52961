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
var steps = []struct {
	how    change
	finish func(from, to *view) error
}{
	{how: asIs, finish: countHistory},
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
	version, err := versionOf(path)
	if err != nil || version >= schema { // another process has done it meanwhile
		return err
	}
	if err := takeBackup(path, now(), whyMigrate); err != nil {
		return fmt.Errorf("the file has to be brought up to format %d, and no backup could be made first: %w", schema, err)
	}
	for ; version < schema; version++ {
		step := steps[version-1]
		if err := raise(path, version+1, step.how, step.finish); err != nil {
			return fmt.Errorf("bring the file up to format %d: %w; what it holds is as it was", version+1, err)
		}
	}
	return nil
}

// raise takes a file one version up.
func raise(path string, version int, how change, finish func(from, to *view) error) error {
	return renewFile(path, how, func(from, to *view) error {
		if err := to.set(metaBucket, []byte(schemaKey), schemaNote{Version: version}); err != nil {
			return err
		}
		return finish(from, to)
	})
}

// versionOf reads the format of a file.
func versionOf(path string) (int, error) {
	version, _, err := visit(&use{path: path}, func(v *view) (int, error) {
		err := v.check()
		if errors.Is(err, errOldFormat) {
			err = nil
		}
		return v.version, err
	})
	return version, err
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
			to.watch.step()
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
