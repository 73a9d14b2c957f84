//go:build !no_parser

package main

import (
	"go/parser"
	"go/token"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) { _, _ = parser.ParseFile(token.NewFileSet(), out.Name(), nil, 0) })
}
