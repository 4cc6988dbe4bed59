-- A coroutine runs in the context that owns it, whoever resumes it: while that context runs, when it has ended, and
-- when what it left was adopted.
local context = require "context"
local tasklet = require "tasklet"

local function make()
  local closed = {}
  local function at_home() return context.self() == context.owner(coroutine.running()) end
  local function body(a, b)
    local closing <close> = setmetatable({}, { __close = function(_, e) closed[#closed + 1] = tostring(e) end })
    assert(at_home())
    local c = coroutine.yield(a + b)
    assert(at_home())
    local d, e = coroutine.yield(c, nil, "three")
    error(d)
  end
  return {
    closed = closed,
    co = coroutine.create(body),
    wrapped = coroutine.wrap(body),
    other = coroutine.create(body),
    ends = coroutine.create(function(...) return select("#", ...), ... end),
  }
end

local function use(made)
  local co = made.co
  print(coroutine.status(co), coroutine.isyieldable(co))
  print(coroutine.resume(co, 3, 4))
  print((debug.traceback(co, "where"):gsub("\n%s*", "|")))
  print(debug.getinfo(co, 1, "l").currentline, debug.getlocal(co, 1, 1))
  print(debug.setlocal(co, 1, 1, 30), select(2, debug.getlocal(co, 1, 1)))
  print(pcall(debug.getlocal, co, 10, 1))
  print(coroutine.status(co), coroutine.resume(co, "c"))
  print(coroutine.resume(co, "message"))
  print(coroutine.status(co), coroutine.resume(co))
  print(coroutine.close(co), coroutine.close(co))
  print(table.concat(made.closed, ";"))
  -- what wrap made, with errors that are no strings
  print(made.wrapped(1, 2))
  print(made.wrapped "c")
  print(pcall(function() made.wrapped "d" return 1 end))
  print(pcall(made.wrapped))
  -- closed where it is
  print(coroutine.close(made.other), coroutine.status(made.other))
  print(coroutine.resume(made.ends, nil, nil))
  print(coroutine.status(made.ends), coroutine.close(made.ends))
  local wrap = context.run(made.closed, function() return coroutine.wrap(function() error { code = 5 } end) end)
  local ok, e = pcall(wrap)
  print(ok, type(e), e.code)
end

print "a running context"
local box, stop = tasklet.channel(1), tasklet.channel(0)
local running = context.spawn(function()
  box:send(make())
  return stop:receive()
end)
local made = box:receive()
assert(context.owner(made.co) == running)
use(made)
-- one that runs itself
local resumed = context.run(made.closed, function()
  local co
  co = coroutine.create(function(status) return status(co) end)
  return co
end)
print(coroutine.resume(resumed, coroutine.status))
stop:send "stopped"
print(running:join())

print "an ended context"
local _, left = context.spawn(make):join()
use(left)

print "an adopted coroutine"
local _, adopted = context.spawn(make):join()
for i = 1, 400 do
  local _, t = context.spawn(function() return { i } end):join()
  t[1] = t
end
use(adopted)

print "back in the first one"
local mine = make()
print(context.spawn(function()
  local ok, sum = coroutine.resume(mine.co, 1, 2)
  return ok, sum, coroutine.status(mine.co), mine.wrapped(5, 6), coroutine.close(mine.co)
end):join())
print(coroutine.status(mine.co), mine.wrapped "again")
