-- Contexts compete for the same tables: they take turns, and no write is lost, repeated or seen half done.
local context, tasklet = require "context", require "tasklet"
local contexts, rounds = 3, 30000

-- one table, a key of each context's own
local t = { inner = { total = 0 } }
local function count(name)
  t[name] = 0
  for i = 1, rounds do
    t[name] = t[name] + 1
    if i % 5000 == 0 then
      t.inner[name] = { i }
      collectgarbage "step"
    end
  end
  return t[name]
end
local handles = {}
for i = 1, contexts do handles[i] = context.spawn(count, "k" .. i) end
print(count "main")
for i = 1, contexts do print(handles[i]:join()) end
for i = 1, contexts do print(t["k" .. i], t.inner["k" .. i][1]) end

-- tables that grow, two at once, and what they hold; other tasklets of the contexts work meanwhile
local lists, texts = { {}, {} }, {}
local function fill(me)
  local others = 0
  local helper = tasklet.spawn(function() for _ = 1, 100 do others = others + 1 tasklet.yield() end end)
  for i = 1, rounds // 10 do
    for _, list in ipairs(lists) do list[me .. i] = { me, i } end
    texts[me .. i] = me .. "-" .. i
  end
  helper:join()
  return others
end
for i = 1, contexts do handles[i] = context.spawn(fill, "c" .. i) end
for i = 1, contexts do print(handles[i]:join()) end
collectgarbage()
for _, list in ipairs(lists) do
  local n = 0
  for k, v in pairs(list) do
    assert(k == v[1] .. v[2] and texts[k] == v[1] .. "-" .. v[2])
    n = n + 1
  end
  print(n)
end

-- one that works, one that waits for it to write, and one that asks now and then
local state = { n = 0, done = false }
local waiter = context.spawn(function()
  local seen = 0
  while not state.done do
    local n = state.n
    assert(n >= seen)
    seen = n
  end
  return state.n
end)
local asker = context.spawn(function()
  for i = 1, 20 do
    tasklet.sleep(0.001)
    state["asked" .. i] = state.n
  end
  return true
end)
for i = 1, rounds do state.n = state.n + 1 end
print(asker:join())
state.done = true
print(waiter:join())
local last = 0
for i = 1, 20 do
  assert(state["asked" .. i] >= last)
  last = state["asked" .. i]
end
