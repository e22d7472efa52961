package command_test

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// networking are packages that a program needs to talk to others; one that
// ends in a slash stands for all below it.
var networking = []string{
	"net/http", "net/http/", "net/rpc", "net/rpc/", "net/smtp", "net/mail", "net/textproto",
	"crypto/tls", "crypto/x509", "log/syslog", "expvar",
	"golang.org/x/net/", "golang.org/x/crypto/ssh", "golang.org/x/crypto/ssh/",
	"google.golang.org/grpc", "google.golang.org/grpc/", "github.com/quic-go/", "github.com/gorilla/websocket",
}

// mayImportNet are the importers of net that open no connection, by system;
// "" is every system. Both want its types only.
var mayImportNet = map[string]string{
	"github.com/spf13/pflag":   "",        // flags that hold an IP address
	"golang.org/x/sys/windows": "windows", // the system's own calls
}

// imports gives what each package of the built program imports.
func imports(t *testing.T, system string) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "waymark")
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("list the program's packages: %v", err)
	}
	graph := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		graph[words[0]] = words[1:]
	}
	return graph
}

// brought is the shortest way from the program to a package, for people who
// look for what brought it.
func brought(graph map[string][]string, to string) string {
	from := map[string]string{"waymark": ""}
	for queue := []string{"waymark"}; len(queue) > 0; queue = queue[1:] {
		for _, next := range graph[queue[0]] {
			if _, seen := from[next]; !seen {
				from[next] = queue[0]
				queue = append(queue, next)
			}
		}
	}
	way := []string{to}
	for at := from[to]; at != ""; at = from[at] {
		way = append(way, at)
	}
	slices.Reverse(way)
	return strings.Join(way, " → ")
}

// networked says what in a program's packages could reach a network.
func networked(graph map[string][]string, system string) []string {
	var found []string
	for _, name := range slices.Sorted(maps.Keys(graph)) {
		if slices.ContainsFunc(networking, func(n string) bool {
			return name == n || strings.HasSuffix(n, "/") && strings.HasPrefix(name, n)
		}) {
			found = append(found, fmt.Sprintf("%s is in the program: %s", name, brought(graph, name)))
		}
		where, allowed := mayImportNet[name]
		if slices.Contains(graph[name], "net") && (!allowed || where != "" && where != system) {
			found = append(found, fmt.Sprintf("%s imports net: %s → net", name, brought(graph, name)))
		}
	}
	return found
}

// The program has no network in it, on any system it is built for: nothing
// that its packages import could open a connection.
func TestNoNetwork(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		t.Run(system, func(t *testing.T) {
			graph := imports(t, system)
			if len(graph["waymark/store"]) == 0 || len(graph["waymark/tui"]) == 0 {
				t.Fatalf("%d packages, and not the program's own: the test shows nothing", len(graph))
			}
			for _, found := range networked(graph, system) {
				t.Errorf("on %s, %s", system, found)
			}
			for name := range graph {
				if name == "testing" || strings.HasPrefix(name, "waymark/") && strings.HasSuffix(name, "/hostile") {
					t.Errorf("on %s, %s is in the program and is for tests only: %s", system, name, brought(graph, name))
				}
			}
		})
	}
}

// The test of the network finds one that is there, and says how it came in.
func TestNoNetworkFinds(t *testing.T) {
	graph := map[string][]string{
		"waymark":                                {"a", "github.com/spf13/pflag"},
		"a":                                      {"b", "golang.org/x/sys/windows"},
		"b":                                      {"net/http"},
		"net/http":                               {"net", "golang.org/x/net/http2"},
		"golang.org/x/net/http2":                 nil,
		"github.com/spf13/pflag":                 {"net"},
		"golang.org/x/sys/windows":               {"net"},
		"net":                                    {"vendor/golang.org/x/net/dns/dnsmessage"},
		"vendor/golang.org/x/net/dns/dnsmessage": nil, // a part of net itself
	}
	want := []string{
		"golang.org/x/net/http2 is in the program: waymark → a → b → net/http → golang.org/x/net/http2",
		"golang.org/x/sys/windows imports net: waymark → a → golang.org/x/sys/windows → net",
		"net/http is in the program: waymark → a → b → net/http",
		"net/http imports net: waymark → a → b → net/http → net",
	}
	if got := networked(graph, "linux"); !slices.Equal(got, want) {
		t.Errorf("found:\n%s", strings.Join(got, "\n"))
	}
}
