// A service whose answers last: a download, one that ends some time after the program, a stream of events and a WebSocket, until somebody ends them.
// How it ends when systemd asks it to is chosen when it is linked:
//
//	-X main.behaviour=plain     it does not listen to SIGTERM, as a program that nobody wrote an end for
//	-X main.behaviour=graceful  http.Server.Shutdown without a limit, which knows nothing of WebSockets
//	-X main.behaviour=waits     the same, and it waits for its WebSockets
//	-X main.behaviour=brief     the same as graceful, for two seconds at most
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"
)

var (
	behaviour = "graceful"
	version   = "1"
	hijacked  sync.WaitGroup
	ending    = make(chan struct{}) // closed when it is told to end
)

const tick = 100 * time.Millisecond

func main() {
	log.SetFlags(0)
	listener, err := listen()
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/download", download)
	mux.HandleFunc("/rest", rest)
	mux.HandleFunc("/events", events)
	mux.HandleFunc("/socket", socket)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "version", version) })
	server := &http.Server{Handler: mux}
	notify("READY=1")
	if behaviour == "plain" {
		log.Fatal(server.Serve(listener))
	}
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer cancel()
	go server.Serve(listener)
	<-stop.Done()
	close(ending)
	limit := context.Background()
	if behaviour == "brief" {
		limit, cancel = context.WithTimeout(limit, 2*time.Second)
		defer cancel()
	}
	server.Shutdown(limit)
	if behaviour == "waits" {
		hijacked.Wait()
	}
}

// download sends ten parts a second, for as many seconds as are asked for.
func download(w http.ResponseWriter, r *http.Request) {
	seconds, _ := strconv.Atoi(r.URL.Query().Get("seconds"))
	part := make([]byte, 1000)
	w.Header().Set("Content-Length", strconv.Itoa(10*seconds*len(part)))
	for range 10 * seconds {
		if _, err := w.Write(part); err != nil {
			return
		}
		w.(http.Flusher).Flush()
		time.Sleep(tick)
	}
}

// rest goes on for so many seconds after the program was told to end, and then is whole.
func rest(w http.ResponseWriter, r *http.Request) {
	seconds, _ := strconv.Atoi(r.URL.Query().Get("seconds"))
	last := (<-chan time.Time)(nil)
	end := ending
	for {
		fmt.Fprint(w, "part")
		w.(http.Flusher).Flush()
		select {
		case <-end:
			last, end = time.After(time.Duration(seconds)*time.Second), nil
		case <-last:
			return
		case <-time.After(tick):
		}
	}
}

func events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	for r.Context().Err() == nil {
		fmt.Fprint(w, "data: tick\n\n")
		w.(http.Flusher).Flush()
		time.Sleep(tick)
	}
}

// socket does what every WebSocket library does: it takes the connection away from the server.
func socket(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	hijacked.Add(1)
	defer hijacked.Done()
	fmt.Fprint(conn, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n") // of the key in RFC 6455
	for {
		if _, err := conn.Write([]byte("\x81\x04tick")); err != nil {
			return
		}
		time.Sleep(tick)
	}
}

func listen() (net.Listener, error) {
	if pid, _ := strconv.Atoi(os.Getenv("LISTEN_PID")); pid == os.Getpid() {
		return net.FileListener(os.NewFile(3, "socket"))
	}
	return net.Listen("tcp", ":"+os.Getenv("PORT"))
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
