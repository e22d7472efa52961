package intake

import (
	"bytes"
	"unicode/utf8"
)

// plainText is a file of lines as text. What is no text, or in another
// encoding than UTF-8, is refused as a whole: nobody could tell what became of
// it.
func plainText(in Input) (string, error) {
	f := encoding(in)
	if len(f.all) == 0 {
		f.long(in.Bytes)
	}
	return string(bytes.TrimPrefix(in.Bytes, bom)), f.err()
}

// plainJSON is plainText for JSON, which may be all on one line.
func plainJSON(in Input) ([]byte, error) {
	f := encoding(in)
	return bytes.TrimPrefix(in.Bytes, bom), f.err()
}

func encoding(in Input) faults {
	f := faults{file: in.Name}
	switch b := in.Bytes; {
	case len(b) > MaxBytes:
		f.add(0, "the file has more than %d MiB", MaxBytes>>20)
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		f.add(0, "the file is in UTF-16; save it as UTF-8")
	case bytes.IndexByte(b, 0) >= 0:
		f.add(lineAt(b, bytes.IndexByte(b, 0)), "a byte that is no text; is this the right file?")
	case !utf8.Valid(b):
		f.add(lineAt(b, invalidAt(b)), "letters that are not in UTF-8; save the file as UTF-8")
	}
	return f
}

// long refuses lines that nobody wrote by hand, which is where files end up
// that are of another kind.
func (f *faults) long(text []byte) {
	for n := 1; len(text) > 0; n++ {
		line, rest, _ := bytes.Cut(text, []byte{'\n'})
		if len(line) > MaxLine {
			f.add(n, "a line of more than %d KiB", MaxLine>>10)
		}
		text = rest
	}
}

// lineAt is the line, from 1, that a place in a text is on.
func lineAt(text []byte, at int) int { return 1 + bytes.Count(text[:at], []byte{'\n'}) }

// invalidAt is where a text is no UTF-8 first.
func invalidAt(text []byte) int {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
	return len(text)
}
