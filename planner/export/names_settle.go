package export

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

// mostWords is how many words a name has at most; initials don't count.
const mostWords = 4

// name is where a name ends that may begin at an atom, by its capitals; i
// itself where none does.
func (f *finder) name(i int) int {
	end, words := i, 0
	for at := i; at < len(f.atoms) && words < mostWords; {
		a := &f.atoms[at]
		if at > i && a.gap != gapSpace && (a.gap != gapDot || !f.atoms[at-1].alone) {
			break
		}
		switch {
		case f.initialAt(at): // as in "J. Smith"
			at++
			continue
		case f.nameWord(at):
			at = f.joined(at)
			end, words = at, words+1
			continue
		case words > 0 && a.lower && particles.has(f.word(at)):
			at++
			continue
		}
		break
	}
	return end
}

// initialAt reports whether an atom is a letter with a dot after it.
func (f *finder) initialAt(i int) bool {
	return f.atoms[i].alone && f.atoms[i].capital && i+1 < len(f.atoms) && f.atoms[i+1].gap == gapDot
}

// nameWord reports whether an atom may begin a word of a name.
func (f *finder) nameWord(i int) bool {
	a := &f.atoms[i]
	if !a.capital || a.digit || a.caps || noNames.has(f.word(i)) || titles.has(f.word(i)) {
		return false
	}
	return !a.alone || i+1 < len(f.atoms) && f.atoms[i+1].gap == gapQuote && f.atoms[i+1].capital // O'Brien
}

// joined is where a word ends that begins at an atom and may go on after a
// hyphen or an apostrophe.
func (f *finder) joined(i int) int {
	for i++; i < len(f.atoms); i++ {
		switch a := &f.atoms[i]; {
		case a.gap == gapNone && a.run && f.atoms[i-1].run:
		case a.gap == gapHyphen && a.capital && !a.caps:
		case a.gap == gapQuote && a.capital && !a.caps:
		case a.gap == gapQuote && a.to-a.from > 2: // "Ta'lia", and not "Dana's" or "she'll"
		default:
			return i
		}
	}
	return i
}

// settle decides which candidates are names, and learns them.
func (f *finder) settle() {
	names := map[string]candidate{}
	take := func(c candidate) {
		key := folded(c.full)
		if old, ok := names[key]; (!ok || c.found < old.found) && f.isName(c) {
			names[key] = c
		}
	}
	for _, c := range f.candidates {
		take(c)
	}
	for _, full := range f.called {
		take(candidate{full, First, false})
	}
	for _, list := range f.lists {
		if !slices.ContainsFunc(list, func(full string) bool { _, ok := names[folded(full)]; return ok }) {
			continue
		}
		for _, full := range list {
			take(candidate{full, Words, true})
		}
	}
	for _, full := range f.widened(names) {
		take(candidate{full, Words, false})
	}
	for _, key := range slices.Sorted(maps.Keys(names)) {
		f.know(names[key])
	}
	f.list()
	f.leave()
}

// list puts the names in order, with what texts will have in their place. One
// that stands in a longer name needs no line of its own.
func (f *finder) list() {
	within := map[string]bool{}
	for _, name := range f.names.list {
		if words := strings.Fields(folded(name.Full)); len(words) > 1 {
			for _, word := range words {
				within[word] = true
			}
		}
	}
	f.names.list = slices.DeleteFunc(f.names.list, func(n Name) bool {
		return (n.Found == Words || n.Found == First) && within[folded(n.Full)]
	})
	for i, name := range f.names.list {
		if as := f.names.replaced(name.Full, true); as != name.Full {
			f.names.list[i].Initials = as
		}
	}
	f.names.list = sorted(f.names.list)
}

// isName decides on a candidate.
func (f *finder) isName(c candidate) bool {
	key := folded(c.full)
	switch {
	case key == "" || f.own[key] || f.names.keep[key]:
		return false
	case c.found == Told || !c.doubt:
		return true
	}
	for word := range strings.FieldsSeq(key) {
		if !f.common(word) && !seldom.has(word) && !f.names.keep[word] && !f.own[word] {
			return true
		}
	}
	return false
}

// know learns a name, whole and by its words.
func (f *finder) know(c candidate) {
	told := c.found == Told
	learnt := false
	for _, part := range f.parts(c.full) {
		learnt = true
		words := strings.Fields(part)
		k := known{small: told && part == folded(part) && part != strings.ToUpper(part)}
		k.doubt = len(words) == 1 && (!told || part != c.full) && f.doubtful(folded(part))
		f.names.learn(part, k)
		f.names.small = f.names.small || k.small
		if len(words) > 1 {
			f.knowWords(words, k.small)
		}
	}
	if learnt {
		f.names.list = append(f.names.list, Name{Full: c.full, Initials: initials(c.full, ""), Found: c.found})
	}
}

// doubtful reports whether a name, in small letters, is a word besides, so that
// one that begins a sentence may be that.
func (f *finder) doubtful(key string) bool {
	if name, word := inList(key); name {
		return word
	}
	return f.lower[key]
}

// knowWords learns the words of a name, each of which may stand for it.
func (f *finder) knowWords(words []string, small bool) {
	for _, word := range words {
		key := folded(word)
		if particles.has(word) || noNames.has(key) || f.own[key] || plainInitial(word) {
			continue
		}
		f.names.learn(word, known{small: small, doubt: f.doubtful(key) && !small})
	}
}

// parts are the stretches of a name that are looked for: without initials,
// since "J. Smith" has one already, and without words that are kept.
func (f *finder) parts(full string) []string {
	var out, part []string
	end := func() {
		for len(part) > 0 && particles.has(part[len(part)-1]) {
			part = part[:len(part)-1]
		}
		if len(part) > 1 || len(part) == 1 && !f.own[folded(part[0])] {
			out = append(out, strings.Join(part, " "))
		}
		part = nil
	}
	for word, apart := range nameWords(full) {
		if apart {
			end()
		}
		if plainInitial(word) || f.names.keep[folded(word)] || titles.has(folded(word)) {
			end()
			continue
		}
		part = append(part, word)
	}
	end()
	return out
}

// nameWords are the words of a name, and whether more than a space stands
// before them.
func nameWords(full string) iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		from, to, apart := -1, 0, false
		s := scan(full)
		for a, ok := s.next(); ok; a, ok = s.next() {
			if from >= 0 && (a.gap == gapHyphen || a.gap == gapQuote || a.gap == gapNone) {
				to = a.to
				continue
			}
			if from >= 0 && !yield(full[from:to], apart) {
				return
			}
			from, to, apart = a.from, a.to, a.gap != gapSpace
		}
		if from >= 0 {
			yield(full[from:to], apart)
		}
	}
}

// plainInitial reports whether a word has one letter only, or none, or ends in
// one: it tells no name, and initials must not be taken for part of another.
func plainInitial(word string) bool {
	last, some := atom{}, false
	s := scan(word)
	for a, ok := s.next(); ok; a, ok = s.next() {
		last, some = a, true
	}
	return !some || last.alone
}

// leave notes the words that may be names and are left.
func (f *finder) leave() {
	for key, word := range f.maybe {
		known := f.names.root != nil && f.names.root.next[string(rune(gapBreak))+key] != nil
		plain := f.common(key)
		if wordNames.has(bare(key)) {
			plain = f.lower[key] || plainWords.has(key) || noNames.has(key)
		}
		if !known && !plain && !seldom.has(key) && !f.own[key] && !f.names.keep[key] && !titles.has(key) {
			f.names.unsure = append(f.names.unsure, word)
		}
	}
	slices.Sort(f.names.unsure)
}
