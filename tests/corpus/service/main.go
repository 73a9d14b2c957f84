// Command service is a small web service with what such services often import.
package main

import "github.com/gin-gonic/gin"

var uses []func(*gin.Engine) error

func main() {
	engine := gin.Default()
	for _, use := range uses {
		if err := use(engine); err != nil {
			panic(err)
		}
	}
	_ = engine.Run()
}
