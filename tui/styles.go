package tui

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
)

// tokens are the colours of a theme by what they mean. Text of the plan
// itself has no colour of its own: it is the terminal's.
type tokens struct {
	subtle color.Color // secondary text; at least 4.5:1 against the background
	faint  color.Color // rules and what is not yet there
	accent color.Color // the cursor and what can be acted on
	good   color.Color // done
	warn   color.Color // worth a look; never for time alone
}

// newTokens chooses the light or the dark theme.
func newTokens(dark bool) tokens {
	pick := lipgloss.LightDark(dark)
	two := func(light, dark string) color.Color { return pick(lipgloss.Color(light), lipgloss.Color(dark)) }
	return tokens{
		subtle: two("#5f6673", "#949ba8"),
		faint:  two("#b9bec8", "#4b5260"),
		accent: two("#0b5cad", "#7cc4ff"),
		good:   two("#1c6e31", "#86d492"),
		warn:   two("#8a5200", "#e8b860"),
	}
}

// GuessDark tells a dark background from a light one by $COLORFGBG, "0;15",
// which some terminals set. It holds until the terminal itself answers, and
// for good where it never does; without a hint, dark is the safer guess.
func GuessDark(colorfgbg string) bool {
	background := colorfgbg[strings.LastIndexByte(colorfgbg, ';')+1:]
	return background != "7" && background != "15"
}

// styles are what screens draw with.
type styles struct {
	dark                              bool
	text, bold, subtle, faint, accent lipgloss.Style
	good, warn                        lipgloss.Style
	selected                          lipgloss.Style // the title under the cursor
	key                               lipgloss.Style // a key in the footer and in help
	mark                              lipgloss.Style // a hit of a search
}

func newStyles(dark bool) styles {
	t := newTokens(dark)
	plain := lipgloss.NewStyle()
	return styles{
		dark:     dark,
		text:     plain,
		bold:     plain.Bold(true),
		subtle:   plain.Foreground(t.subtle),
		faint:    plain.Foreground(t.faint),
		accent:   plain.Foreground(t.accent),
		good:     plain.Foreground(t.good),
		warn:     plain.Foreground(t.warn),
		selected: plain.Bold(true), // no colour: a move of the cursor rewrites two titles
		key:      plain.Foreground(t.accent),
		mark:     plain.Underline(true),
	}
}
