package export

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// palettes are the colours of the page by their names, in light and dark.
func palettes(t *testing.T) map[string]map[string]string {
	t.Helper()
	out := map[string]map[string]string{}
	blocks := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllStringSubmatch(styleSheet, -1)
	for i, name := range []string{"light", "dark"} {
		out[name] = map[string]string{}
		for _, v := range regexp.MustCompile(`--(\w+): (#[0-9a-f]{6});`).FindAllStringSubmatch(blocks[i][1], -1) {
			out[name][v[1]] = v[2]
		}
	}
	if len(blocks) != 2 || len(out["light"]) < 6 || len(out["light"]) != len(out["dark"]) {
		t.Fatalf("%d palettes, of %d and %d colours", len(blocks), len(out["light"]), len(out["dark"]))
	}
	return out
}

// luminance and contrast are those of WCAG 2.2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	part := func(shift int) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Words have a contrast of 4.5 to 1 at least and shapes of 3 to 1, in both
// palettes.
func TestHTMLContrast(t *testing.T) {
	if got := contrast(t, "#000000", "#ffffff"); math.Abs(got-21) > 0.001 {
		t.Fatalf("black on white has %f", got)
	}
	for name, colours := range palettes(t) {
		for _, pair := range []struct {
			front, back string
			least       float64
		}{
			{"ink", "paper", 7},
			{"soft", "paper", 4.5},
			{"accent", "paper", 4.5},
			{"ink", "wash", 7},
			{"soft", "wash", 4.5},
			{"accent", "wash", 4.5},
			{"line", "paper", 3},
			{"line", "wash", 3},
		} {
			if got := contrast(t, colours[pair.front], colours[pair.back]); got < pair.least {
				t.Errorf("%s: %s on %s has %.2f, and %.1f is the least", name, pair.front, pair.back, got, pair.least)
			}
		}
	}
}

// All colours are those of the palettes, dark ones are for screens only, and
// every class of the page is in the style sheet and the other way round.
func TestHTMLStyleSheet(t *testing.T) {
	if got := len(regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl)a?\(`).FindAllString(styleSheet, -1)); got != 2*len(palettes(t)["light"]) {
		t.Errorf("%d colours in all", got)
	}
	if strings.Count(styleSheet, "prefers-color-scheme") != 1 || !strings.Contains(styleSheet, "@media screen and (prefers-color-scheme: dark)") {
		t.Error("a printed page might be dark")
	}
	used := map[string]bool{}
	for _, v := range regexp.MustCompile(` class="([^"]*)"`).FindAllStringSubmatch(htmlOf(t, samplePage()), -1) {
		for name := range strings.FieldsSeq(v[1]) {
			used[name] = true
		}
	}
	styled := map[string]bool{}
	for _, v := range regexp.MustCompile(`\.([a-z][a-z-]*)`).FindAllStringSubmatch(regexp.MustCompile(`\{[^{}]*\}`).ReplaceAllString(styleSheet, "{}"), -1) {
		styled[v[1]] = true
	}
	for name := range used {
		if !styled[name] {
			t.Errorf("the class %s has no style", name)
		}
	}
	for name := range styled {
		if !used[name] {
			t.Errorf("no element has the class %s", name)
		}
	}
}
