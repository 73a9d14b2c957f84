//go:build !no_png

package main

import (
	"image/png"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) {
		if img, err := png.Decode(out); err == nil {
			_ = png.Encode(out, img)
		}
	})
}
