//go:build !no_html

package main

import (
	"html/template"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) { _ = template.Must(template.New("t").Parse(out.Name())).Execute(out, uses) })
}
