// One program of several processes, for the tests of such releases: its first argument says which it is.
//
//	-X main.behaviour=well|WHICH:dies|WHICH:3s|WHICH:silent|WHICH:sick
//	-X main.version=…
//
// SIGUSR1 makes one that serves sick.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

var (
	behaviour = "well"
	version   = "1"
)

func main() {
	log.SetFlags(0)
	which := os.Args[1]
	log.Printf("%s of version %s starts", which, version)
	how, _ := strings.CutPrefix(behaviour, which+":")
	if how == behaviour {
		how = "well"
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	switch how {
	case "dies":
		log.Fatalf("%s has lost its queue", which)
	case "3s":
		time.AfterFunc(3*time.Second, func() { log.Fatalf("%s has lost its queue", which) })
	}
	switch which {
	case "job":
		fmt.Println("the job is done by version " + version)
		return
	case "web", "api":
		if how != "silent" {
			go serve(how)
		}
	}
	<-stop
}

func serve(how string) {
	var sick atomic.Bool
	sick.Store(how == "sick")
	turn := make(chan os.Signal, 1)
	signal.Notify(turn, syscall.SIGUSR1)
	go func() { <-turn; sick.Store(true) }()
	listener, err := listen()
	if err != nil {
		log.Fatal(err)
	}
	notify()
	log.Fatal(http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Release", os.Getenv("GOFERRY_RELEASE"))
		if sick.Load() {
			http.Error(w, "the cache is cold", http.StatusInternalServerError)
			return
		}
		fmt.Fprintf(w, "version %s greeting %s\n", version, os.Getenv("GREETING"))
	})))
}

func listen() (net.Listener, error) {
	if pid, _ := strconv.Atoi(os.Getenv("LISTEN_PID")); pid == os.Getpid() {
		return net.FileListener(os.NewFile(3, "socket"))
	}
	return net.Listen("tcp", ":"+os.Getenv("PORT"))
}

func notify() {
	if socket := os.Getenv("NOTIFY_SOCKET"); socket != "" {
		if to, err := net.Dial("unixgram", socket); err == nil {
			to.Write([]byte("READY=1"))
			to.Close()
		}
	}
}
