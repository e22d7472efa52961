package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// TestVerifyWords verifies what can't be a backup: it is spoken of as one,
// never in the words for a plan.
func TestVerifyWords(t *testing.T) {
	t.Parallel()
	s := backedDaily(t, 1)
	sound := backups(t, s)[0].File
	tests := []struct {
		name    string
		make    func(path string) error
		damaged bool
		words   string
	}{
		{"cut", func(p string) error { return os.WriteFile(p, bytesOf(t, sound)[:5000], 0o600) }, true, ""},
		{"zeros", func(p string) error { return os.WriteFile(p, make([]byte, 32<<10), 0o600) }, true, "not a plan"},
		{"altered", func(p string) error {
			text := strings.ReplaceAll(string(bytesOf(t, sound)), "Credibility", "Credulity!!")
			return os.WriteFile(p, []byte(text), 0o600)
		}, true, "checksum"},
		{"empty", func(p string) error { return os.WriteFile(p, nil, 0o600) }, true, "empty"},
		{"text", func(p string) error { return os.WriteFile(p, []byte("Dear diary"), 0o600) }, true, "not a plan"},
		{"folder", func(p string) error { return os.Mkdir(p, 0o700) }, false, "folder"},
		{"link", func(p string) error { return os.Symlink(sound, p) }, false, "symbolic link"},
		{"none", func(string) error { return nil }, false, ""},
	}
	for _, test := range tests {
		for _, dir := range []string{store.BackupsPath(s.Path()), t.TempDir()} {
			file := filepath.Join(dir, test.name+".db")
			if err := test.make(file); err != nil {
				t.Log("left out: ", err)
				continue
			}
			_, err := s.Verify(file)
			if err == nil || errors.Is(err, planner.ErrDamaged) != test.damaged || errors.Is(err, planner.ErrMissing) {
				t.Errorf("%s: %v; want it damaged: %v", test.name, err, test.damaged)
				continue
			}
			said := err.Error()
			if !strings.Contains(said, "backup "+file) || !strings.Contains(said, test.words) {
				t.Errorf("%s: it says %q", test.name, said)
			}
			for _, wrong := range []string{"the plan's file", "--file", "no plan yet", "\n"} {
				if strings.Contains(said, wrong) {
					t.Errorf("%s: it says %q", test.name, said)
				}
			}
		}
	}
}
