-- stdin: first line\n42 0x10 -2.5 rest of it\n\nlast\nunfinished
-- Reading standard input in every format.
print(io.read()) print(io.read("n", "n", "n")) print(io.read("L")) print(io.read("l")) print(io.read(2), io.read(0), io.read("l")) print(io.stdin:read("a")) print(io.read("a"), io.read("l"), io.read("n"), io.read(0)) for l in io.lines() do print("never", l) end print(io.type(io.stdin), io.stdin:close())
