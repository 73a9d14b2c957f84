//go:build !no_kubernetes

package main

import "k8s.io/client-go/kubernetes"

func init() {
	uses = append(uses, &kubernetes.Clientset{})
}
