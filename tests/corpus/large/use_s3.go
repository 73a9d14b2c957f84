//go:build !no_s3

package main

import "github.com/aws/aws-sdk-go-v2/service/s3"

func init() {
	uses = append(uses, s3.New(s3.Options{}))
}
