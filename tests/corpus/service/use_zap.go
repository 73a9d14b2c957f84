//go:build !no_zap

package main

import (
	"github.com/gin-gonic/gin"
	"go.uber.org/zap"
)

func init() {
	uses = append(uses, func(engine *gin.Engine) error {
		logger, err := zap.NewProduction()
		if err != nil {
			return err
		}
		engine.Use(func(c *gin.Context) { logger.Info("request", zap.String("path", c.Request.URL.Path)) })
		return nil
	})
}
