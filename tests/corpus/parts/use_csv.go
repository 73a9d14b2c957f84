//go:build !no_csv

package main

import (
	"encoding/csv"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) { _ = csv.NewWriter(out).Write([]string{out.Name()}) })
}
