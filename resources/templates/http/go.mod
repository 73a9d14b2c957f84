module example.com/ferry-template

go 1.24.0
