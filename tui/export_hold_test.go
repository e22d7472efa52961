package tui

import (
	"fmt"
	"strings"
	"testing"

	"waymark/planner"
)

// A word that may be a name becomes an initial, and a name that is none stays.
func TestExportTurnsNames(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	home := writing(t, r)
	r.command("share with your mentor")
	r.shows("Names?      left as they are: Vexley")
	r.press("ctrl+o").onRow("Vexley: left as it is")
	r.shows("space initial / as it is")
	r.press("space")
	r.shows("▸ Vexley → V.")
	r.onRow("Priya → P.").press("space")
	r.shows("▸ Priya: left as it is")
	r.onRow("Dana").press("space", "space")
	r.shows("▸ Dana → D.")
	r.onRow("[ ] notes").press("space", "esc")
	r.lacks("Names?")
	r.press("enter")
	text := content(t, home, "ada-summary-for-mentor-2026-11-20.md")
	for want, is := range map[string]bool{"the V. matter": true, "Vexley": false, "Tom": false, "Ask Priya for": true, "Dana": false} {
		if strings.Contains(text, want) != is {
			t.Errorf("%q is in it: %v, want %v\n%s", want, !is, is, text)
		}
	}
	r.command("export the plan").press("ctrl+o")
	r.lacks("People") // your own has all names
}

// The menu copies, too.
func TestExportMenuCopies(t *testing.T) {
	r := confided(t, fixture{w: 120, h: 36})
	writing(t, r)
	r.command("share with your manager").press("ctrl+o", "ctrl+y")
	r.shows(" KiB for your manager to the clipboard, where your terminal allows that")
	if len(r.dialogs) != 0 {
		t.Errorf("%d dialogs are left", len(r.dialogs))
	}
}

// ? opens help from every field but those for text.
func TestExportHelp(t *testing.T) {
	for _, size := range sizes {
		r := confided(t, fixture{w: size[0], h: size[1]})
		writing(t, r)
		r.command("export the plan").press("?")
		r.shows("Help")
		r.shows("write the file")
		r.golden(fmt.Sprintf("export/help-%dx%d", size[0], size[1]))
		r.lacks("capture a line") // which no key does here
		r.press("esc", "shift+tab").write("?")
		r.shows("File   ~/ada-summary-2026-11-20.md?")
	}
}

// People find what they want by the words they have for it.
func TestPaletteWords(t *testing.T) {
	for word, want := range map[string]string{
		"export": "▸ export the plan summary to a file…", "share": "▸ share with your m", "mentor": "▸ share with your mentor…", "manager": "▸ share with your manager…",
		"print": "▸ export the plan summary", "pdf": "▸ export the plan summary", "html": "▸ export the plan summary", "csv": "▸ export the plan summary",
		"json": "▸ export the plan summary", "copy": "▸ copy the plan summary to the clipboard…", "year": "▸ year in review…",
		"people": "▸ people whose names become initials…", "names": "▸ people whose names", "import": "▸ import a file: in a shell", "career": "▸ update the career path: in a shell",
		"path": "▸ Path: the phases", "rescue": "▸ rescue: look", "back": "▸ back up the plan now",
	} {
		r := newRig(t, fixture{plan: true})
		r.press(":").write(word)
		if !strings.Contains(r.text(), want) {
			t.Errorf("%s finds\n%s", word, r.text())
		}
	}
	r := newRig(t, fixture{plan: true, w: 120, h: 36})
	r.command("import")
	r.shows("In a shell: waymark import FILE, first with --dry-run")
	writing(t, r)
	r.command("year in review")
	r.shows("2026 in review")
	r.shows("~/ada-2026-2026-11-20.md")
}

// People are named in a form.
func TestPeopleForm(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	r.command("people").write(" , ").press("enter")
	r.shows("it needs a name, like Dana")
	r.press("ctrl+u").write("Lee, Jo March").press("enter")
	r.shows("People: Lee, Jo March · u undoes")
	r.command("people").write("Ann")
	r.shows("beside Lee, Jo March")
	r.press("enter", "u", "u")
	if people := r.plan.Profile().People; len(people) != 0 {
		t.Errorf("told are %q", people)
	}
	if _, err := r.keep(planner.AddPeople("Lee")); err != nil {
		t.Fatal(err)
	}
	r.command("people").write("lee").press("enter")
	r.shows("named already")
}

// No half of a word of the page stands against the frame of a dialog.
func TestDialogsStandApart(t *testing.T) {
	for _, size := range [][2]int{{60, 15}, {61, 16}, {80, 24}, {120, 36}} {
		r := newRig(t, fixture{plan: true, w: size[0], h: size[1]})
		for range r.plan.OpenPhases() {
			r.apply(planner.AddItem(&planner.Action{Item: planner.Item{Title: strings.Repeat("語", 60), Phase: 2, Focus: true}}, r.today))
		}
		for _, keys := range [][]string{{":"}, {"?"}, {"c"}, {"2", "a"}} {
			r.dialogs = nil
			r.press(keys...)
			frames := 0
			for l := range strings.SplitSeq(r.text(), "\n") {
				for _, edge := range []string{"╭─", "╰─", "│ "} {
					before, _, ok := strings.Cut(l, edge)
					if ok && !strings.Contains(before, "│") {
						if frames++; !strings.HasSuffix(before, " ") {
							t.Errorf("%v at %v: %q", keys, size, l)
						}
					}
				}
				for _, edge := range []string{"╮", "╯", "│"} {
					if at := strings.LastIndex(l, edge); at >= 0 && at+len(edge) < len(l) && l[at+len(edge)] != ' ' {
						t.Errorf("%v at %v: %q", keys, size, l)
					}
				}
			}
			if frames < 3 {
				t.Errorf("%v at %v draws no dialog", keys, size)
			}
			r.fits()
		}
	}
}
