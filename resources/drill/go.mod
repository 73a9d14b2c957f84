module goferry/drill

go 1.21
