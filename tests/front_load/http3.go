package main

import (
	"context"
	"crypto/tls"
	"io"
	"net/http"

	"github.com/quic-go/quic-go"
	"github.com/quic-go/quic-go/http3"
)

func over3(address string, keep bool) http.RoundTripper {
	made := func() *http3.Transport {
		return &http3.Transport{
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
			Dial: func(ctx context.Context, _ string, security *tls.Config, config *quic.Config) (*quic.Conn, error) {
				return quic.DialAddrEarly(ctx, address, security, config)
			},
		}
	}
	if keep {
		return made()
	}
	return eachNew{made}
}

// eachNew takes a connection of its own for each request.
type eachNew struct{ made func() *http3.Transport }

func (one eachNew) RoundTrip(request *http.Request) (*http.Response, error) {
	transport := one.made()
	reply, err := transport.RoundTrip(request)
	if err != nil {
		transport.Close()
		return nil, err
	}
	reply.Body = body{reply.Body, transport}
	return reply, nil
}

type body struct {
	io.ReadCloser
	transport io.Closer
}

func (one body) Close() error {
	err := one.ReadCloser.Close()
	one.transport.Close()
	return err
}
