// A service that writes much, and that ends in the way that it is asked for:
//
//	GET /exit, /panic, /file, /port    the end
//	GET /write?rate=1000&seconds=5     JSON lines, numbered through all runs of the server's boot
//
// It opens PORT, and writes READY=1 and WATCHDOG=1 to systemd until GET /hang.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync/atomic"
	"time"
)

var (
	behaviour = "well"
	version   = "1"
	hangs     atomic.Bool
	run       = time.Now().UnixNano()
	number    atomic.Int64
)

func main() {
	log.SetFlags(0)
	log.Printf("version %s starts", version)
	if behaviour == "fails" {
		log.Fatal("the licence has ended")
	}
	address := ":" + os.Getenv("PORT")
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	notify("READY=1")
	go tellThatItLives()
	go write(rate(os.Getenv("WRITE_RATE")), 24*time.Hour)
	http.HandleFunc("/exit", func(http.ResponseWriter, *http.Request) {
		log.Print("cannot reach the database at db.internal")
		os.Exit(3)
	})
	http.HandleFunc("/panic", func(http.ResponseWriter, *http.Request) {
		go func() { panic("nil map in config") }()
	})
	http.HandleFunc("/file", func(http.ResponseWriter, *http.Request) {
		_, err := os.Open("prices.csv")
		log.Fatal(err)
	})
	http.HandleFunc("/port", func(http.ResponseWriter, *http.Request) {
		_, err := net.Listen("tcp", address)
		log.Fatal(err)
	})
	http.HandleFunc("/hang", func(http.ResponseWriter, *http.Request) { hangs.Store(true) })
	http.HandleFunc("/write", func(_ http.ResponseWriter, r *http.Request) {
		seconds := rate(r.FormValue("seconds"))
		go write(rate(r.FormValue("rate")), time.Duration(seconds)*time.Second)
	})
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Release", os.Getenv("GOFERRY_RELEASE"))
		fmt.Fprintf(w, "version %s\n", version)
	})
	log.Fatal(http.Serve(listener, nil))
}

// write so many lines a second, each in one call, so that none is lost when the program is killed.
func write(each int, long time.Duration) {
	if each == 0 {
		return
	}
	until := time.Now().Add(long)
	beat := time.NewTicker(20 * time.Millisecond)
	for now := range beat.C {
		if now.After(until) {
			return
		}
		for range max(each/50, 1) {
			fmt.Printf("{\"level\":\"info\",\"msg\":\"one of many\",\"run\":%d,\"n\":%d}\n", run, number.Add(1))
		}
	}
}

func rate(text string) int {
	number, _ := strconv.Atoi(text)
	return number
}

func tellThatItLives() {
	for !hangs.Load() {
		notify("WATCHDOG=1")
		time.Sleep(200 * time.Millisecond)
	}
}

func notify(state string) {
	line, err := net.Dial("unixgram", os.Getenv("NOTIFY_SOCKET"))
	if err == nil {
		line.Write([]byte(state))
		line.Close()
	}
}
