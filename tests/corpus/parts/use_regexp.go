//go:build !no_regexp

package main

import (
	"os"
	"regexp"
)

func init() {
	uses = append(uses, func(out *os.File) { _, _ = out.WriteString(regexp.MustCompile(out.Name()).FindString(out.Name())) })
}
