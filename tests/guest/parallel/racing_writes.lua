-- Writers race on the same fields: the outcome is one of theirs, never torn, and readers only see whole values.
local context = require "context"
local N <const> = 500
local cell = { value = "start", pair = { 0, 0 } }
local function writer(name)
  for i = 1, N do
    cell.value = name .. ":" .. i
    cell.pair = { i, -i }
    cell[name] = i
  end
end
local function reader()
  local bad = 0
  for _ = 1, N do
    local v = cell.value
    if v ~= "start" and not v:match "^[ab]:%d+$" then bad = bad + 1 end
    local p = cell.pair
    if p[1] + p[2] ~= 0 then bad = bad + 1 end
  end
  return bad
end
local a, b, r = context.spawn(writer, "a"), context.spawn(writer, "b"), context.spawn(reader)
print(reader(), r:join())
print(a:join()) print(b:join())
print(cell.value == "a:500" or cell.value == "b:500", cell.pair[1], cell.pair[2], cell.a, cell.b)
