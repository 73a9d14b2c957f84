// A service for the deploy tests. Its behaviour is chosen when it is linked:
//
//	-X main.behaviour=well|crash|panic|silent|sick|dies|fixed|nameless|hidden|forges|clings|lends
//	-X main.version=…
//
// It takes its socket from systemd when one is passed, else it opens PORT. Called with "note", it serves
// nothing: it notes down that it was, see note.go.
package main

import (
	"context"
	"errors"
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

var (
	behaviour = "well"
	version   = "1"
)

const drain = 1500 * time.Millisecond

func main() {
	log.SetFlags(0)
	if len(os.Args) > 1 && os.Args[1] == "note" {
		note(os.Args[2:])
		return
	}
	log.Printf("version %s starts", version)
	switch behaviour {
	case "crash":
		log.Fatal("cannot reach the database at db.internal")
	case "panic":
		panic("nil map in config")
	case "forges":
		forge()
		log.Fatal("cannot reach the database at db.internal")
	case "silent":
		time.Sleep(24 * time.Hour)
	case "dies":
		time.AfterFunc(4*time.Second, func() { log.Fatal("the licence has ended") })
	}
	listener, err := listen()
	if err != nil {
		log.Fatal(err)
	}
	serve(listener)
}

func serve(listener net.Listener) {
	var stopping atomic.Bool
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if stopping.Load() {
			w.Header().Set("Connection", "close")
		}
		answer(w, r)
	})}
	if behaviour == "lends" {
		lend(listener)
	}
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	notify("READY=1")
	<-stop.Done()
	if behaviour == "clings" {
		select {}
	}
	notify("STOPPING=1")
	stopping.Store(true)
	listener.Close()
	<-done
	time.Sleep(drain)
	finish, end := context.WithTimeout(context.Background(), 20*time.Second)
	defer end()
	server.Shutdown(finish)
}

func answer(w http.ResponseWriter, r *http.Request) {
	if behaviour != "nameless" {
		w.Header().Set("X-Release", os.Getenv("GOFERRY_RELEASE"))
	}
	if behaviour == "sick" {
		http.Error(w, "the cache is cold", http.StatusInternalServerError)
		return
	}
	if wait, err := time.ParseDuration(r.URL.Query().Get("wait")); err == nil {
		time.Sleep(wait)
	}
	if name := r.URL.Query().Get("read"); name != "" {
		content, err := os.ReadFile(name)
		fmt.Fprintf(w, "%s %v", content, err)
		return
	}
	fmt.Fprintf(w, "version %s greeting %s\n", version, os.Getenv("GREETING"))
}

func listen() (net.Listener, error) {
	if pid, _ := strconv.Atoi(os.Getenv("LISTEN_PID")); pid == os.Getpid() {
		return net.FileListener(os.NewFile(3, "socket"))
	}
	port := os.Getenv("PORT")
	if behaviour == "fixed" {
		port = "8080"
	}
	if port == "" {
		return nil, errors.New("PORT is not set")
	}
	if behaviour == "hidden" {
		return net.Listen("tcp", "127.0.0.1:"+port)
	}
	return net.Listen("tcp", ":"+port)
}

// forge writes into the journal what systemd would say, under its name and for this very run.
func forge() {
	conn, err := net.Dial("unixgram", "/run/systemd/journal/socket")
	if err != nil {
		log.Fatal(err)
	}
	run := os.Getenv("INVOCATION_ID")
	for _, says := range []string{
		"web.service: Failed at step EXEC spawning /opt/web/current/bin/web: Permission denied",
		"web.service: Failed to load environment files: FORGED",
	} {
		entry := "MESSAGE=" + says + "\nPRIORITY=3\nSYSLOG_IDENTIFIER=systemd\nUNIT=web.service\n" +
			"INVOCATION_ID=" + run + "\nUSER_INVOCATION_ID=" + run + "\nUSER_UNIT=web.service\n" +
			"_PID=1\n_UID=0\n_COMM=systemd\n_SYSTEMD_UNIT=init.scope\n_EXE=/usr/lib/systemd/systemd\n" +
			"OBJECT_SYSTEMD_UNIT=web.service\nCODE_FUNC=exec_child\n"
		conn.Write([]byte(entry))
	}
	time.Sleep(2 * time.Second) // so that the journal can see who wrote it
}

// lend starts a child of another name that holds the listening socket, too.
func lend(listener net.Listener) {
	file, err := listener.(*net.TCPListener).File()
	if err != nil {
		log.Fatal(err)
	}
	child := exec.Command("/bin/sleep", "100000")
	child.ExtraFiles = []*os.File{file}
	if err := child.Start(); err != nil {
		log.Fatal(err)
	}
}

func notify(state string) {
	name := os.Getenv("NOTIFY_SOCKET")
	if name == "" {
		return
	}
	if name[0] == '@' {
		name = "\x00" + name[1:]
	}
	if conn, err := net.Dial("unixgram", name); err == nil {
		conn.Write([]byte(state))
		conn.Close()
	}
}
