-- context.run: the function runs where the object lives; results and errors come back.
local context = require "context"
local mine = { n = 0 }
local home = context.self()

local function visitor(object)
  local here = context.self()
  assert(here ~= home)
  local there = context.run(object, function(o, by)
    o.n = o.n + by
    return context.self()
  end, object, 5)
  local a, b, c = context.run(object, function() return 1, nil, "three" end)
  local ok, message = pcall(context.run, object, function() error("raised at home", 0) end)
  return there == home, a, b, c, ok, message
end

print(context.spawn(visitor, mine):join())
print(mine.n)
print(context.run(mine, function(...) return context.self() == home, ... end, "local", "run"))

local _, theirs = context.spawn(function() return { list = {} } end):join()
for i = 1, 3 do context.run(theirs, function(o, v) table.insert(o.list, v * v) end, theirs, i) end
print(table.concat(theirs.list, " "))
