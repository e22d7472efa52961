package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"waymark/planner"
)

// DraftsPath is the file beside a plan that holds what was typed in forms and
// not yet accepted.
func DraftsPath(plan string) string { return plan + ".drafts" }

// draftsLimit is how large the file may become, in bytes; the oldest drafts go
// to keep it. One draft may be as long as the longest note, many times over.
const draftsLimit = 1 << 20

// draft is what was typed in one form. The file is a list of them, the one
// kept longest ago first.
type draft struct {
	Name   string   `json:"name"` // of the form, "note a12"
	Values []string `json:"values"`
}

// Drafts gives what was typed and not yet accepted, by the names of the
// forms, whichever window it was typed in. A file that can't be read gives
// none.
func (s *Store) Drafts() map[string][]string {
	// Without a lock: the file is only ever replaced whole.
	all := map[string][]string{}
	for _, d := range readDrafts(s.path) {
		all[d.Name] = d.Values
	}
	return all
}

// KeepDraft keeps the values of a form's fields, nil to remove them, beside
// what other windows keep. It may come before there is a plan, and makes its
// folder then.
func (s *Store) KeepDraft(name string, values []string) error {
	if values == nil && len(readDrafts(s.path)) == 0 {
		return nil // in a folder that can't be written, too
	}
	if err := s.keepDraft(name, values); err != nil {
		return about("keep what was typed for", s.path, err)
	}
	return nil
}

func (s *Store) keepDraft(name string, values []string) error {
	if err := makeFolder(folder(s.path)); err != nil {
		return err
	}
	unlock, err := lock(s.path, true)
	if err != nil {
		return err
	}
	defer unlock()
	return changeDrafts(s.path, func(all []draft) []draft {
		all = slices.DeleteFunc(all, func(d draft) bool { return d.Name == name })
		if values == nil {
			return all
		}
		return append(all, draft{name, values})
	})
}

// dropDrafts removes the drafts of forms about certain records from beside a
// plan whose lock is held.
func dropDrafts(path string, ids []planner.ID) error {
	return changeDrafts(path, func(all []draft) []draft {
		return slices.DeleteFunc(all, func(d draft) bool {
			return slices.ContainsFunc(strings.Fields(d.Name), func(word string) bool {
				id, err := planner.ParseID(word)
				return err == nil && slices.Contains(ids, id)
			})
		})
	})
}

// readDrafts gives what the file holds. One that is damaged, too large, or no
// plain file at all holds nothing.
func readDrafts(plan string) []draft {
	path := DraftsPath(plan)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return nil // opening a named pipe would wait for ever
	}
	f, err := os.OpenFile(path, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }() // nothing was written
	text, err := io.ReadAll(io.LimitReader(f, draftsLimit+1))
	if err != nil || len(text) > draftsLimit {
		return nil
	}
	var all []draft
	if json.Unmarshal(text, &all) != nil {
		return nil
	}
	return all
}

// changeDrafts replaces the file beside a plan whose lock is held. Without
// drafts there is no file.
func changeDrafts(plan string, change func([]draft) []draft) error {
	all := change(readDrafts(plan))
	text, err := encodeDrafts(all)
	if err != nil {
		return err
	}
	if text == nil {
		err := os.Remove(DraftsPath(plan))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	return replaceDrafts(DraftsPath(plan), text)
}

// encodeDrafts writes drafts as JSON, without the oldest where they are too
// large together; nil if there are none.
func encodeDrafts(all []draft) ([]byte, error) {
	for len(all) > 0 {
		text, err := json.MarshalIndent(all, "", "  ")
		if err != nil {
			return nil, fmt.Errorf("encode drafts: %w", err)
		}
		if len(text) < draftsLimit {
			return append(text, '\n'), nil
		}
		if len(all) == 1 {
			return nil, fmt.Errorf("it is longer than %d KiB", draftsLimit/1024)
		}
		all = all[1:]
	}
	return nil, nil
}

// replaceDrafts moves a new file into the place of the old one, so that no
// reader sees half of it. It is not forced to the disk: drafts outlive the
// program, and what a power failure takes of them is some typing, while
// waiting for the disk would be felt at every form.
func replaceDrafts(path string, text []byte) error {
	fresh := path + ".new"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(fresh, os.O_WRONLY|os.O_CREATE|os.O_EXCL|noFollow, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	err = errors.Join(err, f.Chmod(0o600), f.Close()) // an odd umask may have taken too much
	if err == nil {
		err = os.Rename(fresh, path)
	}
	if err != nil {
		_ = os.Remove(fresh)
	}
	return err
}
