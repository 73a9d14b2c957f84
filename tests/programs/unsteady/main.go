// A service that is well at first. The last line of its own file says what becomes of it, and when:
//
//	#well|end|leave|killed|panic|fork|sick|hang SECONDS VERSION
//
// It opens PORT, or takes its socket from systemd when one is passed.
package main

import (
	"bytes"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(0)
	does, after, version := fate()
	log.Printf("version %s: %s after %s", version, does, after)
	if len(os.Args) > 1 { // the child of a fork only stays
		time.Sleep(time.Hour)
	}
	var changed atomic.Bool
	time.AfterFunc(after, func() { befall(does, &changed) })
	listener, err := listen()
	if err != nil {
		log.Fatal(err)
	}
	go leaveWhenAsked(listener)
	http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Release", os.Getenv("GOFERRY_RELEASE"))
		if changed.Load() && does == "hang" {
			select {}
		}
		if changed.Load() && does == "sick" {
			http.Error(w, "the cache is cold", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintf(w, "version %s\n", version)
	}))
	select {}
}

// leaveWhenAsked takes no new request, and gives those under way a moment.
func leaveWhenAsked(listener net.Listener) {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM)
	<-asked
	listener.Close()
	time.Sleep(500 * time.Millisecond)
	os.Exit(0)
}

// fate reads what is to become of this program.
func fate() (does string, after time.Duration, version string) {
	content, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		log.Fatal(err)
	}
	words := bytes.Fields(content[bytes.LastIndexByte(content, '#')+1:])
	after, err = time.ParseDuration(string(words[1]) + "s")
	if err != nil {
		log.Fatal(err)
	}
	return string(words[0]), after, string(words[2])
}

func befall(does string, changed *atomic.Bool) {
	switch does {
	case "end":
		log.Fatal("the licence has ended")
	case "leave":
		os.Exit(0)
	case "killed":
		syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case "panic":
		panic("nil map in config")
	case "fork": // a child of it stays, and it goes itself
		if err := exec.Command("/proc/self/exe", "child").Start(); err != nil {
			log.Fatal(err)
		}
		os.Exit(0)
	}
	changed.Store(true)
}

func listen() (net.Listener, error) {
	if pid, _ := strconv.Atoi(os.Getenv("LISTEN_PID")); pid == os.Getpid() {
		defer ready()
		return net.FileListener(os.NewFile(3, "socket"))
	}
	return net.Listen("tcp", ":"+os.Getenv("PORT"))
}

func ready() {
	if conn, err := net.Dial("unixgram", os.Getenv("NOTIFY_SOCKET")); err == nil {
		conn.Write([]byte("READY=1"))
		conn.Close()
	}
}
