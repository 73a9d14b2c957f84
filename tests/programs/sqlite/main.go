// A program whose data lies in SQLite's own C code: it counts what it wrote, and names the engine.
package main

import (
	"database/sql"
	"fmt"
	"os"

	_ "github.com/mattn/go-sqlite3"
)

func main() {
	if err := ask(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func ask() error {
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		return err
	}
	defer db.Close()
	var version string
	var count int
	const question = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 42) " +
		"SELECT sqlite_version(), count(*) FROM n"
	if err := db.QueryRow(question).Scan(&version, &count); err != nil {
		return err
	}
	fmt.Println("sqlite", version, "counts", count)
	return nil
}
