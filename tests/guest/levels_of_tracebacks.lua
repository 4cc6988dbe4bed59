-- Tracebacks from any level on: as many lines as there are levels, none beyond, and never a single one left out.
local function down(n, f)
  if n == 0 then return (f()) end
  local r = down(n - 1, f)
  return r
end
local function shown(text)
  local lines = {}
  for line in text:gmatch "[^\n]+" do
    if not line:find "tail calls" then lines[#lines + 1] = line:gsub("^%s+", "") end
  end
  return #lines .. " | " .. (lines[2] or "") .. " | " .. (lines[12] or "") .. " | " .. lines[#lines]
end
for _, depth in ipairs { 5, 18, 19, 20, 21, 22, 199, 200, 300 } do
  local levels = { -1, 0, 1, 2, 3, 10, 150, depth - 22, depth - 21, depth - 20 }
  for beyond = depth - 1, depth + 6 do levels[#levels + 1] = beyond end
  levels[#levels + 1] = depth + 1000
  for _, from in ipairs(levels) do
    print(depth, from, shown(down(depth, function() return debug.traceback("message", from) end)))
    local co = coroutine.create(function() down(depth, coroutine.yield) end)
    coroutine.resume(co)
    print(depth, from, shown(debug.traceback(co, "message", from)))
  end
end
-- in a message handler
local function fails() error "error!" end
for from = 0, 8 do print(from, (select(2, xpcall(fails, function() return debug.traceback("message", from) end)):gsub("\n%s*", "|"))) end
