module example.com/ferry-template

go 1.25.0
