-- A file that nobody refers to is closed by the collection that finds it, so what was written is there.
local name = os.tmpname()
local function content() local f = io.open(name) local text = f:read("a") f:close() return text end
do
  local f = assert(io.open(name, "w")) f:write("from a local variable")
end
collectgarbage() print(content())
local output = io.output()
local function write() io.output(name) io.write("from the default output") io.output(output) end
write() collectgarbage() print(content())

-- a binary chunk after a first line for the shell
local f = io.open(name, "wb") f:write("#!/usr/bin/lua\0\n", string.dump(function() return 20, "\0\0" end)) f:close()
print(assert(loadfile(name, "b"))()) print(loadfile(name, "t"))
f = io.open(name, "w") f:write("# a comment\nreturn 1, debug.getinfo(1, 'l').currentline") f:close() print(loadfile(name)())
f = io.open(name, "w") f:write("#") f:close() print(loadfile(name) ~= nil)
os.remove(name)
