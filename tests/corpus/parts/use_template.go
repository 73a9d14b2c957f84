//go:build !no_template

package main

import (
	"os"
	"text/template"
)

func init() {
	uses = append(uses, func(out *os.File) { _ = template.Must(template.New("t").Parse(out.Name())).Execute(out, uses) })
}
