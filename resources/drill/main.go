// Asks one service on this computer's loopback at a steady rate, and writes down what came of each
// request. GoFerry builds it with the user's own Go for a drill, and takes it away afterwards.
//
// A request is due at its moment whether or not those before it were answered, so that a service
// that stands still loses or delays as many as it would in truth. Nothing is asked twice.
//
//	begun MICROSECONDS               since 1970, of the first request
//	request DUE TOOK STATUS RELEASE  microseconds since then; a lost one has a word for its status
//	end REQUESTS
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	mostRate     = 1000
	mostSeconds  = 600
	mostRequests = 100_000
	mostAtOnce   = 2048
	patience     = 30 * time.Second
)

type shot struct {
	due, took time.Duration
	status    string
	release   string
}

type aim struct {
	asker   *http.Client
	method  string
	address string
	rate    int
	most    time.Duration
}

func main() {
	address := flag.String("url", "", "what to ask; only a loopback address")
	method := flag.String("method", http.MethodGet, "GET or POST")
	rate := flag.Int("rate", 200, "requests a second")
	seconds := flag.Int("seconds", 60, "for how long at most; SIGTERM ends it earlier")
	keep := flag.Bool("keep", false, "use connections again, as browsers do")
	flag.Parse()
	if err := checked(*address, *rate, *seconds); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	stop, done := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer done()
	begun := time.Now()
	one := aim{client(*keep), *method, *address, *rate, time.Duration(*seconds) * time.Second}
	tell(begun, one.load(stop, begun))
}

func checked(address string, rate, seconds int) error {
	where, err := url.Parse(address)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(where.Hostname()); ip == nil || !ip.IsLoopback() {
		return errors.New("only a loopback address may be asked")
	}
	if rate < 1 || rate > mostRate || seconds < 1 || seconds > mostSeconds {
		return errors.New("the rate or the time is out of bounds")
	}
	return nil
}

func client(keep bool) *http.Client {
	return &http.Client{
		Timeout: patience,
		Transport: &http.Transport{
			DisableKeepAlives:   !keep,
			MaxIdleConnsPerHost: mostAtOnce,
			// Whether requests are lost is asked here, by address; who answers is no question.
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func (a aim) load(stop context.Context, begun time.Time) []shot {
	var (
		shots  []shot
		lock   sync.Mutex
		all    sync.WaitGroup
		places = make(chan struct{}, mostAtOnce)
	)
	for n := 0; n < mostRequests; n++ {
		due := time.Duration(n) * time.Second / time.Duration(a.rate)
		if due >= a.most || !reached(stop, begun.Add(due)) {
			break
		}
		places <- struct{}{}
		all.Add(1)
		go func() {
			defer all.Done()
			one := a.ask()
			one.due, one.took = due, time.Since(begun.Add(due))
			lock.Lock()
			shots = append(shots, one)
			lock.Unlock()
			<-places
		}()
	}
	all.Wait()
	return shots
}

func reached(stop context.Context, moment time.Time) bool {
	timer := time.NewTimer(time.Until(moment))
	defer timer.Stop()
	select {
	case <-stop.Done():
		return false
	case <-timer.C:
		return stop.Err() == nil
	}
}

func (a aim) ask() shot {
	// A body that cannot be read again keeps Go from asking a second time by itself.
	var body io.Reader
	if a.method == http.MethodPost {
		body = io.NopCloser(strings.NewReader(""))
	}
	request, err := http.NewRequest(a.method, a.address, body)
	if err != nil {
		return shot{status: "request"}
	}
	request.Header.Set("User-Agent", "goferry-drill")
	reply, err := a.asker.Do(request)
	if err != nil {
		return shot{status: word(err)}
	}
	defer reply.Body.Close()
	if _, err := io.Copy(io.Discard, reply.Body); err != nil {
		return shot{status: word(err)}
	}
	return shot{status: strconv.Itoa(reply.StatusCode), release: reply.Header.Get("X-Release")}
}

func word(err error) string {
	var late net.Error
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "refused"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "reset"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "cut"
	case errors.As(err, &late) && late.Timeout():
		return "silent"
	}
	return "other"
}

func tell(begun time.Time, shots []shot) {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintf(out, "begun %d\n", begun.UnixMicro())
	for _, one := range shots {
		fmt.Fprintf(out, "request %d %d %s %s\n", one.due.Microseconds(), one.took.Microseconds(), one.status, plain(one.release))
	}
	fmt.Fprintf(out, "end %d\n", len(shots))
}

func plain(release string) string {
	if len(release) > 80 {
		release = release[:80]
	}
	cleaned := strings.Map(func(letter rune) rune {
		if letter > ' ' && letter < 0x7f {
			return letter
		}
		return -1
	}, release)
	if cleaned == "" {
		return "-"
	}
	return cleaned
}
