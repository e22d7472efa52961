package command

import (
	"github.com/spf13/cobra"

	"waymark/planner"
)

// newCompletion makes the command that shells read their completions from.
func newCompletion(c *call) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script for bash, zsh, fish or powershell",
		Example: `source <(waymark completion bash)
waymark completion fish > ~/.config/fish/completions/waymark.fish`,
		Args:      needs(1, 1, "the name of a shell"),
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				return cmd.Root().GenBashCompletionV2(c.out, true)
			case "zsh":
				return cmd.Root().GenZshCompletion(c.out)
			case "fish":
				return cmd.Root().GenFishCompletion(c.out, true)
			case "powershell":
				return cmd.Root().GenPowerShellCompletionWithDesc(c.out)
			}
			return &planner.InputError{What: "shell", Value: args[0], Expected: "one of bash, zsh, fish, powershell"}
		},
	}
}
