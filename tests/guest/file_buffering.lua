-- setvbuf: what another reader of the file sees before it is flushed or closed.
local name = os.tmpname()
local function seen() local f <close> = io.open(name) return f:read("a") end

local f = io.open(name, "w")
f:write("a") print("kept", #seen())
f:flush() print("after flush", seen())
print(f:setvbuf("no")) f:write("b") print("unbuffered", seen())
print(f:setvbuf("line")) f:write("c") f:write("d\n") print("line", seen())
print(f:setvbuf("full", 1024)) f:write("e\n") print("full", #seen() <= 6)
f:close() print("closed", seen())

-- What was kept before a change of the mode is not lost.
f = io.open(name, "w")
f:write("one ") f:setvbuf("no") f:write("two ") f:setvbuf("full") f:write("three") f:close()
print(seen())

for _, mode in ipairs { "no", "line", "full" } do
  f = io.open(name, "w")
  f:setvbuf(mode)
  for i = 1, 2000 do f:write(i, i % 7 == 0 and "\n" or ",") end
  f:close()
  print(mode, #seen(), select(2, seen():gsub("\n", "")))
end

-- Arguments.
f = io.open(name, "w")
print(pcall(function() f:setvbuf() end))
print(pcall(function() f:setvbuf("odd") end))
print(pcall(function() f:setvbuf("full", 1.5) end))
print(pcall(function() f:setvbuf("full", "2048") end))
f:close()
print(pcall(function() f:setvbuf("no") end))

-- A file that is read at the same time as it is written.
local w, r = io.open(name, "w"), io.open(name)
w:setvbuf("line")
for i = 1, 3 do w:write("line ", i, "\n") print(r:read("l"), r:read("l")) end
w:close() r:close()

-- The standard files.
print(io.stdout:setvbuf("no"), io.stderr:setvbuf("no"), io.stdin:setvbuf("full"))
io.write("a") io.stdout:setvbuf("line") io.write("b") print("c") io.stdout:setvbuf("full") io.write("d\n")

-- A process at the other end.
local p = io.popen("cat", "w")
io.stdout:flush()
print(p:setvbuf("no")) io.stdout:flush()
p:write("through the pipe\n") print(p:close())
os.remove(name)
