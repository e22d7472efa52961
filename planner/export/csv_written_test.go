package export

import (
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// A row tells of every value in it that it was written so, and of no other.
func TestWritten(t *testing.T) {
	for _, mark := range []string{"", "=", "a\u2028b\x1b"} {
		s := dataOf(t, dataPlan(mark), dataHistory(mark), Choice{})
		for _, tab := range tables {
			for _, raw := range []bool{false, true} {
				one := *s
				one.Choice.Raw = raw
				rows := rowsOf(t, tableOf(t, &one, tab.name))
				at := slices.Index(rows[0], ColumnWritten)
				if (at == len(rows[0])-1) != tab.comesBack() {
					t.Fatalf("%s has the column at %d", tab.name, at)
				}
				taken, _ := Columns(tab.kind)
				for _, row := range rows[1:] {
					wantWritten(t, rows[0], row, taken, raw)
				}
			}
		}
	}
}

func wantWritten(t *testing.T, head, row, taken []string, raw bool) {
	t.Helper()
	if taken == nil {
		return
	}
	w, ok := ParseWritten(row[len(row)-1])
	if !ok || w.Plan != "K3XQ7P" || w.String() != row[len(row)-1] || len(w.Sums) != sumLetters*len(taken) {
		t.Fatalf("%q is read as %+v", row[len(row)-1], w)
	}
	id := dataID(row[1])
	for i, name := range head {
		if !slices.Contains(taken, name) {
			continue
		}
		text := row[i]
		if !raw {
			text = UnquoteCell(text)
		}
		other := id
		other.N++
		if !w.Has(id, name, text) || w.Has(id, name, text+"x") || w.Has(id, name+"x", text) || w.Has(other, name, text) {
			t.Errorf("%s of %s: %q", name, id, text)
		}
	}
}

func TestParseWritten(t *testing.T) {
	for _, bad := range []string{"", ".abcd", "toolong.abcd", "K3XQ7P.abc", "K3XQ7P.abc1", "K3XQ7P.ABCD", "K3XQ7P.ab d", "a b.abcd", "é.abcd", "x." + strings.Repeat("abcd", 65)} {
		if w, ok := ParseWritten(bad); ok {
			t.Errorf("%q is read as %+v", bad, w)
		}
	}
	w, ok := ParseWritten("K3XQ7P")
	if !ok || w.Has(planner.ID{Kind: planner.KindAction, N: 1}, "title", "") {
		t.Errorf("without sums it is %+v", w)
	}
}
