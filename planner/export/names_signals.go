package export

import "strings"

// signals reads what the words of a text tell by themselves: that many people
// are called so, that something is theirs, that a title stands before them.
func (f *finder) signals(titled bool) {
	for i := 0; i < len(f.atoms); i++ {
		a := &f.atoms[i]
		if !a.capital {
			continue
		}
		if titles.has(f.word(i)) {
			f.afterTitle(i)
			continue
		}
		if !f.nameWord(i) {
			continue
		}
		if word := f.word(i); f.maybe[word] == "" && !a.alone {
			f.maybe[word] = f.text[a.from:a.to]
		}
		end := f.joined(i)
		if f.isCalled(i, end, titled) {
			f.called[folded(f.full(i, end))] = f.full(i, end)
		} else if end < len(f.atoms) && f.atoms[end].gap == gapQuote && f.word(end) == "s" {
			f.candidates = append(f.candidates, candidate{f.full(i, end), Words, true})
		}
		i = end - 1
	}
	f.beside()
}

// afterTitle takes the name after a title, as in "Dr. Smith".
func (f *finder) afterTitle(i int) {
	next := i + 1
	if next >= len(f.atoms) {
		return
	}
	if g := f.atoms[next].gap; g == gapSpace || g == gapDot {
		f.listed(next, Words, g == gapDot)
	}
}

// longestListed is how many bytes a name has at most to be looked up.
const longestListed = 40

// isCalled reports whether many people are called like the word from i to end.
// What is a word besides tells nothing as it begins a sentence, or behind an
// article.
func (f *finder) isCalled(i, end int, titled bool) bool {
	if seldom.has(f.word(i)) || f.atoms[end-1].to-f.atoms[i].from > longestListed {
		return false
	}
	name, word := inList(f.word(i))
	if !name && end > i+1 {
		name, word = inList(folded(f.text[f.atoms[i].from:f.atoms[end-1].to]))
	}
	return name && (!word || !f.atoms[i].first && !titled && !ofThings.has(f.word(i-1)) && !f.does(end))
}

// does reports whether what follows a word makes it one that says what to do,
// as in "mark the day".
func (f *finder) does(end int) bool {
	return end < len(f.atoms) && f.atoms[end].gap == gapSpace && objects.has(f.word(end))
}

// beside notes words with capitals that stand beside each other: if one is a
// name, so may the others be.
func (f *finder) beside() {
	for i := 0; i < len(f.atoms); {
		end, words := f.run(i)
		if words > 1 && len(f.runs) < mostLists {
			key := f.text[f.atoms[i].from:f.atoms[end-1].to]
			f.runs[key] = f.runs[key] || !f.atoms[i].first
		}
		i = max(end, i+1)
	}
}

// mostBeside is how many words a run has at most.
const mostBeside = 8

// run is where words with capitals end that begin at an atom and stand beside
// each other, and how many they are.
func (f *finder) run(i int) (end, words int) {
	end = i
	for at := i; at < len(f.atoms) && words < mostBeside; {
		a := &f.atoms[at]
		switch apart := at > i && a.gap != gapSpace && (a.gap != gapDot || !f.atoms[at-1].alone); {
		case apart:
			return end, words
		case f.initialAt(at):
			at++
		case f.nameWord(at):
			at = f.joined(at)
			end, words = at, words+1
		case words > 0 && a.lower && particles.has(f.word(at)):
			at++
		default:
			return end, words
		}
	}
	return end, words
}

// widened are the names that known ones are parts of: with "Dana" known, "Dana
// Smith". Words that are common end them.
func (f *finder) widened(names map[string]candidate) []string {
	known := map[string]bool{}
	for _, c := range names {
		for word := range nameWords(c.full) {
			if key := folded(word); !f.glue(word) && !noNames.has(key) && !titles.has(key) && !f.own[key] && (c.found == First || !f.common(key)) {
				known[key] = true
			}
		}
	}
	var out []string
	for run, inside := range f.runs {
		out = append(out, f.widen(run, inside, known)...)
	}
	return out
}

// glue reports what joins the words of a name: an initial or a small word.
func (*finder) glue(word string) bool { return particles.has(word) || plainInitial(word) }

// widen gives the names within a run. Its first word is part of one only if it
// is known, or doesn't begin a sentence.
func (f *finder) widen(run string, inside bool, known map[string]bool) []string {
	var words []string
	for word := range nameWords(run) {
		words = append(words, word)
	}
	joins := func(i int) bool {
		key := folded(words[i])
		return f.glue(words[i]) || known[key] || !f.common(key) && !seldom.has(key) && !f.own[key] && !f.names.keep[key] && (i > 0 || inside)
	}
	var out []string
	for i := 0; i < len(words); i++ {
		if !known[folded(words[i])] {
			continue
		}
		from, to := i, i+1
		for from > 0 && joins(from-1) {
			from--
		}
		for to < len(words) && joins(to) {
			to++
		}
		for to > i+1 && f.glue(words[to-1]) {
			to--
		}
		if to-from > 1 {
			out = append(out, strings.Join(words[from:to], " "))
		}
		i = to
	}
	return out
}
