//go:build !no_viper

package main

import (
	"github.com/gin-gonic/gin"
	"github.com/spf13/viper"
)

func init() {
	uses = append(uses, func(*gin.Engine) error {
		viper.SetConfigName("service")
		viper.AddConfigPath(".")
		return viper.ReadInConfig()
	})
}
