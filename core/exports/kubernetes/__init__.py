"""Kubernetes: what runs the service in a cluster, for kustomize."""
