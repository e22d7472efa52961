package export

import (
	"slices"
	"strings"

	"waymark/planner"
)

// FindNames finds the people in a plan with its history: those it was told
// of, in the plan or in hide, whom it waits for, those in the titles of what
// is open between people, and those that the words around them tell. A name
// that one text tells is known in all. What is in keep is no name, and neither
// is the user's own.
func FindNames(src planner.Whole, hide, keep []string) (Names, error) {
	f := &finder{
		names: Names{keep: map[string]bool{}, any: true},
		lower: map[string]bool{}, path: map[string]bool{}, maybe: map[string]string{}, own: map[string]bool{},
		called: map[string]string{}, runs: map[string]bool{},
	}
	for _, word := range keep {
		for part := range strings.FieldsSeq(word) {
			f.names.keep[folded(part)] = true
		}
	}
	pr := src.Plan.Profile()
	for part := range strings.FieldsSeq(pr.Name) {
		f.own[folded(part)] = true
	}
	f.own[folded(pr.Name)] = true
	for _, name := range slices.Concat(pr.People, hide) {
		name = planner.CleanLine(name)
		if seldom.has(name) || wordNames.has(name) || everyday(name) { // of "will" only "Will" is a name
			name = planner.Capital(name)
		}
		f.candidates = append(f.candidates, candidate{full: name, found: Told})
	}
	if err := f.read(src); err != nil {
		return Names{}, err
	}
	f.settle()
	return f.names, nil
}

// finder gathers what texts tell before it settles on names, since what a
// common word is shows only when all was read.
type finder struct {
	names      Names
	candidates []candidate
	lists      [][]string        // "Dana and Sam": if one is a name, all are
	lower      map[string]bool   // words that occur in small letters
	path       map[string]bool   // words of the path's own texts
	maybe      map[string]string // words with a capital, as they were written
	called     map[string]string // those that many people are called
	runs       map[string]bool   // words with capitals beside each other; true: somewhere not as a sentence begins
	own        map[string]bool   // the user's name and its words
	atoms      []atom            // of the text being read
	small      []string          // the same in small letters
	text       string
}

// candidate is what may be a name.
type candidate struct {
	full  string
	found Found
	doubt bool // it is none if it is a common word too
}

// read reads every text that could leave, and no other: the sieve that cuts
// texts out of records shows them.
func (f *finder) read(src planner.Whole) error {
	v := openSieve(src.Plan, func(text string) string {
		f.words(text)
		return text
	})
	one := func(r planner.Record) {
		if !r.Gone() {
			f.special(r)
			v.fields(r)
		}
	}
	for r := range src.Plan.Records() {
		one(r)
	}
	if src.History == nil {
		return nil
	}
	for _, kind := range everything {
		for r, err := range src.History(kind) {
			if err != nil {
				return err
			}
			one(r)
		}
	}
	return nil
}

// split gives the atoms of a text, until the next call.
func (f *finder) split(text string) []atom {
	f.atoms, f.small, f.text = f.atoms[:0], f.small[:0], text
	s := scan(text)
	for a, ok := s.next(); ok; a, ok = s.next() {
		f.atoms, f.small = append(f.atoms, a), append(f.small, folded(text[a.from:a.to]))
	}
	return f.atoms
}

// word is an atom in small letters.
func (f *finder) word(i int) string {
	if i < 0 || i >= len(f.atoms) {
		return ""
	}
	return f.small[i]
}

// words reads what the words of a text tell.
func (f *finder) words(text string) {
	titled := f.titled(f.split(blankContacts(text)))
	if pathTexts()[text] {
		return
	}
	f.signals(titled)
	for i := 0; i < len(f.atoms); i++ {
		if at := f.taken(i); at > 0 {
			i = max(i, f.listed(at, Words, titled)-1)
			continue
		}
		if end := f.name(i); end > i {
			i = max(i, f.before(i, end)-1)
		}
	}
}

