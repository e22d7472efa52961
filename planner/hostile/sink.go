package hostile

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// Sink is one way that text leaves the program: to a terminal, into a file or
// as its name.
type Sink struct {
	Name string
	Do   func(string) string
	// Grammar says what keeps an output from being what the sink promises,
	// beyond what is asked of all of them.
	Grammar  func(out string) error
	Lines    bool // the output may have several lines
	Once     bool // the output can't be put in again, as of what escapes
	Lossless bool // what only hides is kept, as in files for programs
	// Most is how many bytes the output may have; nil: eight for each that
	// was put in, and sixty-four.
	Most func(in string) int
}

// Try puts every hostile text into every sink.
func Try(t *testing.T, sinks []Sink) {
	t.Helper()
	for _, s := range sinks {
		t.Run(s.Name, func(t *testing.T) {
			for _, text := range append(Long, Texts...) {
				if err := s.try(text.Text); err != nil {
					t.Errorf("%s: %v", text.Name, err)
				}
			}
		})
	}
}

// Fuzz puts whatever the fuzzer finds into every sink.
func Fuzz(f *testing.F, sinks []Sink) {
	f.Helper()
	for _, text := range Texts {
		f.Add(text.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range sinks {
			if err := s.try(text); err != nil {
				t.Errorf("%s: %v", s.Name, err)
			}
		}
	})
}

func (s Sink) try(text string) error {
	out := s.Do(text)
	err := Obeyed(out, s.Lines)
	if err == nil && !s.Lossless {
		err = Hidden(out)
	}
	if err == nil && s.Grammar != nil {
		err = s.Grammar(out)
	}
	if err != nil {
		return fmt.Errorf("%w in %.200q", err, out)
	}
	most := 8*len(text) + 64
	if s.Most != nil {
		most = s.Most(text)
	}
	if len(out) > most {
		return fmt.Errorf("%d bytes became %d, and %d is the most", len(text), len(out), most)
	}
	if s.Once {
		return nil
	}
	if again := s.Do(out); again != out {
		return fmt.Errorf("put in again, %.200q became %.200q", out, again)
	}
	return nil
}

// Obeyed says what of a text a terminal would obey instead of showing it: a
// control, or a rune that reorders others.
func Obeyed(text string, lines bool) error {
	if !utf8.ValidString(text) {
		return errors.New("bytes that are no UTF-8")
	}
	for _, r := range text {
		switch {
		case r == '\n' && lines:
		case unicode.IsControl(r), r == 0x2028, r == 0x2029:
			return fmt.Errorf("the control %U", r)
		case unicode.Is(unicode.Bidi_Control, r):
			return fmt.Errorf("%U, which reorders text,", r)
		}
	}
	return nil
}

// maxMarks is how many marks may combine with one rune.
const maxMarks = 8

// Hidden says what of a text nobody would see, or would see over other rows.
func Hidden(text string) error {
	marks := 0
	for _, r := range text {
		if r == 0x200B || r == 0xFEFF || r == 0x00AD || r >= 0xE0000 && r <= 0xE007F || unicode.Is(unicode.Co, r) {
			return fmt.Errorf("%U, which nobody can see,", r)
		}
		if marks++; !unicode.Is(unicode.M, r) && r != 0x200C && r != 0x200D {
			marks = 0
		}
		if marks > maxMarks {
			return fmt.Errorf("more than %d marks on one rune", maxMarks)
		}
	}
	return nil
}

// Slug says what keeps a text from being a file's name on any system, with
// or without an ending.
func Slug(name string) error {
	bad := strings.IndexFunc(name, func(r rune) bool { return r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') })
	switch {
	case name == "" || len(name) > 64:
		return fmt.Errorf("%d bytes", len(name))
	case bad >= 0:
		return fmt.Errorf("the byte %q", name[bad])
	case strings.HasPrefix(name, "-") || strings.HasSuffix(name, "-"):
		return errors.New("a dash at an end")
	}
	for _, device := range []string{"con", "prn", "aux", "nul", "com", "lpt"} {
		if rest, found := strings.CutPrefix(name, device); found && (rest == "" || len(rest) == 1 && rest[0] >= '0' && rest[0] <= '9') {
			return errors.New("the name of a device")
		}
	}
	return nil
}
