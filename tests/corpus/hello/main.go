// Command hello is small, yet has one of everything that a size engine must explain.
package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"sort"
	"strings"
)

//go:embed files
var files embed.FS

//go:embed files/small.txt
var greeting string

type guest struct {
	Name  string `json:"name"`
	Tags  []string
	Notes map[string]pair[int, string]
}

type pair[A any, B any] struct {
	First  A
	Second B
}

func (p pair[A, B]) String() string { return fmt.Sprint(p.First, " and ", p.Second) }

var table = [...]uint64{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3}

func walk(from fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(from, ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, path)
		}
		return err
	})
	sort.Slice(names, func(a, b int) bool { return names[a] < names[b] })
	return names, err
}

func main() {
	names, err := walk(files)
	if err != nil {
		fmt.Fprintln(os.Stderr, "the embedded files cannot be listed:", err)
		os.Exit(1)
	}
	who := guest{Name: strings.TrimSpace(greeting), Tags: names}
	who.Notes = map[string]pair[int, string]{"sum": {First: int(table[len(names)%16]), Second: "and a sentence of its own"}}
	text, err := json.Marshal(who)
	fmt.Println(string(text), who.Notes["sum"], err)
}
