package main

import (
	"context"
	"net"
	"net/http"
	"testing"
	"time"
)

func TestTheServiceAnswersAndStopsWhenAsked(t *testing.T) {
	port := freePort(t)
	environment := map[string]string{"HOST": "127.0.0.1", "PORT": port, "DRAIN": "0s", "LOG_LEVEL": "error"}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, func(name string) (string, bool) {
			value, found := environment[name]
			return value, found
		})
	}()

	waitFor(t, "http://127.0.0.1:"+port+"/health")
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Fatalf("run ended with %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the service did not stop")
	}
}

func TestABadSettingIsSaidAtTheStart(t *testing.T) {
	err := run(t.Context(), func(name string) (string, bool) { return "many", name == "PORT" })
	if err == nil {
		t.Fatal("PORT=many was accepted")
	}
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}

func waitFor(t *testing.T, url string) {
	t.Helper()
	for range 100 {
		if reply, err := http.Get(url); err == nil {
			reply.Body.Close()
			if reply.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s did not answer", url)
}
