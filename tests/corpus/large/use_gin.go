//go:build !no_gin

package main

import "github.com/gin-gonic/gin"

func init() {
	uses = append(uses, func() error { return gin.New().Run() })
}
