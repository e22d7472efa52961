//go:build unix

package command_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestBashCompletes has bash complete with the script alone, without the
// package that such scripts mostly need.
func TestBashCompletes(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash here: ", err)
	}
	plan := begun(t)
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(plan)
	for _, name := range []string{"mine.yaml", "list.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	script := filepath.Join(dir, "script.bash")
	if err := os.WriteFile(script, []byte(line(t, plan, "completion", "bash")), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		words     string // as bash takes the line apart
		has, lack string
	}{
		{"waymark|exp", "export", "energy"},
		{"waymark|export|--for| ", "mentor", "plan.db"},
		{"waymark|export|--for|=|man", "manager", "mentor"},
		{"waymark|export|--for|=|", "mentor", "plan.db"},
		{"waymark|show|a1", "a1", "m1"},
		{"waymark|done| ", "a1", "plan.db"},
		{"waymark|path|check| ", "mine.yaml", "list.txt"},
		{"waymark|path|check|mi", "mine.yaml", "list.txt"},
	} {
		words := strings.Split(c.words, "|")
		line := strings.ReplaceAll(strings.Join(words, " "), " = ", "=")
		line = strings.ReplaceAll(strings.TrimRight(line, " ")+" ", "  ", " ")
		if last := words[len(words)-1]; last != " " {
			line = strings.TrimSuffix(line, " ")
		}
		for i := range words {
			words[i] = "'" + strings.TrimSpace(words[i]) + "'"
		}
		cmd := exec.Command(bash, "--noprofile", "--norc", "-c", `source "$1"; COMP_WORDS=(`+strings.Join(words, " ")+`); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=$2; COMP_POINT=${#2}; COMP_TYPE=9
__start_waymark; printf '%s\n' "${COMPREPLY[@]}"`, "bash", script, line)
		cmd.Dir = dir
		cmd.Env = []string{"PATH=" + filepath.Dir(program) + ":" + os.Getenv("PATH"), "WAYMARK_FILE=" + plan}
		out, err := cmd.CombinedOutput()
		got := string(out)
		if err != nil || !strings.Contains(got, c.has) || strings.Contains(got, c.lack) || strings.Contains(got, "not found") {
			t.Errorf("%q: %v, want %s and not %s:\n%s", line, err, c.has, c.lack, got)
		}
	}
}
