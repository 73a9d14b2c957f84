module example.test/posting

go 1.22
