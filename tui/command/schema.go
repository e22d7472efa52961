package command

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/export"
)

// schemas has a JSON Schema for each command that has --json, made from the
// very types that are printed.
//
//go:embed schema/*.json
var schemas embed.FS

// schemaOfPlan is what the schema of a whole plan is called.
const schemaOfPlan = "plan"

func newSchema(c *call) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print the JSON Schema of what --json gives",
		Long: `Print the JSON Schema, of draft 2020-12, of what a command gives with --json, or
with plan that of waymark export --format json. Alone it lists the names.

Fields are added as waymark grows, but never renamed, removed or given another
meaning; in plan, that comes with another version.`,
		Example: `waymark schema
waymark schema list
waymark schema plan > plan.schema.json`,
		Args: needs(0, 1, "at most one name"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				c.print("%s\n", strings.Join(schemaNames(), "\n"))
				return nil
			}
			text, err := schemaNamed(args[0])
			if err != nil {
				return err
			}
			c.print("%s", text)
			return nil
		},
	}
}

// schemaNames lists what there is a schema of.
func schemaNames() []string {
	files, _ := fs.Glob(schemas, "schema/*.json") // the pattern is right
	names := []string{schemaOfPlan}
	for _, file := range files {
		names = append(names, strings.TrimSuffix(path.Base(file), ".json"))
	}
	slices.Sort(names)
	return names
}

func schemaNamed(name string) (string, error) {
	want := strings.ToLower(strings.TrimSpace(name))
	if want == schemaOfPlan {
		return export.Schema(), nil
	}
	if !slices.Contains(schemaNames(), want) {
		return "", &planner.InputError{What: "schema", Value: name, Expected: "one of " + strings.Join(schemaNames(), ", ")}
	}
	text, err := schemas.ReadFile("schema/" + want + ".json")
	return string(text), err
}
