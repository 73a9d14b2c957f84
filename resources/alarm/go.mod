module goferry/alarm

go 1.21
