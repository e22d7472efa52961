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
		Long: `Print the completion script for a shell: bash, zsh, fish or powershell. With it
the tab key completes commands, flags and what they take, ids with their titles.
It needs nothing else to be installed. The examples are, for each shell, a line to
try it in the one that runs, and one to have it in every shell that you start.

zsh needs its own completion turned on: autoload -U compinit; compinit in ~/.zshrc.
PowerShell's line goes to the file that $PROFILE names.`,
		Example: `source <(waymark completion bash)
echo 'source <(waymark completion bash)' >> ~/.bashrc
source <(waymark completion zsh)
waymark completion zsh > "${fpath[1]}/_waymark"
waymark completion fish | source
waymark completion fish > ~/.config/fish/completions/waymark.fish
waymark completion powershell | Out-String | Invoke-Expression
waymark completion powershell >> $PROFILE`,
		Args: needs(1, 1, "the name of a shell"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				script, err := bashScript(cmd.Root())
				if err != nil {
					return err
				}
				c.print("%s", script)
				return nil
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
