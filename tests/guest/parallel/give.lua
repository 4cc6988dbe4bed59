-- Tables that change their owner: given by the program, or moved because one other context does all the work.
local context, tasklet = require "context", require "tasklet"

-- A context that does what it is told until it is told nothing.
local function server()
  local jobs = tasklet.channel(0)
  local h = context.spawn(function()
    while true do
      local job = jobs:receive()
      if not job then return end
      job()
    end
  end)
  return h, jobs
end
local function ask(jobs, f)
  local done, result = tasklet.channel(1), nil
  jobs:send(function() done:send(table.pack(pcall(f))) end)
  result = done:receive()
  return table.unpack(result, 1, result.n)
end

local a, to_a = server()
local b, to_b = server()
local me = context.self()

-- identity, contents and metatables stay
local meta = { __index = function(_, k) return "no " .. tostring(k) end, __len = function() return 42 end }
local t = setmetatable({ 1, 2, 3, name = "t", inner = { x = 1 } }, meta)
local by_key = { [t] = "found" }
print(context.give(t, a) == t, context.owner(t) == a, by_key[t], t.name, t[3], #t, t.missing, rawlen(t))
t.inner.y = { 2 }
print(t.inner.x, t.inner.y[1], context.owner(t.inner) == me)
print(ask(to_a, function()
  for i = 1, 1000 do t[i] = { i } end
  for i = 1, 1000 do t["k" .. i] = i end
  return context.owner(t) == context.self(), t.name
end))
collectgarbage() ask(to_a, collectgarbage) ask(to_b, collectgarbage)
print(rawlen(t), t[1000][1], t.k999, by_key[t])

-- from hand to hand, and home again, with new contents at each
for round = 1, 3 do
  for _, owner in ipairs { { b, to_b }, { a, to_a }, { b, to_b }, { me } } do
    context.give(t, owner[1])
    local function work()
      for i = 1, 500 do t[i] = { round, i } t["r" .. round .. i] = { i } end
      collectgarbage()
    end
    if owner[2] then ask(owner[2], work) else work() end
    collectgarbage()
    assert(context.owner(t) == owner[1] and t[500][2] == 500 and t["r" .. round .. "77"][1] == 77 and by_key[t] == "found")
  end
end
print(context.owner(t) == me, t[500][1])

-- what only a given table refers to lives as long as that
local holder = { deep = { deeper = { "bottom" } } }
context.give(holder, a)
ask(to_a, function() for i = 1, 100 do holder["n" .. i] = { i, holder } end collectgarbage() end)
for i = 1, 5 do collectgarbage() ask(to_a, collectgarbage) ask(to_b, collectgarbage) end
print(holder.deep.deeper[1], holder.n100[1], holder.n1[2] == holder)

-- read by all, written again, frozen
local read = context.give({ v = 0 }, a)
local function sum() local s = 0 for i = 1, 200 do s = s + read.v end return s end
for v = 1, 5 do
  read.v = v
  local _, from_a = ask(to_a, sum)
  local _, from_b = ask(to_b, sum)
  assert(sum() == 200 * v and from_a == 200 * v and from_b == 200 * v)
end
context.freeze(read)
print(read.v, (select(2, pcall(function() read.v = 1 end)):gsub("^.-:%d+: ", "")))

-- what cannot be given
local function reason(...)
  local ok, e = pcall(context.give, ...)
  return ok, (tostring(e):gsub("^.-:%d+: ", ""))
end
print(reason(read, b))
print(reason(setmetatable({}, { __mode = "k" }), b))
print(reason(setmetatable({}, { __gc = function() end }), b))
print(reason(1, b))
print(reason({}, 1))
print(context.give(t, me) == t)

-- a finalizer and weak values for a given table
local late = context.give({}, a)
setmetatable(late, { __gc = function() end, __mode = "v" })
late.name = "late" late.list = { 1 }
collectgarbage() ask(to_a, collectgarbage)
print(late.name)

-- many write while it goes round: nothing is lost
local count = { n = 0 }
local lock = tasklet.lock()
local writers = {}
for w = 1, 2 do
  writers[w] = context.spawn(function()
    for i = 1, 300 do lock:run(function() count.n = count.n + 1 end) end
  end)
end
for round = 1, 10 do
  for _, owner in ipairs { a, b, me } do context.give(count, owner) end
end
for w = 1, 2 do writers[w]:join() end
print(count.n)

-- one context does all the work on what an idle one made
local far
do
  local made = tasklet.channel(1)
  to_b:send(function() made:send({ n = 0 }) end)
  far = made:receive()
end
assert(context.owner(far) == b)
local rounds = 0
repeat
  for i = 1, 1000 do far.n = far.n + 1 far[i % 64] = { far.n } end
  rounds = rounds + 1
until context.owner(far) == me or rounds == 10000
collectgarbage()
print(far.n == rounds * 1000, far[1][1] % 1000, context.owner(far) == me)

-- an owner that ends: what it was given stays usable, and can be given on
local last = context.give({ "kept" }, a)
ask(to_a, function() for i = 1, 100 do last[i + 1] = { i } end end)
to_a:send(nil) to_b:send(nil)
print(a:join(), b:join())
collectgarbage()
print(last[1], last[101][1])
print(context.owner(context.give(last, me)) == me, last[101][1], reason(last, a))
last = nil
