module goferry/snapshot

go 1.21
