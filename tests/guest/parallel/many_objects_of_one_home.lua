-- Contexts that fight for many objects of one home, whatever the home does meanwhile. Each context writes keys of its
-- own, so no write may be lost. All read a pair that a writer changes in order, first `newer`, then `older`: who reads
-- them in the other order never sees `older` ahead. Old values are dropped by the writes, and collected.
-- args: 100
local context, tasklet = require "context", require "tasklet"
local ROUNDS <const>, OBJECTS <const>, WORKERS <const> = tonumber(arg and arg[1]) or 60, 24, 3

local function make()
  local objects = {}
  for i = 1, OBJECTS do objects[i] = { newer = { version = 0 }, older = { version = 0 } } end
  return objects
end

local function work(objects, id, rounds, writes_every)
  local count = 0
  for round = 1, rounds do
    for i = 1, #objects do
      local t = objects[(i * 7 + id) % #objects + 1]
      if (round + i) % writes_every == 0 then
        t[id] = (t[id] or 0) + 1
        count = count + 1
        if id == 1 then
          t.newer = { version = t.newer.version + 1, text = "version " .. round }
          t.older = { version = t.older.version + 1, text = "version " .. round }
        end
      else
        local older = t.older.version
        local newer = t.newer.version
        assert(newer >= older, "writes seen out of order")
        assert(t.newer.text == nil or #t.newer.text > 8)
      end
    end
    if round % 20 == 0 then collectgarbage() end
  end
  return count
end

local function fight(name, writes_every)
  local made, go = tasklet.channel(1), { on = true }
  local home
  local objects
  if name == "joining" then
    objects = make()
  else
    home = context.spawn(function()
      local mine = make()
      made:send(mine)
      if name == "ended" then return end
      if name == "busy" then
        local sum = 0
        while go.on do sum = sum + #tostring(sum % 1000) end
      else
        return work(mine, WORKERS + 1, ROUNDS, writes_every)
      end
    end)
    objects = made:receive()
    if name == "ended" then assert(home:join()) end
  end
  local handles, expected = {}, 0
  for id = 1, WORKERS do handles[id] = context.spawn(work, objects, id, ROUNDS, writes_every) end
  for id = 1, WORKERS do
    local ok, count = handles[id]:join()
    assert(ok, count)
    expected = expected + count
  end
  go.on = false
  if name == "working" then
    local ok, count = home:join()
    assert(ok, count)
    expected = expected + count
  elseif name == "busy" then
    assert(home:join())
  end
  local sum = 0
  for _, t in ipairs(objects) do
    for id = 1, WORKERS + 1 do sum = sum + (t[id] or 0) end
    assert(t.newer.version == t.older.version)
  end
  print(name, writes_every, sum == expected and "exact" or sum - expected)
end

for _, name in ipairs { "joining", "working", "busy", "ended" } do
  for _, writes_every in ipairs { 1, 3, 40 } do fight(name, writes_every) end
end
