package main

import (
	"fmt"
	"log"
	"os"
	"time"
)

// note is a release command: it adds a line to the file "noted" in the data folder, waits as long as its
// second word says, and ends as its first one says: "well", or "badly".
func note(words []string) {
	log.Printf("noting as %q", words)
	file, err := os.OpenFile(os.Getenv("STATE_DIRECTORY")+"/noted", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o640)
	if err != nil {
		log.Fatal(err)
	}
	where, _ := os.Getwd()
	fmt.Fprintf(file, "version %s greeting %s in %s\n", version, os.Getenv("GREETING"), where)
	if len(words) > 1 {
		wait, err := time.ParseDuration(words[1])
		if err != nil {
			log.Fatal(err)
		}
		time.Sleep(wait)
	}
	if words[0] == "badly" {
		log.Print("no such table: users")
		os.Exit(3)
	}
	log.Print("noted")
}
