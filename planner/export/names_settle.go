package export

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

// mostWords is how many words a name has at most; initials don't count.
const mostWords = 3

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
		case words > 0 && a.lower && particles[f.word(at)]:
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
	if !a.capital || a.digit || a.caps || noNames[f.word(i)] {
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
	for _, list := range f.lists {
		if !slices.ContainsFunc(list, func(full string) bool { _, ok := names[folded(full)]; return ok }) {
			continue
		}
		for _, full := range list {
			take(candidate{full, Words, true})
		}
	}
	unsure := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(names)) {
		f.know(names[key], unsure)
	}
	f.names.list = sorted(f.names.list)
	f.leave(unsure)
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
		if !f.lower[word] && !seldom[word] && !f.path[word] && !f.names.keep[word] && !f.own[word] {
			return true
		}
	}
	return false
}

// know learns a name, whole and by its words.
func (f *finder) know(c candidate, unsure map[string]string) {
	told := c.found == Told
	learnt := false
	for _, part := range f.parts(c.full) {
		learnt = true
		words := strings.Fields(part)
		k := known{small: told && part == folded(part) && part != strings.ToUpper(part)}
		if len(words) == 1 && (!told || part != c.full) && f.lower[folded(part)] {
			k.doubt, unsure[folded(part)] = true, part
		}
		f.names.learn(part, k)
		f.names.small = f.names.small || k.small
		if len(words) > 1 {
			f.knowWords(words, k.small, unsure)
		}
	}
	if learnt {
		f.names.list = append(f.names.list, Name{Full: c.full, Initials: initials(c.full, ""), Found: c.found})
	}
}

// knowWords learns the words of a name, each of which may stand for it.
func (f *finder) knowWords(words []string, small bool, unsure map[string]string) {
	for _, word := range words {
		key := folded(word)
		if particles[word] || noNames[key] || f.own[key] || plainInitial(word) {
			continue
		}
		k := known{small: small, doubt: f.lower[key] && !small}
		if k.doubt {
			unsure[key] = word
		}
		f.names.learn(word, k)
	}
}

// parts are the stretches of a name that are looked for: without initials,
// since "J. Smith" has one already, and without words that are kept.
func (f *finder) parts(full string) []string {
	var out, part []string
	end := func() {
		for len(part) > 0 && particles[part[len(part)-1]] {
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
		if plainInitial(word) || f.names.keep[folded(word)] {
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
func (f *finder) leave(unsure map[string]string) {
	for key, word := range f.maybe {
		known := f.names.root != nil && f.names.root.next[string(rune(gapBreak))+key] != nil
		if !known && !noNames[key] && !seldom[key] && !f.lower[key] && !f.path[key] && !f.own[key] && !f.names.keep[key] {
			unsure[key] = word
		}
	}
	f.names.unsure = slices.Sorted(maps.Values(unsure))
}
