//go:build !no_prometheus

package main

import "github.com/prometheus/client_golang/prometheus/promhttp"

func init() {
	uses = append(uses, promhttp.Handler())
}
