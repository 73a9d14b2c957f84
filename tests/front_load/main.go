// Steady HTTPS requests against a front door, each counted: what was lost, and how.
package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"
)

type tally struct {
	Sent     int            `json:"sent"`
	Lost     map[string]int `json:"lost"`
	Releases map[string]int `json:"releases"`
	Protos   map[string]int `json:"protos"`
	Slowest  float64        `json:"slowest"`
}

func over(address string, version int, keep bool) http.RoundTripper {
	if version == 3 {
		return over3(address, keep)
	}
	dialer := net.Dialer{Timeout: 30 * time.Second}
	transport := &http.Transport{
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, address)
		},
		TLSClientConfig:     &tls.Config{InsecureSkipVerify: true},
		ForceAttemptHTTP2:   version == 2,
		DisableKeepAlives:   !keep,
		MaxIdleConnsPerHost: 64,
	}
	if version == 1 {
		transport.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{}
	}
	return transport
}

func main() {
	address := flag.String("address", "", "IP:PORT that every name leads to")
	url := flag.String("url", "", "what to ask")
	rate := flag.Int("rate", 300, "requests a second")
	version := flag.Int("http", 1, "1 for HTTP/1.1, 2 or 3")
	keep := flag.Bool("keep", false, "keep connections")
	flag.Parse()
	client := &http.Client{Transport: over(*address, *version, *keep), Timeout: 60 * time.Second}
	found := tally{Lost: map[string]int{}, Releases: map[string]int{}, Protos: map[string]int{}}
	var lock sync.Mutex
	var under sync.WaitGroup
	ask := func() {
		defer under.Done()
		since := time.Now()
		// A POST is sent again only where the server said that it did not look at it.
		request, _ := http.NewRequest(http.MethodPost, *url, strings.NewReader("hello, hello"))
		reply, err := client.Do(request)
		why, release, proto := "", "", ""
		if err == nil {
			_, err = io.Copy(io.Discard, reply.Body)
			reply.Body.Close()
			release, proto = reply.Header.Get("X-Release"), reply.Proto
			if reply.StatusCode >= 500 {
				why = reply.Status
			}
		}
		if err != nil {
			why = err.Error()
		}
		lock.Lock()
		defer lock.Unlock()
		found.Sent++
		found.Slowest = max(found.Slowest, time.Since(since).Seconds())
		if why != "" {
			found.Lost[why]++
			return
		}
		found.Releases[release]++
		found.Protos[proto]++
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	turns := time.NewTicker(time.Second / time.Duration(*rate))
	fmt.Println("begun")
	for going := true; going; {
		select {
		case <-turns.C:
			under.Add(1)
			go ask()
		case <-stop:
			going = false
		}
	}
	under.Wait()
	json.NewEncoder(os.Stdout).Encode(found)
}
