//go:build !no_glue

package main

import "github.com/aws/aws-sdk-go-v2/service/glue"

func init() {
	uses = append(uses, glue.New(glue.Options{}))
}
