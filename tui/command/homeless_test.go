//go:build unix

package command_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestCase44Homeless finds that without a home there is no place for a plan,
// and that none is made at the root.
func TestCase44Homeless(t *testing.T) {
	file, err := built()
	if err != nil {
		t.Fatal(err)
	}
	path := "PATH=" + os.Getenv("PATH")
	for _, c := range []struct {
		env  []string
		want string
		ok   bool
	}{
		{[]string{path, "HOME=", "XDG_DATA_HOME="}, "WAYMARK_FILE", false},
		{[]string{path}, "WAYMARK_FILE", false},
		{[]string{path, "XDG_DATA_HOME=relative"}, "WAYMARK_FILE", false},
		{[]string{path, "WAYMARK_FILE=/else/plan.db"}, "/else/plan.db", true},
		{[]string{path, "XDG_DATA_HOME=/data"}, "/data/waymark/plan.db", true},
		{[]string{path, "HOME=/home/dana"}, "/home/dana/", true},
	} {
		cmd := exec.Command(file, "files")
		cmd.Env = c.env
		out, err := cmd.CombinedOutput()
		if (err == nil) != c.ok || !strings.Contains(string(out), c.want) || strings.Contains(string(out), " /.") {
			t.Errorf("%q: %v\n%s", c.env, err, out)
		}
	}
}
