-- Reading and writing at one place after the other, with what stands in the buffer.
local name = os.tmpname()
local function fill(text) local f <close> = io.open(name, "w") f:write(text) end
local function seen() local f <close> = io.open(name) return (f:read("a"):gsub("\n", "|")) end

for _, mode in ipairs { "r+", "a+", "w+" } do
  fill("first\nsecond\nthird\n")
  local f = io.open(name, mode)
  print(mode, f:seek("cur"), f:seek("end"), f:seek("set"))
  print(f:read("l"), f:seek("cur"))
  f:seek("cur") f:write("ZZ") f:flush() print(seen())
  f:seek("set", 2) print(f:read(3), f:seek("cur", -1), f:read(1))
  f:seek("end", -3) f:write("#") f:seek("set") print(f:read("a"):gsub("\n", "|"))
  f:seek("set", 100) f:write("far") f:close() print(#seen(), seen():sub(-3))
end

fill("abcdef") local f = io.open(name, "r+")
print(f:read(2)) f:seek("cur", 0) f:write("XY") f:seek("cur", 0) print(f:read(1)) f:seek("set") print(f:read("a")) print(f:read(1), f:read("a"), f:read(0)) f:seek("end") f:write("!") f:seek("set", 5) print(f:read(5)) f:close()
print(seen())

-- Lines, numbers and bytes in turn; the end of the file, and what is appended after it.
fill("1 2 x\n\nlast") f = io.open(name, "r+")
print(f:read("n", "n", "n")) print(f:read("l")) print(f:read("L")) print(f:read("l")) print(f:read("l")) f:seek("cur") f:write("\nmore\n") f:seek("cur", -5) print(f:read("l", "l")) f:close()

fill("a1\nb2\nc3\n")
for x, y in io.lines(name, 1, "L") do io.write(x, "<", y, ">") end print()
for x, y, z in io.lines(name, "n", 1, "l") do print(x, y, z) end
for x in io.lines(name, "a") do print(#x) break end
for x, y in io.lines(name, "l", "n") do print(x, y) end
f = io.open(name) for x, y in f:lines(1, 2) do io.write(x, ":", y or "none", ";") end print(io.type(f)) f:close()
f = io.open(name) local next_line = f:lines("L") io.write(next_line(), next_line(), next_line()) print(next_line(), next_line()) f:close() print(pcall(next_line))
local function each() for l in next_line do print(l) end end print(pcall(each))

-- Bad places.
f = io.open(name) print(f:seek("set", -1)) print(f:seek("cur", -1)) print(f:seek("end", -100)) print(f:seek("cur")) print(f:seek("set", math.maxinteger)) print(f:read("a")) print(f:seek("set", 0), f:read("l"))
print(pcall(function() f:seek("set", 1.5) end)) print(pcall(function() f:seek(0) end)) print(pcall(function() f:seek("set", {}) end)) f:close()
print(pcall(function() f:seek() end))
local p = io.popen("true") print(p:seek("set")) p:close()

-- Many formats, long texts.
fill(("0123456789"):rep(10000) .. "\n" .. ("x"):rep(70000)) f = io.open(name) print(#f:read("l"), #f:read(65536), #f:read("a"), f:read("a"), f:read("l")) f:close()
os.remove(name)
