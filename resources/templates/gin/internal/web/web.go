// Package web holds the pages and their assets, built into the program.
package web

import (
	"embed"
	"io/fs"
)

//go:embed static templates
var files embed.FS

// What the handlers serve; the folders' own names are not part of any address.
var (
	Static    = folder("static")
	Templates = folder("templates")
)

func folder(name string) fs.FS {
	sub, err := fs.Sub(files, name)
	if err != nil {
		panic(err) // the name stands in the line above go:embed
	}
	return sub
}
