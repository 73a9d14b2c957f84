//go:build !no_slog

package main

import (
	"log/slog"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) { slog.New(slog.NewJSONHandler(out, nil)).Info(out.Name()) })
}
