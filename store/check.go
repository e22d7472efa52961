package store

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"waymark/planner"

	bolt "go.etcd.io/bbolt"
)

// checked is one value that the job check prints: something found, or at the
// end what was looked at.
type checked struct {
	Finding *planner.Finding `json:",omitempty"`
	Census  *census          `json:",omitempty"`
	Pages   bool             `json:",omitempty"` // bbolt's own check came to its end
}

// findingsShown is how many findings are told: after so many there is no more
// to learn from the next.
const findingsShown = 200

// checkJob looks at everything in a file, then lets bbolt check its pages.
func checkJob(args []string, out *json.Encoder) error {
	path := args[0]
	unlock, err := lock(path, false)
	if err != nil {
		return err
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
	note, ok := noted(path)
	got, _, err := visit(&use{path: path}, func(v *view) (census, error) {
		got, err := v.inspect(find)
		if err == nil {
			err = v.fits(note, ok)
		}
		return got, err
	})
	if err != nil {
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
		find(planner.Finding{Where: "pages", What: strings.TrimPrefix(plainly(err), "panic: ")})
	}
	return nil // the process ends: nothing has to be closed
}

// Check looks at everything: records, counts, references, the journal and
// bbolt's pages, in a child process; the note beside the plan; and whether
// the newest backup loads back.
func (s *Store) Check() (planner.Checkup, error) {
	began := now()
	c := planner.Checkup{File: s.path, Records: map[string]int{}, Findings: []planner.Finding{}}
	info, err := look(s.path)
	if err != nil {
		return c, about("check", s.path, err)
	}
	c.Size = info.Size()
	pages := false
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
		return nil
	})
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
	c.Took = time.Since(began)
	return c, nil
}

// checkBackups loads the newest backup back, and older ones until one does.
func (s *Store) checkBackups(c *planner.Checkup) {
	list, err := listBackups(s.path)
	if err != nil {
		c.Findings = append(c.Findings, planner.Finding{Where: "backups", What: plainly(err), Warning: true})
	}
	for _, b := range list {
		got, err := s.Verify(b.File)
		if err == nil {
			c.Backup = &got
			return
		}
		c.Findings = append(c.Findings, planner.Finding{Where: fmt.Sprintf("backup %d", b.Number), What: plainly(err), Warning: true})
	}
}
