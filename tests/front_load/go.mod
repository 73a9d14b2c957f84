module example.com/front-load

go 1.24
