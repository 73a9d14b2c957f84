package graceful

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

// service is a server under test, with the means to stop it and to see how it ended.
type service struct {
	url      string
	stop     context.CancelFunc
	stopping chan struct{}
	ended    chan error
}

func start(t *testing.T, handler http.HandlerFunc, drain, timeout time.Duration) service {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	started := service{"http://" + listener.Addr().String(), stop, make(chan struct{}), make(chan error, 1)}
	serving := make(chan struct{})
	go func() {
		started.ended <- Serve(ctx, &http.Server{Handler: handler}, listener, Options{
			Drain:      drain,
			Timeout:    timeout,
			OnServing:  func() { close(serving) },
			OnStopping: func() { close(started.stopping) },
		})
	}()
	<-serving
	return started
}

func hello(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") }

func TestAnOpenConnectionIsServedWhileDraining(t *testing.T) {
	service := start(t, hello, 2*time.Second, time.Second)
	client := &http.Client{Transport: &http.Transport{}}
	first, err := client.Get(service.url)
	if err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, first.Body)
	first.Body.Close()

	service.stop()
	<-service.stopping
	waitUntilClosed(t, service.url)
	second, err := client.Get(service.url)
	if err != nil {
		t.Fatalf("the open connection was cut: %v", err)
	}
	second.Body.Close()
	if first.Close || !second.Close {
		t.Errorf("asked to close: first %t, second %t", first.Close, second.Close)
	}
	if err := <-service.ended; err != nil {
		t.Error(err)
	}
}

func TestARunningRequestComesToItsEnd(t *testing.T) {
	running := make(chan struct{})
	slow := func(w http.ResponseWriter, r *http.Request) {
		close(running)
		time.Sleep(300 * time.Millisecond)
		hello(w, r)
	}
	service := start(t, slow, 0, 5*time.Second)
	answered := make(chan error, 1)
	go func() {
		reply, err := http.Get(service.url)
		if err == nil {
			_, err = io.Copy(io.Discard, reply.Body)
			reply.Body.Close()
		}
		answered <- err
	}()
	<-running
	service.stop()
	if err := <-answered; err != nil {
		t.Errorf("the request was lost: %v", err)
	}
	if err := <-service.ended; err != nil {
		t.Error(err)
	}
}

func TestARequestWithoutEndDoesNotHoldUpTheStop(t *testing.T) {
	running := make(chan struct{})
	service := start(t, func(_ http.ResponseWriter, r *http.Request) {
		close(running)
		<-r.Context().Done()
	}, 0, 50*time.Millisecond)
	go http.Get(service.url)
	<-running
	service.stop()
	select {
	case err := <-service.ended:
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("it never stopped")
	}
}

func waitUntilClosed(t *testing.T, url string) {
	t.Helper()
	for range 100 {
		connection, err := net.Dial("tcp", url[len("http://"):])
		if err != nil {
			return
		}
		connection.Close()
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the listener stayed open")
}
