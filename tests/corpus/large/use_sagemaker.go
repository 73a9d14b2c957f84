//go:build !no_sagemaker

package main

import "github.com/aws/aws-sdk-go-v2/service/sagemaker"

func init() {
	uses = append(uses, sagemaker.New(sagemaker.Options{}))
}
