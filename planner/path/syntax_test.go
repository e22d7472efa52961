package path

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml/ast"
)

func TestSyntax(t *testing.T) {
	const refs = `; expected the text itself, in each place where it is needed`
	const deep = `lists or keys nested too deeply; expected phases, their lists, and the keys of each entry`
	for _, c := range []struct{ name, src, want string }{
		{"empty", "", `p.yaml:1:1: the file is empty; expected a path with name, version, title and phases`},
		{"only a comment", "# later\n", `p.yaml:1:1: the file is empty; expected a path with name, version, title and phases`},
		{"not keys", "just words\n", `p.yaml:1:1: a path is the text "just words"; expected keys and values: name, version, title, forms, foundations, trade, signs and phases`},
		{"two documents", small + "---\n" + small, `p.yaml:50:1: a second document begins here; expected one path in one file`},
		{"colon in text", "name: a\ntitle: One: two\n", `p.yaml:2:8: not valid YAML: mapping value is not allowed in this context; expected quotes around text that holds ": "`},
		{"tab", "name: a\nforms:\n\t- id: x\n", `p.yaml:3:1: not valid YAML: found character '\t' that cannot start any token; expected spaces, not tabs, for indentation`},
		{"open quote", "name: a\ntitle: \"One\n", `p.yaml:2:8: not valid YAML: could not find end character of double-quoted text; expected the closing quote`},
		{"open bracket", "name: a\ntrade: [One\n", `p.yaml:2:8: not valid YAML: sequence end token ']' not found; expected the closing bracket`},
		{"at sign", "title: @home\n", "p.yaml:1:8: not valid YAML: '@' is a reserved character; expected quotes around text that begins with @ or `"},
		{"crooked list", "trade:\n  - One\n - Two\n", `p.yaml:3:2: not valid YAML: value is not allowed in this context; expected ` + expectsSyntax},
		{"anchor", "name: &a b\n", `p.yaml:1:7: anchors, aliases and merges (&, *, <<) are not used in path files` + refs},
		{"alias", "name: b\ntitle: *a\n", `p.yaml:2:8: anchors, aliases and merges (&, *, <<) are not used in path files` + refs},
		{"alias bomb", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", `p.yaml:1:4: anchors, aliases and merges (&, *, <<) are not used in path files` + refs},
		{"merge", "<<: {a: b}\n", `p.yaml:1:1: anchors, aliases and merges (&, *, <<) are not used in path files` + refs},
		{"tag", "name: !!str b\n", `p.yaml:1:7: tags (!) are not used in path files` + refs},
		{"complex key", "? name\n: b\n", `p.yaml:1:1: complex keys (?) are not used in path files` + refs},
		{"not UTF-8", "name: a\ntitle: é\xff\n", `p.yaml:2:9: bytes that are not UTF-8; expected a text file saved as UTF-8`},
		{"deep brackets", "name: " + strings.Repeat("[", 500_000), `p.yaml:1:27: more than 30000 keys, values and marks`},
		{"nested brackets", "name: " + strings.Repeat("[", 100), `p.yaml:1:27: ` + deep},
		{"nested lists", strings.Repeat("- ", 100), `p.yaml:1:41: ` + deep},
		{"deep indentation", "name:\n" + strings.Repeat(" ", 90) + "a: b\n", `p.yaml:2:91: ` + deep},
		{"too big", strings.Repeat("# padding\n", 110_000), `p.yaml:1:1: the file has 1100000 bytes; expected at most 1048576`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Contains(c.want, "more than") {
				_, err := Load("p.yaml", []byte(c.src))
				if err == nil || !strings.Contains(err.Error(), "more than 30000 keys, values and marks") {
					t.Fatal(err)
				}
				return
			}
			wantErrors(t, c.src, []string{c.want})
		})
	}
}

// Twenty mistakes are enough to work on; the last line says how many remain.
func TestManyMistakes(t *testing.T) {
	_, err := Load("p.yaml", []byte(small+strings.Repeat("    wrong: 1\n", 1)+"    actions:\n"+
		strings.Repeat("      - {id: Bad, title: One}\n", 30)))
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != maxErrors+1 {
		t.Fatalf("%d lines, want %d", len(lines), maxErrors+1)
	}
	if want := `p.yaml:70:14: mistakes from here on are not listed (11)`; lines[maxErrors] != want {
		t.Errorf("last line %q, want %q", lines[maxErrors], want)
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			if one := (*Error)(nil); !errors.As(e, &one) {
				t.Errorf("%T is not an *Error", e)
			}
		}
	}
}

// A reported place is only as good as the parser's: in the built-in file, with
// its folded text, comments and letters beyond ASCII, every key must stand
// where the parser says.
func TestPlaces(t *testing.T) {
	r := &reader{file: "x"}
	root := r.parse(builtinSource)
	lines := strings.Split(string(builtinSource), "\n")
	keys := 0
	for _, n := range ast.Filter(ast.MappingValueType, root) {
		pair, ok := n.(*ast.MappingValueNode)
		if !ok {
			t.Fatalf("%T", n)
		}
		keys++
		where, name := placeOf(pair), keyName(pair)
		if line := []rune(lines[where.line-1]); !strings.HasPrefix(string(line[where.column-1:]), name+":") {
			t.Errorf("%v: no key %q in %q", where, name, string(line))
		}
	}
	if keys < 500 {
		t.Errorf("only %d keys looked at", keys)
	}
}

// The parser's work grows with the square of the keys in one mapping, so the
// bound on tokens must keep the worst file bearable.
func TestManyKeys(t *testing.T) {
	var b strings.Builder
	for i := range maxTokens / 3 {
		fmt.Fprintf(&b, "k%d: 1\n", i)
	}
	start := time.Now()
	if _, err := Load("p.yaml", []byte(b.String())); err == nil {
		t.Error("accepted")
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

// FuzzLoad holds Load to its promise: whatever the bytes, a path that a plan can
// be started from or a list of located mistakes, and never a panic.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(road))
	f.Add(Starter())
	for _, c := range slices.Concat(mistakes, reviewMistakes) {
		f.Add([]byte(strings.Replace(small, c.old, c.new, 1)))
	}
	for _, s := range []string{"", "a: [", "- - -", "a: |\n x", "a: >-\n\n x", "? a", "&a *a", "%YAML 1.2\n---\n", "{a: b", "\x00", "phases:\n - number: 1"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := Load("p.yaml", src)
		if (p == nil) == (err == nil) {
			t.Fatalf("path %v, error %v", p, err)
		}
		if err == nil {
			if p.Name == "" || len(p.Phases) == 0 {
				t.Fatalf("an empty path passed: %+v", p)
			}
			canStart(t, p)
			return
		}
		joined, ok := err.(interface{ Unwrap() []error })
		if !ok || len(joined.Unwrap()) > maxErrors+1 {
			t.Fatalf("not a list of at most %d: %v", maxErrors, err)
		}
		for _, e := range joined.Unwrap() {
			one := (*Error)(nil)
			if !errors.As(e, &one) || one.Line < 1 || one.Column < 1 || one.Problem == "" {
				t.Fatalf("a mistake without a place: %#v", e)
			}
			if plain(one.Error()) != one.Error() {
				t.Fatalf("an error carries control characters: %q", one.Error())
			}
		}
	})
}
