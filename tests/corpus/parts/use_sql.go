//go:build !no_sql

package main

import (
	"database/sql"
	"os"
)

func init() {
	uses = append(uses, func(out *os.File) {
		if db, err := sql.Open(out.Name(), ""); err == nil {
			_ = db.Ping()
		}
	})
}
