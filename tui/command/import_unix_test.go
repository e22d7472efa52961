//go:build unix

package command

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A link to a file is read, but nothing that would keep us waiting.
func TestImportNoFile(t *testing.T) {
	w := planned(t)
	if err := os.WriteFile(filepath.Join(w.dir, "todo.txt"), []byte("Call Sam\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	link, pipe := filepath.Join(w.dir, "link.txt"), filepath.Join(w.dir, "pipe")
	if err := os.Symlink("todo.txt", link); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if r := w.run("import", link); r.code != 0 || !strings.Contains(r.err, "Imported link.txt: 1 added") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	for _, file := range []string{pipe, "/dev/null", "/dev/zero"} {
		if r := w.run("import", file); r.code != exitFailed || !strings.Contains(r.err, "waymark import - < "+file) {
			t.Errorf("%s: exit %d: %s", file, r.code, r.err)
		}
	}
}
