//go:build !no_gob

package main

import (
	"encoding/gob"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) { _ = gob.NewEncoder(out).Encode(map[string]int{out.Name(): 1}) })
}
