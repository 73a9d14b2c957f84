module example.com/parts

go 1.21
