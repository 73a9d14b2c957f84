//go:build !no_xml

package main

import (
	"encoding/xml"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) { _ = xml.NewEncoder(out).Encode(struct{ Name string }{out.Name()}) })
}
