package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/planner"
)

// In a folder the document gets a name that any system takes, whatever the
// user is called, and that never leaves the folder.
func TestExportToFolder(t *testing.T) {
	for _, c := range []struct{ name, called, want string }{
		{"a name", "Dana Müller", "dana-muller-summary-2026-11-20.md"},
		{"no name", "", "plan-summary-2026-11-20.md"},
		{"another script", "山田", "plan-summary-2026-11-20.md"},
		{"a path", "../../x", "x-summary-2026-11-20.md"},
		{"a device", "CON", "con-plan-summary-2026-11-20.md"},
		{"escapes", "a\x1b]0;x\x07\n", "a-0-x-summary-2026-11-20.md"},
		{"long", strings.Repeat("x", 1000), strings.Repeat("x", 64) + "-summary-2026-11-20.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := planned(t)
			p := w.plan()
			profile := *p.Profile()
			profile.Name = c.called
			w.keeper = dirty{w.keeper, p.With(p.Revision, &profile), ""}
			folder := filepath.Join(w.dir, "documents")
			if err := os.Mkdir(folder, 0o700); err != nil {
				t.Fatal(err)
			}
			for i, dir := range []string{folder, folder + "/"} {
				args := []string{"export", "--output", dir}
				if i > 0 {
					if r := w.run(args...); r.code != exitFailed || !strings.Contains(r.err, c.want+" is there already") {
						t.Errorf("over another: %+v", r)
					}
					args = append(args, "--force")
				}
				if r := w.run(args...); r.code != exitOK || r.out != "" || r.err != "Written to "+filepath.Join(folder, c.want)+"\n" {
					t.Errorf("%+v", r)
				}
			}
			text, err := os.ReadFile(filepath.Join(folder, c.want))
			if err != nil || string(text) != w.must("export") {
				t.Errorf("%v\n%s", err, text)
			}
			if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
				t.Errorf("the folder holds %v, %v", left, err)
			}
		})
	}
}

// A link to a folder is one; a folder that is not there is not made.
func TestExportToOddFolder(t *testing.T) {
	w := planned(t)
	folder, link := filepath.Join(w.dir, "real"), filepath.Join(w.dir, "link")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(folder, link); err != nil {
		t.Skip("no links here: ", err)
	}
	w.must("export", "-o", link)
	if left, _ := filepath.Glob(filepath.Join(folder, "*-summary-2026-11-20.md")); len(left) != 1 {
		t.Errorf("the folder holds %v", left)
	}
	gone := filepath.Join(w.dir, "a\nb\x1b", "none") + "/"
	if r := w.run("export", "-o", gone); r.code != exitFailed || !strings.HasPrefix(r.err, "waymark: there is no folder "+planner.ShowLine(gone)+"\n") {
		t.Errorf("%+v", r)
	}
	if _, err := os.Lstat(gone); !os.IsNotExist(err) {
		t.Errorf("it was made: %v", err)
	}
}
