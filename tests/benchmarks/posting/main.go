// Posting sends POSTs to servers at a steady rate, each over a new connection, and never twice.
//
//	posting RATE http://ADDRESS:PORT/…
//
// It says "begun", goes on until SIGTERM, waits for the requests on their way, and prints one JSON
// object: how many were sent, how many got no good answer and by what cause, and for how many
// seconds there still was an answer other than the last one of the same server.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

type tally struct {
	sync.Mutex
	Sent   int            `json:"sent"`
	Lost   int            `json:"lost"`
	Causes map[string]int `json:"causes"`
	Served float64        `json:"served"`
	begun  time.Time
	said   map[string]string
}

func main() {
	rate, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer cancel()
	client := &http.Client{
		Timeout:   30 * time.Second,
		Transport: &http.Transport{DisableKeepAlives: true},
	}
	count := &tally{Causes: map[string]int{}, said: map[string]string{}, begun: time.Now()}
	var all sync.WaitGroup
	fmt.Println("begun")
	for _, url := range os.Args[2:] {
		all.Add(1)
		go func() {
			defer all.Done()
			post(ctx, client, url, rate, count)
		}()
	}
	all.Wait()
	if err := json.NewEncoder(os.Stdout).Encode(count); err != nil {
		panic(err)
	}
}

func post(ctx context.Context, client *http.Client, url string, rate int, count *tally) {
	var under sync.WaitGroup
	defer under.Wait()
	beat := time.NewTicker(time.Second / time.Duration(rate))
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
			under.Add(1)
			go func() {
				defer under.Done()
				asked := time.Now()
				said, cause := once(client, url)
				count.add(url, asked, said, cause)
			}()
		}
	}
}

func once(client *http.Client, url string) (said, cause string) {
	reply, err := client.Post(url, "text/plain", strings.NewReader("x"))
	if err != nil {
		words := strings.Split(err.Error(), ": ")
		return "", words[len(words)-1]
	}
	defer reply.Body.Close()
	body, err := io.ReadAll(reply.Body)
	if err != nil {
		return "", "cut"
	}
	if reply.StatusCode >= http.StatusInternalServerError {
		return "", strconv.Itoa(reply.StatusCode)
	}
	return string(body), ""
}

func (t *tally) add(url string, asked time.Time, said, cause string) {
	t.Lock()
	defer t.Unlock()
	t.Sent++
	if cause != "" {
		t.Lost++
		t.Causes[cause]++
		return
	}
	before, known := t.said[url]
	if known && before != said {
		t.Served = max(t.Served, asked.Sub(t.begun).Seconds())
	}
	t.said[url] = said
}
