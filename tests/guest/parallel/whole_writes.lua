-- What a context writes in one call stays contiguous in the file, even if other contexts write at the same time.
local context = require "context"
local name = os.tmpname()

local function lines(write)
  local out = io.open(name, "w")
  local handles = {}
  for i = 1, 4 do
    handles[i] = context.spawn(function() for k = 1, 100 do write(out, i, k) end end)
  end
  for i = 1, 4 do assert(handles[i]:join()) end
  out:close()
  local n, broken = 0, 0
  for line in io.lines(name) do
    n = n + 1
    if not line:match("^w%d\t%d+\tend$") then broken = broken + 1 end
  end
  return n, broken
end

print("file:write", lines(function(out, i, k) out:write("w", i, "\t", k, "\t", "end", "\n") end))
print("unbuffered", lines(function(out, i, k)
  out:setvbuf("no")
  out:write("w", i, "\t", k, "\t", "end", "\n")
end))
print("io.write", lines(function(out, i, k)
  io.output(out)
  io.write("w", i, "\t", k, "\t", "end", "\n")
end))
io.output(io.stdout)
os.remove(name)
