-- What fails with files, and what is left afterwards.
local name = os.tmpname()
local function fill(text) local f <close> = io.open(name, "w") f:write(text) end

print("-- a full disk")
local f = io.open("/dev/full", "w")
print(f:setvbuf("full"), f:write("x") == f, f:flush()) print(f:close())
f = io.open("/dev/full", "w") print(f:write(("x"):rep(1000000))) print(f:close())
f = io.open("/dev/full", "w") f:setvbuf("no") print(f:write("x")) print(f:write("a", 1, 2.5)) print(f:close())
f = io.open("/dev/full", "w") f:setvbuf("line") print(f:write("x\n")) print(f:close())
f = io.open("/dev/full", "w") print(f:write(("y"):rep(5000)) == f, f:write(("y"):rep(5000))) print(f:close())
f = io.open("/dev/full", "w") f:write("kept until the end") print(f:close())
do local output = io.output() io.output("/dev/full") io.write("x") local ok, why, code = io.flush() io.output(output) print(ok, why, code) end

print("-- a folder")
f = io.open(".")
for _, format in ipairs { "a", "l", "L", "n", 1, 0 } do print(format, f:read(format)) end
print(f:read("l", "n"))
print(pcall(function() for l in f:lines() do print(l) end end))
f:close()
print(pcall(function() for l in io.lines(".") do print(l) end end))
print(pcall(dofile, ".")) print(loadfile("."))

print("-- a file for writing only")
f = io.open(name, "w")
for _, format in ipairs { "a", "l", "L", "n", 1, 0 } do print(format, f:read(format)) end
print(pcall(function() for l in f:lines() do print(l) end end))
print(f:write("still writes") == f) f:close()
print(io.open(name):read("a"))

print("-- a file for reading only")
fill("alpha\nsecond line\n3rd\n")
f = io.open(name)
print(f:read(0)) print(f:write("xuxu")) print(f:write("a", "b")) print(f:write() == f, f:write("") == f)
print(f:read("l")) print(f:write("again")) print(f:read("L")) print(f:seek("cur")) print(f:flush()) print(f:read("n", "a"))
print(f:close())

print("-- numerals")
fill(("1"):rep(250) .. " rest\n") f = io.open(name) print(f:read("n")) print(#f:read("L")) f:close()
fill(("1"):rep(199) .. " " .. ("2"):rep(200) .. " " .. ("3"):rep(201)) f = io.open(name) print(f:read("n", "n", "n")) print(f:read("a")) f:close()
fill("0x" .. ("f"):rep(197) .. " 0x" .. ("f"):rep(300)) f = io.open(name) print(f:read("n"), f:read("n")) f:close()
for _, text in ipairs { "e5", "-e5", ".e5", "1e", "1e+", "1e+ 5", "0x", "0x.p1", "0x1p", "+", "- 1", "..5", "1..2", "0xg", "00x1", "1_000", "inf", "nan", "\v\f\t 7", "1\0002", "5.", ".5.", "0x.8", "1E-2x" } do
  fill(text) f = io.open(name) print(("%q"):format(text), f:read("n"), f:read("a")) f:close()
end

print("-- counts")
fill("0123456789") f = io.open(name)
print(f:read(2.0), f:read(0), f:read(3, 1)) print(pcall(function() f:read(2.5) end)) print(pcall(function() f:read(-1) end))
print(pcall(function() f:read({}) end)) print(pcall(function() f:read("l", true) end)) print(pcall(function() f:read("2") end)) print(pcall(function() f:read("") end))
print(pcall(function() f:read(math.maxinteger) end)) print(pcall(function() f:lines(table.unpack({}, 1, 251)) end)) print(pcall(function() return type(f:lines(table.unpack({}, 1, 250))) end))
f:close()

print("-- closed default files")
local input, output = io.input(), io.output()
io.output(name) io.write("x") io.close() local a, b = pcall(function() io.write("y") end) local c, d = pcall(function() io.flush() end) local g, h = pcall(function() io.close() end) io.output(output) print(a, b) print(c, d) print(g, h)
io.input(name) io.close(io.input()) print(pcall(function() io.read() end)) print(pcall(function() io.lines() end)) io.input(input)
print(io.stdout:close()) print(io.stderr:close()) print(io.close()) print(io.type(io.stdout))
print(pcall(function() io.input("/no/such/file") end)) print(pcall(function() io.lines("/no/such/file") end)) print(pcall(function() io.output("/no/such/file") end))

print("-- modes and processes")
for _, mode in ipairs { "r", "rb", "rbb", "r+b", "rb+", "rw", "", "b", "+", "w+b", "a" } do local ok, h = pcall(function() return io.open(name, mode) end) print(mode, ok and io.type(h) or h) if ok then h:close() end end
for _, mode in ipairs { "rw", "rb", "", "a", "r+" } do print(mode, pcall(function() io.popen("true", mode) end)) end
for _, command in ipairs { "exit 0", "exit 3", "kill -9 $$", "exec 2> /dev/null /no/such/program" } do print(io.popen(command):close()) end
local p = io.popen("cat > /dev/null", "w") print(p:write("x") == p, p:read("l")) print(p:close())
p = io.popen("echo one; echo two") print(p:write("x")) print(p:read("a")) print(p:close())
print(os.rename("/no/such/file", name)) print(os.remove("/no/such/file"))
os.remove(name)
