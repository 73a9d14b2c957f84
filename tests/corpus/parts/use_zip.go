//go:build !no_zip

package main

import (
	"archive/zip"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) {
		if r, err := zip.OpenReader(out.Name()); err == nil {
			_ = r.Close()
		}
	})
}
