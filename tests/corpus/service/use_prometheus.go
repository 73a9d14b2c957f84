//go:build !no_prometheus

package main

import (
	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func init() {
	uses = append(uses, func(engine *gin.Engine) error {
		engine.GET("/metrics", gin.WrapH(promhttp.Handler()))
		return nil
	})
}
