package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"waymark/planner"

	bolt "go.etcd.io/bbolt"
)

// checked is one value that the job check prints: something found, or at the
// end what was looked at.
type checked struct {
	Finding *planner.Finding `json:",omitempty"`
	Census  *census          `json:",omitempty"`
	Pages   bool             `json:",omitempty"` // bbolt's own check came to its end
	Failed  string           `json:",omitempty"` // why the check could not be made
	Busy    bool             `json:",omitempty"`
}

// failed tells of an error that is no word of the file: that it is busy, or
// that it may not be read.
func failed(err error) checked {
	return checked{Failed: planner.ShowLine(err.Error()), Busy: errors.Is(err, planner.ErrBusy)}
}

// err is what failed tells.
func (c checked) err() error {
	if c.Busy {
		return fmt.Errorf("it can't be looked at now: %w", planner.ErrBusy)
	}
	return errors.New(c.Failed)
}

// findingsShown is how many findings are told: after so many there is no more
// to learn from the next.
const findingsShown = 200

// checkJob looks at everything in a file, then lets bbolt check its pages.
func checkJob(args []string, out *json.Encoder) error {
	path := args[0]
	unlock := func() {}
	err := firstLook(path) // what is no plan gets no lock beside it
	if err == nil {
		unlock, err = lock(path, false)
	}
	if err != nil && !errors.Is(err, planner.ErrDamaged) {
		return out.Encode(failed(err))
	}
	defer unlock()
	found := 0
	find := func(f planner.Finding) {
		switch found++; {
		case found == findingsShown:
			f = planner.Finding{Where: "file", What: "there is more of this kind"}
		case found > findingsShown:
			return
		}
		_ = out.Encode(checked{Finding: &f})
	}
	note, ok := testimony(path)
	got, _, err := visit(&use{path: path}, func(v *view) (census, error) {
		got, err := v.inspect(find)
		if err != nil {
			return got, err
		}
		if wrong := v.fits(note, ok); wrong != nil {
			find(planner.Finding{Where: "file", What: plainly(wrong)})
		}
		return got, nil
	})
	switch {
	case err != nil && !errors.Is(err, planner.ErrDamaged):
		return out.Encode(failed(err))
	case err != nil:
		find(planner.Finding{Where: "file", What: plainly(err)})
		return nil // bbolt would find the same, or nothing it could look at
	}
	if err := out.Encode(checked{Census: &got}); err != nil {
		return err
	}
	if err := checkPages(path, find); err != nil {
		return err
	}
	return out.Encode(checked{Pages: true})
}

// checkPages runs bbolt's own check, whose goroutine nothing can guard.
func checkPages(path string, find func(planner.Finding)) error {
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: openLimit, ReadOnly: true, PreLoadFreelist: true, NoStatistics: true})
	if err != nil {
		find(planner.Finding{Where: "pages", What: plainly(err)})
		return nil
	}
	tx, err := db.Begin(false)
	if err != nil {
		return err
	}
	for err := range tx.Check() {
		find(planner.Finding{Where: "pages", What: calmly(plainly(err))})
	}
	return nil // the process ends: nothing has to be closed
}

// calmly takes from what bbolt's check says how it came to say it.
func calmly(words string) string {
	return strings.TrimPrefix(strings.TrimPrefix(words, "panic: "), "assertion failed: ")
}

// Check looks at everything: records, counts, references, the journal and
// bbolt's pages, in a child process; the note beside the plan; and whether
// the newest backup loads back.
func (s *Store) Check() (planner.Checkup, error) {
	c := planner.Checkup{File: s.path, Records: map[string]int{}, Findings: []planner.Finding{}}
	info, err := look(s.path)
	if err != nil {
		return c, about("check", s.path, err)
	}
	c.Size = info.Size()
	if _, err := os.Lstat(HeadPath(s.path)); err == nil {
		if _, ok := noted(s.path); !ok {
			c.Findings = append(c.Findings, planner.Finding{Where: "note", What: "the note beside the plan can't be used, so one that was set back may not be noticed: " + HeadPath(s.path), Warning: true})
		}
	}
	pages := false
	var refusal error
	err = apart(0, "check", s.path, nil, func(d *json.Decoder) error {
		var got checked
		if err := d.Decode(&got); err != nil {
			return err
		}
		switch {
		case got.Finding != nil:
			c.Findings = append(c.Findings, *got.Finding)
		case got.Census != nil:
			c.Revision, c.Records, c.Journal = got.Census.Head.Revision, got.Census.Records, got.Census.Journal
		}
		pages = pages || got.Pages
		if got.Failed != "" {
			refusal = got.err()
		}
		return nil
	})
	if refusal != nil {
		return c, about("check", s.path, refusal)
	}
	if err != nil {
		c.Findings = append(c.Findings, planner.Finding{Where: "pages", What: plainly(err)})
	} else if !pages && len(c.Findings) == 0 {
		c.Findings = append(c.Findings, planner.Finding{Where: "pages", What: "the check did not come to its end"})
	}
	s.checkBackups(&c)
	c.Sound = true
	for _, f := range c.Findings {
		c.Sound = c.Sound && f.Warning
	}
	return c, nil
}

// badShown is how many backups that don't load are told one by one.
const badShown = 3

// checkBackups loads the newest backup back, and older ones until one does.
func (s *Store) checkBackups(c *planner.Checkup) {
	warn := func(where, format string, args ...any) {
		c.Findings = append(c.Findings, planner.Finding{Where: where, What: fmt.Sprintf(format, args...), Warning: true})
	}
	if info, err := os.Lstat(BackupsPath(s.path)); err == nil && !info.IsDir() {
		warn("backups", "%s is no folder, so no backups can be taken", planner.ShowLine(BackupsPath(s.path)))
	}
	list, err := listBackups(s.path)
	if err != nil {
		warn("backups", "%s", plainly(err))
	}
	bad := 0
	for _, b := range list {
		got, err := s.Verify(b.File)
		if err == nil {
			c.Backup = &got
			break
		}
		if bad++; bad <= badShown {
			warn(fmt.Sprintf("backup %d", b.Number), "%s", plainly(err))
		}
	}
	if bad > badShown {
		warn("backups", "%d more don't load", bad-badShown)
	}
	if b := c.Backup; b != nil && c.Revision > 0 && b.Revision > c.Revision && b.Why != whyRestore {
		warn("backups", "backup %d goes to change %d, and the plan only to %d; it may have been set back", b.Number, b.Revision, c.Revision)
	}
}
