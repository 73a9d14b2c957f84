//go:build !no_http

package main

import (
	"net/http"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) { _ = http.ListenAndServe(out.Name(), nil) })
}
