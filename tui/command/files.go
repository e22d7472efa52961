package command

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/store"
)

func newFiles(c *call) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:        "files",
		SuggestFor: []string{"where", "path", "paths"},
		Short:      "Show where the plan, its backups and the configuration are",
		Long: `Show where the plan, its backups and the configuration are, whether they exist
yet or not.

--json gives an object with plan, lock, head, backups, drafts and config (paths;
config is "" if the platform names no folder for it), and exists: whether there is a
plan's file.`,
		Example: `waymark files
cp "$(waymark files --json | jq -r .plan)" /media/usb/`,
		Args: alone,
		RunE: func(*cobra.Command, []string) error {
			f := c.files()
			if asJSON {
				return c.printJSON(f)
			}
			for _, row := range []struct{ name, at string }{
				{"Plan", f.Plan}, {"Lock", f.Lock}, {"Head", f.Head}, {"Backups", f.Backups}, {"Drafts", f.Drafts}, {"Config", f.Config},
			} {
				if row.at != "" {
					c.print("%s%s\n", c.paint.faint(pad(row.name, 9)), planner.ShowLine(row.at))
				}
			}
			if !f.Exists {
				c.say("There is no plan there yet.")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	return cmd
}

// filesJSON is what `files --json` prints.
type filesJSON struct {
	Plan    string `json:"plan"`
	Lock    string `json:"lock"`    // held for the milliseconds of a change
	Head    string `json:"head"`    // a note that reveals a replaced plan
	Backups string `json:"backups"` // a folder
	Drafts  string `json:"drafts"`  // what was typed and not yet accepted
	Config  string `json:"config"`
	Exists  bool   `json:"exists"`
}

func (c *call) files() filesJSON {
	f := filesJSON{Plan: c.file, Lock: store.LockPath(c.file), Head: store.HeadPath(c.file), Backups: store.BackupsPath(c.file), Drafts: store.DraftsPath(c.file)}
	if filepath.IsAbs(c.ConfigDir) {
		f.Config = filepath.Join(c.ConfigDir, "waymark", "config.yaml")
	}
	_, err := os.Stat(c.file)
	f.Exists = err == nil
	return f
}
