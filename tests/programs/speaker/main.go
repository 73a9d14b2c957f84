// A service that speaks what a test wants: HTTP, HTTPS or gRPC's health protocol on its own port, and
// something else on each further one. Without an own listener it takes systemd's, in their order.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// What the program does: "http", "https", "grpc", "sick" (gRPC, not serving), "ready" (no port, but READY=1)
// or "mute" (neither).
var behaviour, version string

var further = []string{"PORT_WEB", "PORT_ADMIN", "PORT_DNS", "PORT_FRONT"}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "check" {
		fmt.Println("checked by", os.Getenv("GOFERRY_RELEASE"))
		code, _ := strconv.Atoi(os.Args[2])
		os.Exit(code)
	}
	if behaviour == "ready" || behaviour == "mute" {
		if behaviour == "ready" {
			wait, _ := time.ParseDuration(os.Getenv("READY_AFTER"))
			time.Sleep(wait)
			notify()
		}
		time.Sleep(time.Hour) // without other goroutines, Go would end a plain select
	}
	go serve(behaviour, listener("PORT", 3))
	for number, name := range further {
		if os.Getenv(name) == "" {
			continue
		}
		if name == "PORT_DNS" {
			go echo(packets(name, uintptr(4+number)))
			continue
		}
		go serve(map[string]string{"PORT_WEB": "https"}[name], listener(name, uintptr(4+number)))
	}
	notify()
	select {}
}

func serve(kind string, l net.Listener) {
	server := &http.Server{Handler: http.HandlerFunc(answer)}
	switch kind {
	case "https":
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{own()}}
		log.Fatal(server.ServeTLS(l, "", ""))
	case "grpc", "sick":
		server.Protocols = new(http.Protocols)
		server.Protocols.SetUnencryptedHTTP2(true)
		server.Handler = http.HandlerFunc(check)
	}
	log.Fatal(server.Serve(l))
}

func answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Release", os.Getenv("GOFERRY_RELEASE"))
	fmt.Fprint(w, version)
}

func check(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/grpc")
	w.Header().Set("Trailer", "Grpc-Status")
	state := byte(1)
	if behaviour == "sick" {
		state = 2
	}
	w.Write([]byte{0, 0, 0, 0, 2, 8, state})
	w.Header().Set("Grpc-Status", "0")
}

func listener(name string, fd uintptr) net.Listener {
	if os.Getenv("LISTEN_FDS") != "" {
		l, err := net.FileListener(os.NewFile(fd, name))
		if err != nil {
			log.Fatal(name, ": ", err)
		}
		return l
	}
	l, err := net.Listen("tcp", ":"+os.Getenv(name))
	if err != nil {
		log.Fatal(err)
	}
	return l
}

func packets(name string, fd uintptr) net.PacketConn {
	if os.Getenv("LISTEN_FDS") != "" {
		c, err := net.FilePacketConn(os.NewFile(fd, name))
		if err != nil {
			log.Fatal(name, ": ", err)
		}
		return c
	}
	c, err := net.ListenPacket("udp", ":"+os.Getenv(name))
	if err != nil {
		log.Fatal(err)
	}
	return c
}

func echo(c net.PacketConn) {
	buffer := make([]byte, 100)
	for {
		n, from, err := c.ReadFrom(buffer)
		if err != nil {
			log.Fatal(err)
		}
		c.WriteTo(append(buffer[:n], version...), from)
	}
}

func own() tls.Certificate {
	key, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{filepath.Base(os.Args[0])},
	}
	der, _ := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func notify() {
	if c, err := net.Dial("unixgram", os.Getenv("NOTIFY_SOCKET")); err == nil {
		c.Write([]byte("READY=1"))
	}
}