// titled notes the words in small letters, and reports whether a text has a
// capital in every word, so that capitals tell nothing.
func (f *finder) titled(atoms []atom) bool {
	capitals, small := 0, 0
	for i := range atoms {
		a := &atoms[i]
		if a.lower && a.to > a.from+1 && (a.gap != gapQuote || a.first) {
			var room [64]byte
			word := fold(room[:0], f.text[a.from:a.to])
			if !f.lower[string(word)] {
				f.lower[string(word)] = true
			}
			if !noNames.has(string(word)) {
				small++
			}
		} else if a.capital && !a.run {
			capitals++
		}
	}
	return small == 0 && capitals >= 4
}

// taken is where a name would begin that the word at i takes; 0: it takes none.
func (f *finder) taken(i int) int {
	if a := &f.atoms[i]; !a.lower && !a.capital || a.to-a.from > 12 || i+1 >= len(f.atoms) {
		return 0
	}
	if !f.takes(i) {
		return 0
	}
	at := i + 1
	for n := 0; n < 4 && at < len(f.atoms) && f.atoms[at].lower && f.atoms[at].gap == gapSpace && skipped.has(f.word(at)); n++ {
		at++
	}
	if at >= len(f.atoms) || f.atoms[at].gap != gapSpace && !f.slashed(at) {
		return 0
	}
	return at
}

// slashed reports the slash of "w/ Dana".
func (f *finder) slashed(at int) bool {
	return f.word(at-1) == "w" && strings.TrimSpace(f.text[f.atoms[at-1].to:f.atoms[at].from]) == "/"
}

// takes reports whether a name follows the word at i.
func (f *finder) takes(i int) bool {
	word := f.word(i)
	if before := takersBefore[word]; before != nil {
		return before.has(f.earlier(i))
	}
	return takers.has(word) || theirs.has(word) && yours.has(f.word(i-1))
}

// earlier is the word that a preposition at i belongs to, as "catch up with"
// and "handed over to" do.
func (f *finder) earlier(i int) string {
	switch word := f.word(i - 1); word {
	case "over", "again", "up", "back":
		if earlier := f.word(i - 2); word != "up" {
			return earlier
		} else if earlier == "catch" || earlier == "caught" || earlier == "pair" || earlier == "paired" {
			return "pair"
		}
		return ""
	default:
		return word
	}
}

// before reads what follows a name from i to end, which may tell that it is
// one: "Dana said", "Dana and Sam". It gives where that ends; 0: it tells
// nothing.
func (f *finder) before(i, end int) int {
	switch next := f.follows(end); {
	case sayers.has(f.word(end)) && f.atoms[end].gap == gapSpace:
		f.candidates = append(f.candidates, candidate{f.full(i, end), Words, true})
		return end
	case next > 0 && f.name(next) > next:
		list := []string{f.full(i, end)}
		for ; next > 0 && f.name(next) > next; next = f.follows(end) {
			end = f.name(next)
			list = append(list, f.full(next, end))
		}
		if len(f.lists) < mostLists {
			f.lists = append(f.lists, list)
		}
		return end
	}
	return 0
}

// mostLists bounds what is kept of plans that another program wrote.
const mostLists = 100_000

// follows is where the next name of a list begins, after one that ends at an
// atom; 0: the list ends.
func (f *finder) follows(end int) int {
	if end >= len(f.atoms) {
		return 0
	}
	switch g := f.atoms[end].gap; {
	case (g == gapSpace || g == gapComma) && and.has(f.word(end)):
		if end+1 < len(f.atoms) && f.atoms[end+1].gap == gapSpace {
			return end + 1
		}
	case g == gapComma, g == gapAnd:
		return end
	}
	return 0
}

// listed takes the names that begin at an atom, one or a list of them, and
// gives where they end; the atom itself where there is none.
func (f *finder) listed(i int, found Found, doubt bool) int {
	for {
		end := f.name(i)
		if end == i {
			return i
		}
		f.candidates = append(f.candidates, candidate{f.full(i, end), found, doubt})
		next := f.follows(end)
		if next == 0 || f.name(next) == next {
			return end
		}
		i = next
	}
}

// full is the text of the atoms from i to end, with single spaces.
func (f *finder) full(i, end int) string {
	return strings.Join(strings.Fields(f.text[f.atoms[i].from:f.atoms[end-1].to]), " ")
}
