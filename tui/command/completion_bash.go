package command

import (
	"bytes"
	"strings"

	"github.com/spf13/cobra"
)

// bashAlone stands in for what the script has from the bash-completion package,
// which not every system comes with: it puts together again the words that bash
// takes apart at = and :, and lists files.
const bashAlone = `
# Without the bash-completion package these two do what the script needs of it.
__waymark_words()
{
    if declare -F _get_comp_words_by_ref >/dev/null 2>&1; then
        _get_comp_words_by_ref "$@" cur prev words cword
        return
    fi
    local i gap word rest=$COMP_LINE n=-1
    words=()
    for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
        word=${COMP_WORDS[i]}
        gap=${rest%%[![:space:]]*}
        rest=${rest#"$gap"}
        rest=${rest#"$word"}
        if ((n > 0)) && [[ -z $gap && ( $word == [=:]* || ${words[n]} == *[=:] ) ]]; then
            words[n]+=$word
        else
            words[++n]=$word
        fi
        ((i == COMP_CWORD)) && cword=$n
    done
    cur=${words[cword]}
    prev=${words[cword > 0 ? cword - 1 : 0]}
}

__waymark_files()
{
    if declare -F _filedir >/dev/null 2>&1; then
        _filedir "$@"
        return
    fi
    local ending file
    [[ $(type -t compopt) == builtin ]] && compopt -o filenames
    while IFS= read -r file; do
        [[ -n $file ]] && COMPREPLY+=("$file")
    done < <(
        compgen -d -- "$cur"
        for ending in ${1//|/ }; do
            [[ $ending == -d ]] || compgen -f -X "!*.$ending" -- "$cur"
        done
        [[ -n $1 ]] || compgen -f -- "$cur"
    )
}
`

// bashScript is the script for bash, which needs nothing but bash.
func bashScript(root *cobra.Command) (string, error) {
	var b bytes.Buffer
	if err := root.GenBashCompletionV2(&b, true); err != nil {
		return "", err
	}
	script := strings.NewReplacer(
		`_get_comp_words_by_ref "$@" cur prev words cword`, `__waymark_words "$@"`,
		"_filedir", "__waymark_files",
	).Replace(b.String())
	return script + bashAlone, nil
}
